"""The addresses the frame leads to, so that the look can be tried without the rooms above it."""

from datetime import timedelta

from django.conf.urls.i18n import i18n_patterns
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.shortcuts import render
from django.urls import include, path, re_path

from ramo.design.middleware import ends_at
from ramo.kit import clock
from ramo.kit.public import public


@public
def anywhere(request: HttpRequest, **_place: str) -> HttpResponse:
    return render(request, "design/page.html")


@public
def with_token(request: HttpRequest) -> HttpResponse:
    get_token(request)
    return render(request, "design/page.html")


def guarded(request: HttpRequest) -> HttpResponse:
    return render(request, "design/page.html")


@public
def until_soon(request: HttpRequest) -> HttpResponse:
    response = render(request, "design/page.html")
    ends_at(response, clock.now() + timedelta(seconds=int(request.GET["s"])))
    return response


def failing(request: HttpRequest) -> HttpResponse:
    raise RuntimeError("for the test")


CONTENT = [
    path("", anywhere, name="home"),
    path("oblast/<key>/", anywhere, name="area"),
    path("biblioteka/<number>/", anywhere, name="library"),
]
NETWORK = [
    path("biblioteki/", anywhere, name="libraries"),
    path("edri-bukvi/", anywhere, name="big_type"),
]
urlpatterns = [
    path("", include("ramo.design.plain_urls")),
    *i18n_patterns(
        path("", include("ramo.design.urls")),
        path("", include((CONTENT, "content"))),
        path("", include((NETWORK, "network"))),
        path("", include(([path("sabitiya/", anywhere, name="events_list")], "events"))),
        path("", include(([path("tarsene/", anywhere, name="search")], "search"))),
        path("", include(([path("sporazumeniya/", anywhere, name="agreements")], "partnerships"))),
        path("", include(([path("rabotno-myasto/", guarded, name="desk")], "desk"))),
        path("", include(([path("dostapnost/", anywhere, name="statement")], "accessibility"))),
        re_path(r"^(?P<path>kontseptsii/)$", anywhere, name="wagtail_serve"),
        path("vhod/", guarded, name="account_login"),
        path("vhod/izhod/", guarded, name="account_logout"),
        path("schupeno/", failing),
        path("s-token/", with_token),
        path("do-skoro/", until_soon),
        prefix_default_language=False,
    ),
]
handler400 = "ramo.design.views.bad_request"
handler403 = "ramo.design.views.forbidden"
handler404 = "ramo.design.views.not_found"
handler500 = "ramo.design.views.broken"
