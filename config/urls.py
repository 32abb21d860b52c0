"""One include per app."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path

urlpatterns = [
    path("", include("ramo.design.plain_urls")),
    path("", include("ramo.content.plain_urls")),
    *i18n_patterns(
        path("", include("ramo.design.urls")),
        path("", include("ramo.resources.urls")),
        path("", include("ramo.services.urls")),
        path("", include("ramo.listings.urls")),
        path("", include("ramo.seats.urls")),
        path("", include("ramo.events.urls")),
        path("", include("ramo.experts.urls")),
        path("", include("ramo.appointments.urls")),
        path("", include("ramo.invitations.urls")),
        path("", include("ramo.partnerships.urls")),
        path("", include("ramo.campaigns.urls")),
        path("", include("ramo.harvest.urls")),
        path("", include("ramo.watch.urls")),
        path("", include("ramo.alerts.urls")),
        path("", include("ramo.reports.urls")),  # before the network's, whose addresses end in a number
        path("", include("ramo.signs.urls")),
        path("", include("ramo.network.urls")),
        path("", include("ramo.accessibility.urls")),
        path("", include("ramo.letters.urls")),
        path("", include("ramo.search.urls")),
        path("", include("ramo.desk.urls")),
        path("", include("ramo.notes.urls")),
        path("", include("ramo.content.urls")),
        path("vhod/", include("ramo.accounts.urls")),
        path("rabotno-myasto/redaktor/", include("ramo.content.editor_urls")),
        path("", include("ramo.content.tree_urls")),
        prefix_default_language=False,
    ),
]

handler400 = "ramo.design.views.bad_request"
handler403 = "ramo.design.views.forbidden"
handler404 = "ramo.design.views.not_found"
handler500 = "ramo.design.views.broken"
handler429 = "ramo.design.views.too_many"  # allauth asks for it
