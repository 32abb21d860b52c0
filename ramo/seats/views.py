"""Who has only the slip: its number leads to the page of the place."""

from allauth.core.internal.ratelimit import get_ip
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from ramo.accounts.errors import TooManyTries
from ramo.kit.public import public

from .errors import NoSuchKey
from .finding import place_by_code
from .forms import WAIT_OR_ASK, CodeForm
from .owners import address_of


@public
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def by_code(request: HttpRequest) -> HttpResponse:
    form, status = CodeForm(request.POST or None), 422
    if form.is_valid():
        try:
            return redirect(address_of(place_by_code(form.cleaned_data["code"], address=get_ip(request))))
        except TooManyTries:
            form.add_error("code", WAIT_OR_ASK)
            status = 429
        except NoSuchKey:
            form.add_error("code", _("We know no such number. Compare it with the slip, letter by letter."))
    facts = {"form": form, "crumbs": [(_("Your place"), "")]}
    return render(request, "seats/by_code.html", facts, status=status if form.errors else 200)
