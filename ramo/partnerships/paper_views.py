"""Staff: the signed copies, brought and opened."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ramo.accounts.models import User

from . import paper_actions
from .desk_views import crumbs_of
from .errors import TooHeavy
from .forms import PaperForm
from .models import Agreement, Paper
from .reach import require_reading, require_writing
from .sentences import refusals_in, sentence_of
from .uploads import expect_paper, was_too_heavy


@csrf_exempt  # the token is looked for below, once it is settled how the body is read
@require_http_methods(["GET", "HEAD", "POST"])
def attach(request: HttpRequest, pk: int) -> HttpResponse:
    user, found = require_writing(request.user, pk)
    expect_paper(request)
    return _attach(request, found, user)


@require_safe
def paper(request: HttpRequest, pk: int, paper: int) -> HttpResponse:
    """Saved by the browser, never shown as a page of ours; nobody on the way keeps a copy."""
    _user, found = require_reading(request.user, pk)
    row = get_object_or_404(found.papers.defer("text", "keys"), pk=paper)
    path = paper_actions.path_of(row)
    if not path.is_file():
        raise Http404
    return HttpResponse(
        path.read_bytes(),
        content_type="application/pdf",
        headers={
            "Content-Disposition": f'attachment; filename="{row.name}"',
            "Cache-Control": "private, no-store",
            "Content-Security-Policy": "default-src 'none'; sandbox",
        },
    )


@require_POST
def detach(request: HttpRequest, pk: int, paper: int) -> HttpResponse:
    user, found = require_writing(request.user, pk)
    paper_actions.detach(get_object_or_404(Paper, pk=paper, agreement=found), by=user)
    messages.success(request, _("The paper is taken off. That it was here stays in the history."))
    return redirect("partnerships:show", pk)


@csrf_protect
def _attach(request: HttpRequest, agreement: Agreement, user: User) -> HttpResponse:
    is_sent = request.method == "POST"
    form = PaperForm(request.POST, request.FILES) if is_sent else PaperForm()
    if is_sent and was_too_heavy(request):
        form.errors["file"] = form.error_class([sentence_of(TooHeavy())[1]])
    elif form.is_valid():
        with refusals_in(form):
            brought = paper_actions.attach(agreement, form.paper, by=user)
            messages.success(request, _("Attached: %(how)s.") % {"how": brought.get_reading_display()})
            return redirect("partnerships:show", agreement.pk)
    title = _("Attach a paper")
    facts = {
        "form": form,
        "title": title,
        "agreement": agreement,
        "crumbs": crumbs_of(agreement, title),
        "is_file": True,
    }
    status = 413 if was_too_heavy(request) else 422
    return render(request, "partnerships/form.html", {**facts, "is_file": True}, status=status if is_sent else 200)
