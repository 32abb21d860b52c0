"""Staff: which municipalities an office serves, written or pasted one a line."""

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from ramo.design.forms import Form
from ramo.network.models import Institution
from ramo.network.territories import libraries_of
from ramo.network.territory_actions import set_territory

from .models import Source
from .reach import require_source
from .territories import Named, named, written


class TerritoryForm(Form):
    municipalities = forms.CharField(
        label=gettext_lazy("Municipalities, one on a line"),
        required=False,
        max_length=20_000,
        widget=forms.Textarea({"rows": 12}),
        help_text=gettext_lazy("Write the district after a comma where two bear the same name: Бяла, Русе"),
    )

    def __init__(self, *args: object, institution: Institution, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.institution = institution

    def clean_municipalities(self) -> Named:
        found = named(self.cleaned_data["municipalities"], institution=self.institution)
        if found.unknown:
            raise ValidationError(
                _("No municipality bears this name: %(names)s.") % {"names": "; ".join(found.unknown)}
            )
        if found.unclear:
            said = _("Several bear this name; write the district too: %(names)s.")
            raise ValidationError(said % {"names": "; ".join(found.unclear)})
        return found


@require_http_methods(["GET", "POST"])
def territory(request: HttpRequest, key: str) -> HttpResponse:
    source = get_object_or_404(Source.objects.select_related("institution", "district"), pk=key)
    user = require_source(request.user, source)
    office = source.institution
    if office is None:
        raise Http404
    form = TerritoryForm(request.POST or None, institution=office, initial={"municipalities": written(office)})
    if form.is_valid():
        set_territory(office, form.cleaned_data["municipalities"].municipalities, by=user)
        messages.success(request, _("Saved."))
        return redirect("harvest:source", source.pk)
    facts = {
        "form": form,
        "source": source,
        "libraries": libraries_of(office).count(),
        "crumbs": [
            (_("Sources"), reverse("harvest:sources")),
            (source.name, reverse("harvest:source", args=[source.pk])),
            (_("Territory"), ""),
        ],
    }
    return render(request, "harvest/territory.html", facts, status=422 if form.errors else 200)
