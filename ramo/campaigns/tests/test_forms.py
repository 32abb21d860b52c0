"""No form of the room has a place for a secret, a sum of a return, or a return itself."""

import pytest

from ramo.campaigns import forms
from ramo.campaigns.models import Edition, Material
from tests.cast import Cast

from .factories import make_edition, make_kit


@pytest.fixture
def edition(cast: Cast) -> Edition:
    return make_edition(cast.other_institution)


@pytest.mark.parametrize(
    "form",
    [forms.CardForm, forms.TargetForm, forms.DayForm],
    ids=lambda form: form.__name__,
)
def test_no_field_that_readers_or_librarians_fill_takes_words_or_files(cast: Cast, form: type) -> None:
    """A secret, a sum of a return or a return itself has nowhere to go."""
    kit = make_kit()
    made = form(kit=kit) if form is forms.CardForm else form()
    for name, field in made.fields.items():
        kind = type(field).__name__
        assert kind in {"TypedChoiceField", "UUIDField", "IntegerField", "DayField", "SaidChoice"}, name


def test_no_form_of_the_room_takes_a_file_or_a_password(cast: Cast, edition: Edition) -> None:
    made = [
        forms.EditionForm(kit=edition.kit, edition=edition),
        forms.MaterialForm(material=Material.objects.filter(edition=edition)[0]),
        forms.CloseForm(),
        forms.TargetForm(),
        forms.CardForm(kit=edition.kit),
    ]
    for form in made:
        html = str(form)
        assert 'type="file"' not in html
        assert 'type="password"' not in html
        assert not form.is_multipart()


@pytest.mark.parametrize("word", ["pik", "ПИК", "egn", "ЕГН", "password", "парола"], ids=range(6))
def test_no_field_asks_for_a_secret(cast: Cast, edition: Edition, word: str) -> None:
    made = [forms.EditionForm(kit=edition.kit, edition=edition), forms.CardForm(kit=edition.kit), forms.TargetForm()]
    for form in made:
        for name, field in form.fields.items():
            words = f"{name} {field.label} {field.help_text}".replace("-", " ").split()
            assert word.lower() not in [each.lower().strip(".,?") for each in words]
