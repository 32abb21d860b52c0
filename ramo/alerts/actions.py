"""The only door that writes here: asking for letters, confirming, changing, ending; and matching what is new."""

from dataclasses import dataclass

from django.db import transaction
from django.db.models import Case, CharField, F, Value, When
from django.db.models.functions import Cast, Concat

from ramo.kit import clock
from ramo.mailing.actions import forget_letters, revive, send
from ramo.mailing.models import OutgoingMail
from ramo.search.actions import take_news
from ramo.search.data import SearchQuery

from . import emails, keys, matching, questions
from .errors import HealthStaysOut
from .health import is_about_health
from .models import Anchor, Cadence, MailedSearch, Reader, SavedSearch

CARDS_AT_ONCE = 500
MOST_SEARCHES = 20  # of one mailbox
MOST_ASKED = 5  # letters a day that somebody may have us send to one mailbox


@dataclass(frozen=True, slots=True)
class Wish:
    """What somebody wants letters about, and where."""

    query: SearchQuery
    email: str
    cadence: Cadence
    language: str


@transaction.atomic
def ask(wish: Wish) -> None:
    """Writes to the mailbox, to ask whether it is so; nothing tells the asker whether it is known to us.

    A mailbox that has had its letters for today, or has many searches, gets none.
    """
    if is_about_health(wish.query):
        raise HealthStaysOut
    saved, anchors = questions.of(wish.query)
    reader = _reader(wish)
    if not _may_write(reader):
        return
    same = _same(reader, saved)
    if same is None and reader.searches.count() >= MOST_SEARCHES:
        return
    mailed = same or _keep(reader, saved, anchors, wish.cadence)
    send(emails.confirmation(mailed) if not mailed.search.is_standing else emails.way_in(reader))


@transaction.atomic
def ask_way_in(*, email: str) -> None:
    """Sends the address of the own page to a mailbox that has one; the asker hears the same of any."""
    reader = Reader.objects.filter(email=email.lower()).first()
    if reader and _may_write(reader):
        send(emails.way_in(reader))


@transaction.atomic
def confirm(mailed: MailedSearch) -> None:
    """Its owner has opened a letter of ours: the search stands, for the first time or again."""
    SavedSearch.objects.filter(pk=mailed.search_id).update(idle_since=None)
    MailedSearch.objects.filter(pk=mailed.pk).update(confirmed_on=clock.today(), asked_again_on=None)
    Reader.objects.filter(pk=mailed.reader_id).update(idle_since=None)
    revive(mailed.reader.email)


@transaction.atomic
def change_cadence(mailed: MailedSearch, *, cadence: Cadence) -> None:
    mailed.cadence, mailed.next_on = cadence, cadence.after(clock.today())
    mailed.save(update_fields=["cadence", "next_on"])


@transaction.atomic
def stop(mailed: MailedSearch) -> None:
    """It finds nothing any more, and leaves after 48 hours unless it is taken up again."""
    SavedSearch.objects.filter(pk=mailed.search_id, idle_since=None).update(idle_since=clock.now())
    _rest(mailed.reader)


@transaction.atomic
def stop_all(reader: Reader) -> None:
    SavedSearch.objects.filter(mailed__reader=reader, idle_since=None).update(idle_since=clock.now())
    _rest(reader)


@transaction.atomic
def delete(mailed: MailedSearch) -> None:
    """At once and with what it found."""
    mailed.search.delete()
    if mailed.reader.searches.exists():
        _rest(mailed.reader)
    else:
        _forget(mailed.reader)


@transaction.atomic
def delete_all(reader: Reader) -> None:
    """The mailbox, what it sought and what was found: nothing stays."""
    SavedSearch.objects.filter(mailed__reader=reader).delete()
    _forget(reader)


@transaction.atomic
def forget_letters_to_nobody() -> int:
    """Letters to mailboxes that have left since, by their own time; how many."""
    here = Reader.objects.values_list(Concat(Value(emails.ABOUT), Cast("pk", CharField())), flat=True)
    return OutgoingMail.objects.filter(about__startswith=emails.ABOUT).exclude(about__in=here).delete()[0]


@transaction.atomic
def match_some() -> int:
    """A portion of what has become news, with what it was found by, in one transaction; how many cards it was.

    If we die before its end, the same cards are news still; after it, their finds stand.
    """
    news = take_news(CARDS_AT_ONCE)
    if news:
        matching.match(news)
    return len(news)


def _reader(wish: Wish) -> Reader:
    """Known or new, and locked: two wishes for one mailbox at a moment do not slip past the counts."""
    email = wish.email.lower()
    new = Reader(email=email, key=keys.drawn(), language=wish.language, idle_since=clock.now())
    Reader.objects.bulk_create([new], ignore_conflicts=True)
    reader = Reader.objects.select_for_update().get(email=email)
    if reader.idle_since:
        reader.idle_since = clock.now()
        reader.save(update_fields=["idle_since"])
    return reader


def _may_write(reader: Reader) -> bool:
    """Claims one of the letters of today by a conditional UPDATE."""
    today = clock.today()
    claimed = Reader.objects.filter(pk=reader.pk).exclude(asked_on=today, asked_times__gte=MOST_ASKED)
    times = Case(When(asked_on=today, then=F("asked_times") + 1), default=Value(1))
    return claimed.update(asked_times=times, asked_on=today) == 1


def _same(reader: Reader, saved: SavedSearch) -> MailedSearch | None:
    asked = {"text", "exact", "areas", "kinds", "districts", "occupations", "ekatte", "distance"}
    same = {f"search__{name}": getattr(saved, name) for name in asked}
    return reader.searches.select_related("search", "reader").filter(**same).first()


def _keep(reader: Reader, saved: SavedSearch, anchors: list[Anchor], cadence: Cadence) -> MailedSearch:
    saved.idle_since = clock.now()
    saved.save()
    Anchor.objects.bulk_create(anchors)
    return MailedSearch.objects.create(
        search=saved, reader=reader, key=keys.drawn(), cadence=cadence, next_on=cadence.after(clock.today())
    )


def _forget(reader: Reader) -> None:
    forget_letters([emails.about_of(reader)])
    reader.delete()


def _rest(reader: Reader) -> None:
    """A mailbox none of whose searches stands leaves with the last of them."""
    if not reader.searches.standing().exists():
        Reader.objects.filter(pk=reader.pk, idle_since=None).update(idle_since=clock.now())
