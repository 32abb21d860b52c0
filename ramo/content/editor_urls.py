"""Addresses of the page editor, each behind the gate; signing in and out stays ours."""

from django.urls import path, re_path, reverse_lazy
from django.views.generic import RedirectView
from django.views.i18n import JavaScriptCatalog
from wagtail.admin import urls as editor
from wagtail.utils.urlpatterns import decorate_urlpatterns

from ramo.accounts.views import sign_out

from .gate import guarded

words_for_scripts = JavaScriptCatalog.as_view(packages=["wagtail.admin", "ramo.content"])

_ours = [
    path("jsi18n/", words_for_scripts, name="editor_words"),
    path("account/", RedirectView.as_view(url=reverse_lazy("mfa_index")), name="editor_account"),
    path("login/", RedirectView.as_view(url=reverse_lazy("account_login")), name="editor_login"),
    path("logout/", sign_out, name="editor_logout"),
    re_path(
        r"^password_reset/", RedirectView.as_view(url=reverse_lazy("account_reset_password")), name="editor_password"
    ),
]
urlpatterns = decorate_urlpatterns([*_ours, *editor.urlpatterns], guarded)
