"""A missing slash is added only where something stands: the tree's pattern would match any word."""

from django.http import HttpRequest
from django.middleware.common import CommonMiddleware
from django.urls import resolve
from wagtail.models import Page

from .models import FormerAddress
from .models.addresses import SERVED
from .models.pages import HOME_SLUG


class SlashesOfPages(CommonMiddleware):
    def should_redirect_with_slash(self, request: HttpRequest) -> bool:
        if not super().should_redirect_with_slash(request):
            return False
        match = resolve(f"{request.path_info}/")
        return match.url_name != SERVED or _stands(f"/{HOME_SLUG}/{match.kwargs['path']}")


def _stands(url_path: str) -> bool:
    is_page: bool = Page.objects.filter(url_path=url_path).exists()
    return is_page or FormerAddress.objects.filter(url_path=url_path).exists()
