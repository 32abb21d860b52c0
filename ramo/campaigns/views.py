"""What anybody reads of campaigns: those that are open, one of them, and what it is at a library."""

from uuid import uuid4

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from ramo.appointments.models import Schedule
from ramo.events.models import Event
from ramo.kit.languages import said
from ramo.network import finder
from ramo.network.access import public
from ramo.network.models import Library
from ramo.network.whereabouts import chosen_of, where_of
from ramo.trust.actions import history_of

from . import card_actions, papers, progress
from .errors import NotItsCore, NotOpen
from .forms import CardForm
from .models import Edition, Form, KeyDate, Material, Participation, Stage

NEARBY = 5
NEXT = 5


@public
@require_safe
def campaigns(request: HttpRequest) -> HttpResponse:
    facts = {"editions": Edition.objects.open().whole().order_by("anchor_on"), "crumbs": [(_("Campaigns"), "")]}
    return render(request, "campaigns/list.html", facts)


@public
@require_safe
def campaign(request: HttpRequest, slug: str) -> HttpResponse:
    edition = _found(slug)
    if not edition.is_shown:
        return _over(request, edition)
    where = where_of(request)
    joined = Participation.objects.standing(edition).values("library")
    facts = {
        "edition": edition,
        "kit": edition.kit,
        "area": edition.kit.area,
        "where": where,
        "near": finder.nearest(where.place, limit=NEARBY, among=joined) if where.place else [],
        "count": joined.count(),
        "own": _own(request, edition),
        "dates": KeyDate.objects.shown().filter(edition=edition),
        "materials": _materials(edition),
        "progress": progress.in_public(progress.of(edition)),
        "history": [each.verified_on for each in history_of(edition)],
        "crumbs": _crumbs(edition),
    }
    return render(request, "campaigns/campaign.html", facts)


@public
@require_safe
def library_campaign(request: HttpRequest, slug: str, number: str) -> HttpResponse:
    edition = _found(slug)
    if not edition.is_shown:
        return _over(request, edition)
    library = _joined(edition, number).library
    coming = Event.objects.on_calendar().filter(hosts__library=library, area=edition.kit.area_id)
    facts = {
        "edition": edition,
        "kit": edition.kit,
        "area": edition.kit.area,
        "library": library,
        "events": coming.distinct().order_by("starts_at")[:NEXT],
        "has_hours": Schedule.objects.given().filter(library=library, area=edition.kit.area_id).exists(),
        "dates": KeyDate.objects.shown().filter(edition=edition),
        "materials": _materials(edition),
        "crumbs": _crumbs(edition, library.place),
    }
    return render(request, "campaigns/library.html", facts)


@public
@require_safe
def paper(request: HttpRequest, slug: str, key: str, number: str) -> HttpResponse:
    edition, material, library = _printed(slug, key, number)
    facts = {
        "paper": papers.paper_of(edition, material, library),
        "edition": edition,
        "material": material,
        "library": library,
        "crumbs": _crumbs(edition, material.title_bg),
    }
    name = "poster" if material.form in {Form.POSTER, Form.SIGN} else "paper"
    return render(request, f"campaigns/{name}.html", facts)


@public
@require_safe
def paper_pdf(request: HttpRequest, slug: str, key: str, number: str) -> HttpResponse:
    edition, material, library = _printed(slug, key, number)
    headers = {"Content-Disposition": f'inline; filename="ramo-{edition.slug}-{key}-{number}.pdf"'}
    content = papers.file_of(papers.paper_of(edition, material, library))
    return HttpResponse(content, content_type="application/pdf", headers=headers)


@public
@require_http_methods(["GET", "HEAD", "POST"])
def card(request: HttpRequest, slug: str, number: str) -> HttpResponse:
    """The exit card: on the screen, or behind the code on the paper. It asks for no name and takes no words."""
    edition = _found(slug)
    if not edition.is_shown:
        return _over(request, edition)
    participation = _joined(edition, number)
    form = CardForm(request.POST or None, kit=edition.kit, initial={"submission": uuid4()})
    if form.is_valid():
        answers, submission = form.answers()
        try:
            card_actions.give_card(participation, answers, submission=submission)
        except NotItsCore:
            form.add_error(None, _("Choose an answer in at least one row."))
        except NotOpen as closed:
            raise Http404 from closed
        else:
            return redirect(f"{request.path}?thanks=1")
    facts = {
        "edition": edition,
        "area": edition.kit.area,
        "library": participation.library,
        "form": form,
        "is_done": "thanks" in request.GET,
        "crumbs": _crumbs(edition, _("How was it?")),
    }
    return render(request, "campaigns/card.html", facts, status=422 if form.errors else 200)


def _found(slug: str) -> Edition:
    """A draft is nobody's business."""
    edition = get_object_or_404(Edition.objects.whole(), slug=slug)
    if edition.stage == Stage.DRAFT:
        raise Http404
    return edition


def _over(request: HttpRequest, edition: Edition) -> HttpResponse:
    """Closed or past its last day; others that are open are offered."""
    others = Edition.objects.open().whole().exclude(pk=edition.pk)
    similar = [
        (str(said(each, "title", get_language())), reverse("campaigns:campaign", args=[each.slug])) for each in others
    ]
    return render(request, "design/errors/410.html", {"similar": similar}, status=410)


def _joined(edition: Edition, number: str) -> Participation:
    rows = Participation.objects.standing(edition).filter(library__in=Library.objects.active())
    found = get_object_or_404(rows.select_related("library__settlement"), library=number)
    found.edition = edition
    return found


def _printed(slug: str, key: str, number: str) -> tuple[Edition, Material, Library]:
    """With the name of any library that is in it; what has no words yet, or is past its date, is not printed."""
    edition = _found(slug)
    if not edition.is_shown:
        raise Http404
    material = next((each for each in _materials(edition) if each.key == key), None)
    if material is None:
        raise Http404
    return edition, material, _joined(edition, number).library


def _materials(edition: Edition) -> list[Material]:
    last = Material.objects.shown().last_versions().filter(edition=edition).select_related("owner").order_by("order")
    return [each for each in last if each.is_ready and each.form != Form.SLIP]


def _own(request: HttpRequest, edition: Edition) -> Library | None:
    """The reader's library, where it is in the campaign."""
    chosen = chosen_of(request)
    rows = Participation.objects.standing(edition).filter(library=chosen.number if chosen else None)
    found = rows.select_related("library__settlement").first()
    return found.library if found else None


def _crumbs(edition: Edition, here: str = "") -> list[tuple[str, str]]:
    language = get_language()
    area = (str(said(edition.kit.area, "short", language)), reverse("content:area", args=[edition.kit.area_id]))
    title = str(said(edition, "title", language))
    own = reverse("campaigns:campaign", args=[edition.slug])
    return [area, (title, own), (here, "")] if here else [area, (title, "")]
