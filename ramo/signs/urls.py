"""Addresses of this room."""

from django.urls import path

from . import desk_views

app_name = "signs"
urlpatterns = [
    path("rabotno-myasto/mrezha/<slug:number>/tabela/", desk_views.door_sign, name="sign"),
    path("rabotno-myasto/mrezha/<slug:number>/tabela.pdf", desk_views.door_sign_file, name="sign_pdf"),
    path("rabotno-myasto/mrezha/<slug:number>/stikeri/", desk_views.stickers, name="stickers"),
    path("rabotno-myasto/mrezha/<slug:number>/stikeri.pdf", desk_views.stickers_file, name="stickers_pdf"),
]
