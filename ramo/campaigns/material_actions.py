"""The door for materials: their owner writes a new version, or says that the last one still holds."""

from django.db import transaction

from ramo.accounts.models import User
from ramo.audit.actions import record
from ramo.kit import clock
from ramo.kit.identifiers import find_identifier
from ramo.network.reach import standing_for
from ramo.trust import actions as trust

from .data import MaterialData
from .errors import IdentifierInText, NothingWritten, NotOpen
from .models import Edition, Form, Material, Stage

WORDLESS = (Form.POSTER, Form.CARD, Form.SESSION)  # made of the edition itself


@transaction.atomic
def write_version(material: Material, data: MaterialData, *, by: User) -> Material:
    """The next one; who wrote it stands for it today. The same words again are no new version."""
    _refuse_unfit(material, data)
    Edition.objects.select_for_update().get(pk=material.edition_id)  # two writers make two versions, not one number
    last = Material.objects.last_versions().select_related("owner").get(edition=material.edition_id, key=material.key)
    if (last.title_bg, tuple(last.lines_bg), last.source_url) == (data.title, data.lines, data.source_url):
        _confirm(last, data, by)
        return last
    fresh = Material(
        edition=last.edition,
        key=last.key,
        order=last.order,
        form=last.form,
        owner=last.owner,
        version=last.version + 1,
        title_bg=data.title,
        lines_bg=list(data.lines),
        source_label=last.source_label,
        source_url=data.source_url or last.source_url,
        written_on=clock.today(),
        valid_until=last.edition.ends_on,
        requires_verification=last.requires_verification,
        is_demo=last.is_demo,
    )
    fresh.save(force_insert=True)
    _confirm(fresh, data, by)
    record("wrote material", fresh, by=by, detail={"version": fresh.version})
    return fresh


@transaction.atomic
def confirm(material: Material, *, by: User) -> None:
    last = Material.objects.last_versions().select_related("owner", "edition").get(pk=material.pk)
    trust.confirm(last, by=by, verified_as=_standing(last, by), valid_until=last.edition.holds_until)


def _confirm(material: Material, data: MaterialData, by: User) -> None:
    until = data.valid_until or material.edition.holds_until
    trust.confirm(material, by=by, verified_as=_standing(material, by), valid_until=until)


def _standing(material: Material, by: User) -> str:
    return standing_for(by, material.owner) if material.owner else "програмният офис"


def _refuse_unfit(material: Material, data: MaterialData) -> None:
    if material.edition.stage == Stage.CLOSED:
        raise NotOpen
    if not data.lines and material.form not in WORDLESS:
        raise NothingWritten
    if any(find_identifier(text) == "egn" for text in (data.title, *data.lines)):
        raise IdentifierInText("lines")
