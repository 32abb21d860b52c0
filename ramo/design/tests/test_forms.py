"""Fields say what they want, errors say what to fix, and both reach a screen reader."""

import pytest
from django import forms
from django.template import Context, Template

from ramo.design.forms import ChipSelect, DayField, Form, NoteField

EGN = "7501020018"


class Report(Form):
    what = forms.ChoiceField(
        label="Какво",
        choices=[("phone", "Телефон"), ("hours", "Часове")],
        widget=ChipSelect(icons={"phone": "phone"}),
    )
    how = NoteField(label="Как е вярно", help_text="С няколко думи.", max_length=20)
    until = DayField(label="Важи до", required=False)
    sure = forms.BooleanField(label="Проверих го", required=False)


def shown(source: str, form: Form) -> str:
    return Template(source).render(Context({"form": form}))


def test_field_ties_label_hint_and_error_to_the_control() -> None:
    html = shown("{% field form.how %}", Report({}))
    assert '<label for="id_how">Как е вярно</label>' in html
    assert 'id="id_how_helptext">С няколко думи.' in html
    assert 'aria-describedby="id_how_helptext id_how_error"' in html
    assert 'aria-invalid="true"' in html
    assert 'id="id_how_error"' in html


def test_field_keeps_what_was_typed_and_escapes_it() -> None:
    assert "&lt;b&gt;тук" in shown("{% field form.how %}", Report({"how": "<b>тук"}))


def test_tick_stands_inside_its_own_label() -> None:
    html = shown("{% field form.sure %}", Report())
    assert '<label class="opt"><input type="checkbox" name="sure"' in html


def test_chips_are_a_group_with_a_legend_an_icon_and_digit_keys() -> None:
    html = shown("{% chips form.what line=True keys=True %}", Report())
    assert '<fieldset class="chips line">' in html
    assert "<legend>Какво</legend>" in html
    assert "<kbd>1</kbd>" in html
    assert "#i-phone" in html


def test_chips_have_digits_for_the_first_nine_only() -> None:
    class Long(Form):
        task = forms.ChoiceField(choices=[(str(n), str(n)) for n in range(12)], widget=ChipSelect)

    assert shown("{% chips form.task keys=True %}", Long()).count("<kbd>") == 9


def test_chips_tie_an_error_to_the_group_and_mark_no_single_button() -> None:
    html = shown("{% chips form.what %}", Report({}))
    assert 'aria-describedby="id_what_error"' in html
    assert "aria-invalid" not in html


def test_summary_leads_to_the_first_control_of_each_fault() -> None:
    html = shown("{% form_errors form %}", Report({"until": "вчера"}))
    assert 'role="alert"' in html
    assert "Останаха 3 неща за поправяне" in html
    assert '<a href="#id_what_0">Изберете отговор: „Какво“.</a>' in html
    assert '<a href="#id_how">Попълнете „Как е вярно“.</a>' in html
    assert '<a href="#id_until">„Важи до“: напишете дата като 24.11.2026</a>' in html


def test_summary_of_one_fault_says_one() -> None:
    html = shown("{% form_errors form %}", Report({"what": "phone"}))
    assert "Остана едно нещо за поправяне" in html


def test_summary_of_no_faults_is_not_there() -> None:
    assert shown("{% form_errors form %}", Report({"what": "phone", "how": "да"})).strip() == ""


def test_too_long_text_says_by_how_much() -> None:
    form = Report({"what": "phone", "how": "а" * 25})
    assert form.errors["how"] == ["Съкратете „Как е вярно“: най-много 20 знака, сега са 25."]


def test_note_refuses_a_personal_number() -> None:
    form = Report({"what": "phone", "how": f"ЕГН {EGN}"})
    assert form.errors["how"] == ["Това прилича на ЕГН. Махнете го – не ни трябва."]


@pytest.mark.parametrize("written", ["24.11.2026", "24.11.26", "2026-11-24"])
def test_dates_are_read_as_people_write_them(written: str) -> None:
    form = Report({"what": "phone", "how": "да", "until": written})
    assert form.is_valid()
    assert f"{form.cleaned_data['until']:%d.%m.%Y}" == "24.11.2026"


def test_sentence_that_a_form_says_itself_stays() -> None:
    class Own(Form):
        name = forms.CharField(error_messages={"required": "Как се казва мястото?"})

    assert Own({}).errors["name"] == ["Как се казва мястото?"]
