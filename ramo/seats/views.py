"""Who has only the slip: its number leads to the page of the place."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from ramo.kit.public import public

from . import keys
from .errors import NoSuchKey
from .forms import CodeForm
from .owners import address_of


@public
@require_http_methods(["GET", "HEAD", "POST"])
def by_code(request: HttpRequest) -> HttpResponse:
    form = CodeForm(request.POST or None)
    if form.is_valid():
        try:
            return redirect(address_of(keys.claim_by_code(form.cleaned_data["code"])))
        except NoSuchKey:
            form.add_error("code", _("We know no such number. Compare it with the slip, letter by letter."))
    facts = {"form": form, "crumbs": [(_("Your place"), "")]}
    return render(request, "seats/by_code.html", facts, status=422 if form.errors else 200)
