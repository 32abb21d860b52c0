"""Staff: which occupation a vacancy names, where the list was not understood or understood wrongly."""

from dataclasses import replace
from typing import cast

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from ramo.accounts.models import User
from ramo.design.forms import Form
from ramo.trust.errors import AlreadyWithdrawn, ValidUntilPassed
from ramo.vocabularies.actions import correct_title
from ramo.vocabularies.errors import TitleWithoutWords
from ramo.vocabularies.models import Occupation

from . import actions
from .data import VacancyData
from .lookup import listing_or_404
from .models import Vacancy
from .reach import require_edit, standing_of
from .writing import data_of

OFFERED = 12


class Words(Form):
    q = forms.CharField(label=gettext_lazy("Other words for it"), max_length=100, required=False)

    def words(self, usual: str) -> str:
        return (self.cleaned_data.get("q") if self.is_valid() else "") or usual


@require_http_methods(["GET", "HEAD", "POST"])
def correct(request: HttpRequest, pk: int) -> HttpResponse:
    vacancy = listing_or_404("obyava", pk)
    user = require_edit(request.user, vacancy)
    if not isinstance(vacancy, Vacancy):
        raise Http404
    if request.method == "POST":
        return _corrected(request, vacancy, user)
    form = Words(request.GET)
    words = form.words(title_of(vacancy))
    facts = {
        "vacancy": vacancy,
        "named": title_of(vacancy),
        "form": form,
        "offered": Occupation.objects.like(words)[:OFFERED],
        "crumbs": [(vacancy.title, ""), (_("Occupation"), "")],
    }
    return render(request, "listings/desk/occupation.html", facts)


def title_of(vacancy: Vacancy) -> str:
    """What the source calls the occupation."""
    return vacancy.occupation_text or vacancy.title


def _corrected(request: HttpRequest, vacancy: Vacancy, user: User) -> HttpResponse:
    chosen = request.POST.get("occupation", "").replace("\0", "")
    occupation = Occupation.objects.filter(pk=chosen).first()
    if occupation is None:
        messages.error(request, _("Choose an occupation of the list."))
        return redirect("listings:correct_occupation", pk=vacancy.pk)
    try:
        correct_title(title=title_of(vacancy), occupation=occupation, by=user)
        actions.amend(vacancy, _with(vacancy, occupation), by=user, vouched_as=standing_of(user))
    except TitleWithoutWords:
        messages.error(request, _("Its title has no words. Write them first."))
    except (AlreadyWithdrawn, ValidUntilPassed):
        messages.error(request, _("Its date has passed or it is taken down. Open it and write a new date."))
    else:
        messages.success(request, _("From now on “%(title)s” is this occupation.") % {"title": title_of(vacancy)})
    return redirect("listings:edit", kind="obyava", pk=vacancy.pk)


def _with(vacancy: Vacancy, occupation: Occupation) -> VacancyData:
    data = cast(VacancyData, data_of(vacancy))
    return replace(data, occupation=occupation.pk, occupation_code=occupation.isco_code)
