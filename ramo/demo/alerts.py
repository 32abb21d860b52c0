"""Somebody invented gets letters, somebody else a list on paper; both have found the invented offers."""

from uuid import uuid4

from django.db.models import QuerySet

from ramo.accounts.models import User
from ramo.alerts import actions, digests, matching, paper_actions
from ramo.alerts.actions import Wish
from ramo.alerts.models import Cadence, MailedSearch, Reader, SavedSearch
from ramo.kit import clock
from ramo.kit.languages import SOURCE_LANGUAGE
from ramo.mailing.models import OutgoingMail
from ramo.network.models import Library
from ramo.network.roles import Role
from ramo.search.data import Distance, SearchQuery
from ramo.search.models import IndexCard
from ramo.search.places import look_up

READER = "chitatel@demo.invalid"
LABEL = "работа наблизо"
KINDS = ("vacancy", "course")


def put_alerts() -> None:
    librarian = User.objects.filter(is_demo=True, memberships__role=Role.LIBRARIAN).first()
    library = librarian and librarian.memberships.get().library
    if not (librarian and library):
        return
    place = look_up(library.settlement_id or "").place
    near = SearchQuery(kinds=KINDS[:1], place=place, distance=Distance.KM_50)
    paper_actions.keep(library=library, query=near, label=LABEL, submission=uuid4(), by=librarian)
    reader = _reader(SearchQuery(kinds=KINDS, place=place, distance=Distance.DISTRICT))
    matching.match(list(IndexCard.objects.filter(is_demo=True, kind__in=KINDS).values_list("kind", "key")))
    digests.write_to(reader.pk)
    paper_actions.file_tasks()


def alerts_of(libraries: QuerySet[Library]) -> list[QuerySet[SavedSearch] | QuerySet[Reader] | QuerySet[OutgoingMail]]:
    """What hangs on invented libraries and mailboxes, whoever asked for it."""
    return [
        SavedSearch.objects.filter(paper__library__in=libraries),
        SavedSearch.objects.filter(mailed__reader__email=READER),
        Reader.objects.filter(email=READER),
        OutgoingMail.objects.filter(to=READER),
    ]


def _reader(query: SearchQuery) -> Reader:
    """Has said yes, and this is the day of the letter."""
    actions.ask(Wish(query, READER, Cadence.DAILY, SOURCE_LANGUAGE))
    mailed = MailedSearch.objects.select_related("reader").get(reader__email=READER)
    actions.confirm(mailed)
    MailedSearch.objects.filter(pk=mailed.pk).update(next_on=clock.today())
    return mailed.reader
