"""What anybody reads: home, areas, pages of the tree, pages by keyword."""

from collections.abc import Iterable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe
from wagtail.models import Page

from ramo.design.middleware import ends_at
from ramo.kit import clock
from ramo.kit.languages import said
from ramo.network.access import public
from ramo.vocabularies.models import Area

from .models import AreaPage, ConceptPage, FormerAddress, HomePage, IndexPage, Keyword, SitePage
from .models.pages import HOME_SLUG

LISTED = (ConceptPage, AreaPage, IndexPage)


@public
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """A page that nobody wrote yet has the words of the house."""
    return _served(request, HomePage.objects.shown().first() or HomePage())


@public
@require_safe
def area(request: HttpRequest, key: str) -> HttpResponse:
    here = get_object_or_404(Area, key=key)
    return _served(request, AreaPage.objects.shown().filter(area=here).first() or AreaPage(area=here))


@public
@require_safe
def page(request: HttpRequest, path: str) -> HttpResponse:
    """A page of the tree by its address; one whose time is over says so, one that moved is followed."""
    url_path = f"/{HOME_SLUG}/{path}"
    standing = Page.objects.filter(url_path=url_path).first() or _moved_from(url_path)
    if standing is None:
        return _gone(request, others=[])
    found = standing.specific
    if not isinstance(found, SitePage):
        raise Http404
    if not found.live or _is_over(found):
        return _gone(request, others=_beside(found))
    if found.address != request.path:
        return redirect(found.address, permanent=True)
    return _served(request, found)


@public
@require_safe
def keyword(request: HttpRequest, slug: str) -> HttpResponse:
    word = get_object_or_404(Keyword, slug=slug)
    pages = [page for kind in LISTED for page in kind.objects.shown().filter(page_keywords__tag=word).order_by("title")]
    if not pages:
        raise Http404
    title = said(word, "name", get_language())
    return render(request, "content/keyword.html", {"word": word, "pages": pages, "crumbs": [(str(title), "")]})


def _served(request: HttpRequest, page: Any) -> HttpResponse:
    response: HttpResponse = page.serve(request)
    if page.expire_at:
        ends_at(response, page.expire_at)
    return response


def _is_over(page: SitePage) -> bool:
    return page.expire_at is not None and page.expire_at <= clock.now()


def _moved_from(url_path: str) -> Page | None:
    """The page that stood there; none where it was deleted."""
    left = FormerAddress.objects.select_related("page").filter(url_path=url_path).first()
    if left is None:
        raise Http404
    return left.page


def _beside(page: SitePage) -> list[SitePage]:
    """What was never published has no address; what was, says what else there is."""
    if page.first_published_at is None:
        raise Http404
    return list(type(page).objects.shown().exclude(pk=page.pk)[:4])


def _gone(request: HttpRequest, others: Iterable[SitePage]) -> HttpResponse:
    similar = [(str(said(other, "title", get_language())), other.address) for other in others]
    return render(request, "design/errors/410.html", {"similar": similar}, status=410)
