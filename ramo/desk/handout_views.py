"""The basket of sheets for one person: filling it, printing it, keeping it as PDF."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from ramo.kit import clock
from ramo.search.handout_pdf import handout_pdf

from . import actions
from .baskets import area_of, look_up, printable, sheets_of
from .data import MOST_SHEETS, HandoutData, PrintWish
from .desk_views import at_desk
from .errors import BasketFull, NotForPaper, NothingToPrint, SubmissionElsewhere
from .forms import PressForm
from .memory import DeskMemory

PRINTED = "printed"  # the outcome that the log then offers


@require_POST
def add(request: HttpRequest) -> HttpResponse:
    """Comes from any page that shows a card, and leads back there."""
    at_desk(request)
    [item] = look_up([f"{request.POST.get('kind', '')}:{request.POST.get('key', '')}"])
    memory = DeskMemory.of(request.session)
    try:
        memory.put(item.fit_for_paper())
    except NotForPaper:
        messages.error(request, str(item.why_not))
    except BasketFull:
        messages.error(request, _("A hand-out holds %(most)d sheets. Print these first.") % {"most": MOST_SHEETS})
    else:
        memory.keep(request.session)
        messages.success(request, _("In the hand-out: %(title)s") % {"title": item.title})
    return redirect(_way_back(request))


@require_POST
def change(request: HttpRequest) -> HttpResponse:
    """One press: `remove` or `up`, with the card it means."""
    at_desk(request)
    memory = DeskMemory.of(request.session)
    memory.take_out(request.POST.get("remove", ""))
    memory.move_up(request.POST.get("up", ""))
    memory.keep(request.session)
    return redirect(f"{reverse('desk:desk')}#basket-h")


@require_POST
def record(request: HttpRequest) -> HttpResponse:
    """Counts the sheets, then shows them."""
    here = at_desk(request)
    form, wish, memory = PressForm(request.POST), PrintWish.of(request.POST.dict()), DeskMemory.of(request.session)
    cards = printable(look_up(memory.basket))
    data = HandoutData(sheets=len(cards), area=area_of(cards), is_large_print=wish.is_large)
    if not form.is_valid():
        return _not_counted(request)
    try:
        actions.record_handout(
            library=here.library, data=data, submission=form.cleaned_data["submission"], by=here.user
        )
    except (NothingToPrint, SubmissionElsewhere):
        return _not_counted(request)
    memory.area, memory.outcome = data.area, PRINTED
    memory.keep(request.session)
    return redirect(f"{reverse('desk:handout')}?{wish.query}")


@require_safe
def handout(request: HttpRequest) -> HttpResponse:
    here = at_desk(request)
    wish = PrintWish.of(request.GET.dict())
    items = look_up(DeskMemory.of(request.session).basket)
    facts = {
        "sheets": sheets_of(printable(items), here.library, wish.language),
        "left_out": [item for item in items if item.bar],
        "wish": wish,
        "printed_on": clock.today(),
        "crumbs": [(_("Desk"), reverse("desk:desk")), (_("Hand-out to print"), "")],
    }
    return render(request, "desk/handout.html", facts)


@require_safe
def handout_to_keep(request: HttpRequest) -> HttpResponse:
    here = at_desk(request)
    wish = PrintWish.of(request.GET.dict())
    sheets = sheets_of(printable(look_up(DeskMemory.of(request.session).basket)), here.library, wish.language)
    if not sheets:
        raise Http404("an empty basket makes no PDF")
    response = HttpResponse(handout_pdf(sheets, large=wish.is_large), content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="ramo-{clock.today().isoformat()}.pdf"'
    return response


def _not_counted(request: HttpRequest) -> HttpResponse:
    messages.error(request, _("There is nothing to print yet. Find a sheet and add it to the hand-out."))
    return redirect("desk:desk")


def _way_back(request: HttpRequest) -> str:
    back = request.POST.get("next", "")
    is_ours = url_has_allowed_host_and_scheme(back, allowed_hosts={request.get_host()})
    return back if is_ours else reverse("desk:desk")
