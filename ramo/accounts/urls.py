"""Addresses of signing in. Only these of allauth's pages are reachable; its names are kept."""

from django.urls import path, re_path

from . import views

urlpatterns = [
    path("", views.sign_in, name="account_login"),
    path("izhod/", views.sign_out, name="account_logout"),
    path("kod/", views.mailed_code, name="account_confirm_login_code"),
    path("kod-ot-prilozhenie/", views.app_code, name="mfa_authenticate"),
    path("parola/", views.forgotten_password, name="account_reset_password"),
    path("parola/izpratena/", views.forgotten_password_sent, name="account_reset_password_done"),
    re_path(
        r"^parola/nova/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        views.new_password,
        name="account_reset_password_from_key",
    ),
    path("parola/gotova/", views.new_password_set, name="account_reset_password_from_key_done"),
    path("vtora-stapka/", views.second_step, name="mfa_index"),
    path("vtora-stapka/prilozhenie/", views.set_up_app, name="mfa_activate_totp"),
    path("vtora-stapka/kodove/", views.recovery_codes, name="mfa_view_recovery_codes"),
    path("vtora-stapka/novi-kodove/", views.new_recovery_codes, name="mfa_generate_recovery_codes"),
    path("otnovo/", views.password_again, name="account_reauthenticate"),
    path("otnovo/kod/", views.app_code_again, name="mfa_reauthenticate"),
]
