"""Staff: what partners answered, whom to ask, and whom to call because no answer came."""

from dataclasses import dataclass

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from ramo.accounts.models import User
from ramo.network.access import NETWORK, Network, Permission, may, require, require_somewhere
from ramo.network.models import Institution
from ramo.network.reach import institutions_within
from ramo.vocabularies.models import District

from . import answer_actions, asking_actions
from .askable import Asked, everything_of, find
from .errors import DeadAddress, NoAddress, NothingToAsk, WrongPerson
from .forms import ReturnForm
from .models import AskedLink, PartnerAnswer
from .waiting import latest_questions, lost_letters, silent_institutions, with_dead_address


@dataclass(frozen=True, slots=True)
class Change:
    """A line of an item: as it stands, and as the partner says that it is."""

    label: str
    stands: str
    proposed: str


@dataclass(frozen=True, slots=True)
class Row:
    given: PartnerAnswer
    asked: Asked | None

    @property
    def changes(self) -> list[Change]:
        facts = self.asked.facts if self.asked else []
        proposed = self.given.changes
        return [Change(str(f.label), f.value, proposed[f.column]) for f in facts if f.column in proposed]


@require_safe
def answers(request: HttpRequest) -> HttpResponse:
    user = require_somewhere(request.user, Permission.VERIFY)
    return _answers_page(request, user)


@require_POST
def settle(request: HttpRequest, pk: int) -> HttpResponse:
    given = get_object_or_404(PartnerAnswer.objects.select_related("link__institution"), pk=pk)
    user = require(request.user, Permission.VERIFY, given.link.institution)
    outcome = request.POST.get("outcome", "")
    if outcome not in PartnerAnswer.Outcome.values:
        raise Http404
    form = ReturnForm(request.POST, auto_id=f"why-{pk}-%s")
    is_returned = outcome == PartnerAnswer.Outcome.RETURNED
    if is_returned and not form.is_valid():
        return _answers_page(request, user, refused=(given.pk, form))
    reason = form.cleaned_data["reason"] if is_returned else ""
    answer_actions.settle(given, outcome=PartnerAnswer.Outcome(outcome), reason=reason, by=user)
    done = _("Returned. The institution gets a letter.") if is_returned else _("Accepted. Readers see it now.")
    messages.success(request, done)
    return redirect("watch:answers")


@require_POST
def ask(request: HttpRequest, key: str) -> HttpResponse:
    institution = get_object_or_404(Institution, pk=key)
    user = require(request.user, Permission.VERIFY, institution)
    item = request.POST.get("item", "").partition(":")
    about = find(item[0], item[2]) if item[0] else None
    if about and about.owner != institution:
        raise Http404
    try:
        link = asking_actions.ask(institution, about=about, by=user)
    except NoAddress:
        messages.error(request, _("This institution gave us no address. Call it, or write its address first."))
    except NothingToAsk:
        messages.error(request, _("Nothing in the name of this institution is shown, so there is nothing to ask."))
    except DeadAddress:
        messages.error(request, _("Letters to this address come back. Write the right one first."))
    except WrongPerson:
        messages.error(request, _("Somebody at this address told us that it is not theirs. Find the right one first."))
    else:
        said = _("Asked: %(name)s. The link in the letter works until %(day)s.")
        messages.success(request, said % {"name": institution, "day": link.until.strftime("%d.%m.%Y")})
    return redirect("watch:answers")


@require_POST
def right_address(request: HttpRequest, key: str) -> HttpResponse:
    institution = get_object_or_404(Institution, pk=key)
    user = require(request.user, Permission.VERIFY, institution)
    asking_actions.right_after_all(institution, by=user)
    messages.success(request, _("Noted: the address is right. It may be written to again."))
    return redirect("watch:answers")


@require_safe
def phone_list(request: HttpRequest) -> HttpResponse:
    user = require_somewhere(request.user, Permission.OVERSEE)
    found = [each for each in silent_institutions() if may(user, Permission.OVERSEE, _place(each))]
    questions = latest_questions()
    facts = {
        "rows": [(each, questions[each.pk], [asked for asked in everything_of(each) if asked.waits]) for each in found],
        "crumbs": [(_("Network"), reverse("network:overview")), (_("No answer by letter"), "")],
    }
    return render(request, "watch/phone_list.html", facts)


@require_POST
def phone_confirm(request: HttpRequest, key: str) -> HttpResponse:
    institution = get_object_or_404(Institution, pk=key)
    user = require(request.user, Permission.OVERSEE, _place(institution))
    shown = {item: request.POST.get(f"seen-{item}", "") for item in request.POST.getlist("item")}
    if not shown:
        messages.error(request, _("Nothing is ticked: tick what you read out and what is still true."))
        return redirect("watch:phone_list")
    left_out = answer_actions.confirm_by_phone(institution, shown, by=user)
    if left_out:
        names = "; ".join(asked.title for asked in left_out)
        sentence = _("Not confirmed, because it changed after you opened the page: %(names)s. Look once more.")
        messages.warning(request, sentence % {"names": names})
    if len(left_out) < len(shown):
        messages.success(request, _("Confirmed by phone: %(name)s.") % {"name": institution})
    return redirect("watch:phone_list")


def _answers_page(request: HttpRequest, user: User, *, refused: tuple[int, ReturnForm] | None = None) -> HttpResponse:
    within = institutions_within(user, Permission.VERIFY)
    waiting = PartnerAnswer.objects.waiting().filter(link__institution__in=within).select_related("link__institution")
    facts = {
        "rows": [Row(given, find(given.kind, given.key)) for given in waiting],
        "refused": dict([refused]) if refused else {},
        "lost": lost_letters().filter(institution__in=within),
        "dead": [each for each in with_dead_address() if may(user, Permission.VERIFY, each)],
        "open": AskedLink.objects.open().filter(institution__in=within).select_related("institution"),
        "may_be_asked": within.exclude(contact_email="").exclude(questions__ending="", questions__kind=""),
        "without_address": within.filter(contact_email="").count(),
        "crumbs": [(_("For review"), reverse("resources:review")), (_("Answers of partners"), "")],
    }
    return render(request, "watch/answers.html", facts, status=422 if refused else 200)


def _place(institution: Institution) -> District | Network:
    return institution.district or NETWORK
