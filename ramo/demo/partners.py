"""What invented partners were asked and answered, and invented addresses that are not in order."""

from datetime import timedelta
from uuid import uuid4

from ramo.kit import clock
from ramo.network.models import Institution
from ramo.resources.models import Resource
from ramo.seed.entries import Entry
from ramo.watch.answer_actions import answer
from ramo.watch.askable import find
from ramo.watch.asking_actions import HOLDS
from ramo.watch.data import AnswerData, Trouble
from ramo.watch.emails import address_of
from ramo.watch.models import AskedLink, LinkSpot, PartnerAnswer, WatchedLink
from ramo.watch.tokens import new_token
from ramo.watch.waiting import tell_of_links, tell_of_silence

from .invented import ADDRESS

ASKED, ANSWERED, SILENT = "demo-labour-office", "demo-tax-office", "demo-town-hall"
CHANGED, NEW_PHONE = "demo-tax-hours", "096 000 104"
TRIED = (timedelta(days=9), timedelta(days=6), timedelta(days=2))


def ask_partners() -> str:
    """One is asked, one has answered that something changed, one was silent; the address that the first one got.

    The questions stand as if written; no letter leaves for an address that nobody has.
    """
    _answer(_asked(ANSWERED))
    _asked(SILENT, days_ago=HOLDS.days + 2, ending=AskedLink.Ending.SILENT)
    tell_of_silence()
    return address_of(new_token(_asked(ASKED)))


def put_troubles(entries: list[Entry]) -> None:
    for entry in entries:
        _put_trouble(Resource.objects.get(pk=entry.text("resource")), entry)
    tell_of_links()


def _asked(key: str, *, days_ago: int = 0, ending: str = "") -> AskedLink:
    institution, made_on = Institution.objects.get(pk=key), clock.today() - timedelta(days=days_ago)
    return AskedLink.objects.create(
        institution=institution,
        sent_to=institution.contact_email,
        made_on=made_on,
        until=made_on + HOLDS,
        ending=ending,
    )


def _answer(link: AskedLink) -> None:
    asked = find("resource", CHANGED)
    if asked:
        data = AnswerData(PartnerAnswer.Answer.CHANGED, asked.seen(), {"phone": NEW_PHONE}, said_by="инспектор")
        answer(link, asked, data, submission=uuid4())


def _put_trouble(resource: Resource, entry: Entry) -> None:
    now, trouble = clock.now(), Trouble(entry.one_of("trouble", Trouble.values))
    is_broken = trouble not in {Trouble.MOVED, Trouble.CHANGED}
    leads_to = entry.maybe("leads_to")
    link = WatchedLink.objects.create(
        address=resource.url,
        host="primer.invalid",
        next_check_at=now + timedelta(days=365),
        checked_at=now - TRIED[-1],
        failed_at=[now - since for since in TRIED] if is_broken else [],
        failed_as=trouble if is_broken else "",
        trouble=trouble,
        found_at=now - TRIED[-1],
        leads_to=ADDRESS.format(key=leads_to) if leads_to else "",
    )
    page, form = f"/resurs/{resource.pk}/", f"/rabotno-myasto/resurs/{resource.pk}/"
    LinkSpot.objects.bulk_create(
        LinkSpot(
            link=link,
            kind="resource",
            key=resource.pk,
            column=column,
            title=resource.name_bg,
            page=page,
            form=form,
            scope=resource.review_scope(),
        )
        for column in ("url", "source_url")
    )
