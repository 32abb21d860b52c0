"""Staff: names of places that can mean several; a person chooses once, the source remembers."""

from itertools import groupby

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from ramo.vocabularies.models import Settlement

from . import actions
from .models import PlaceQuestion, Source
from .reach import require_source


@require_safe
def places(request: HttpRequest, key: str) -> HttpResponse:
    source = get_object_or_404(Source.objects.select_related("institution", "district"), pk=key)
    require_source(request.user, source)
    open_ = PlaceQuestion.objects.open().filter(source=source).order_by("written", "pk")
    groups = [list(group) for _written, group in groupby(open_, key=lambda question: question.written)]
    crumbs = [
        (_("Sources"), reverse("harvest:sources")),
        (source.name, reverse("harvest:source", args=[source.pk])),
        (_("Which place?"), ""),
    ]
    return render(request, "harvest/places.html", {"source": source, "groups": groups, "crumbs": crumbs})


@require_POST
def answer(request: HttpRequest, pk: int) -> HttpResponse:
    found = PlaceQuestion.objects.select_related("source__institution", "source__district")
    question = get_object_or_404(found, pk=pk)
    user = require_source(request.user, question.source)
    offered = {candidate.ekatte for candidate in question.choices()}
    settlement = Settlement.objects.filter(pk__in=offered, pk=request.POST.get("ekatte", "")).first()
    if settlement is None:
        messages.error(request, _("Choose one of the places."))
    elif question.settled_at is None:
        count = actions.answer_place(question, settlement, by=user)
        said = ngettext("%(count)d offer came in.", "%(count)d offers came in.", count)
        messages.success(request, said % {"count": count})
    return redirect("harvest:places", question.source_id)
