"""The parts of the standard as tags; their markup stands in templates/design/parts."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any
from uuid import uuid4

from django import template
from django.forms import BaseForm, BoundField, CheckboxInput
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.utils import translation
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from ramo.design import words
from ramo.design.data import TrustLine
from ramo.kit import languages, phones, qr

register = template.Library()

Context = dict[str, Any]


@register.simple_tag
def icon(name: str, size: int = 24) -> SafeString:
    return format_html(
        '<svg class="i" width="{0}" height="{0}" aria-hidden="true"><use href="{1}#i-{2}"/></svg>',
        size,
        static("ramo/sprite.svg"),
        name,
    )


@register.simple_tag
def phone(number: str) -> SafeString | str:
    """A number one can press; nothing where there is none."""
    if not number:
        return ""
    return format_html(
        '<a class="phone" href="tel:{}">{}{}</a>', phones.dialled(number), icon("phone"), phones.grouped(number)
    )


@register.simple_tag
def said(thing: object, field: str) -> SafeString | str:
    """`field` in the reader's language, or in Bulgarian marked as such."""
    found = languages.said(thing, field, translation.get_language())
    text = words.glued(found.text)
    if not text or found.language == (translation.get_language() or languages.SOURCE_LANGUAGE)[:2]:
        return text
    return format_html('<span lang="{}">{}</span>', found.language, text)


@register.simple_tag
def said_lines(thing: object, field: str) -> languages.SaidLines:
    """A list of sentences with its language, for `{% said_lines object "field" as list %}`."""
    return languages.said_lines(thing, field, translation.get_language())


@register.simple_tag
def said_plain(thing: object, field: str) -> str:
    """The same without its mark: for attributes and titles, which cannot hold one."""
    return str(languages.said(thing, field, translation.get_language()))


@register.simple_tag
def said_paragraphs(thing: object, field: str) -> SafeString:
    """A text of several paragraphs as somebody typed it, an empty line between them."""
    found = languages.said(thing, field, translation.get_language())
    is_foreign = found.language != (translation.get_language() or languages.SOURCE_LANGUAGE)[:2]
    paragraphs = (part.split("\n") for part in "\n".join(found.text.splitlines()).split("\n\n") if part.strip())
    mark = format_html(' lang="{}"', found.language) if is_foreign else ""
    return format_html_join(
        "",
        "<p{}>{}</p>",
        ((mark, format_html_join(SafeString("<br>"), "{}", ((line,) for line in lines))) for lines in paragraphs),
    )


@register.filter
def as_written(text: str) -> SafeString | str:
    """A text that has one language only, a name for instance; Cyrillic on an English page is marked."""
    return format_html('<span lang="bg">{}</span>', words.glued(text)) if words.is_foreign(text) else words.glued(text)


@register.filter
def glue(text: object) -> str:
    return words.glued(str(text))


@register.filter
def grouped(number: str) -> str:
    return phones.grouped(number)


@register.filter
def day(value: date | None) -> str:
    return words.day(value) if value else ""


@register.filter
def moment(value: datetime | None) -> str:
    return words.moment(value) if value else ""


@register.filter
def hour(value: datetime | None) -> str:
    return words.hour(value) if value else ""


@register.filter
def long_day(value: date | None) -> str:
    return words.long_day(value) if value else ""


@register.inclusion_tag("design/parts/trust.html")
def trust(line: TrustLine) -> Context:
    return {"line": line}


@register.inclusion_tag("design/parts/trust_short.html")
def trust_short(line: TrustLine) -> Context:
    """Date and who only: for teasers in side columns."""
    return {"line": line}


@register.inclusion_tag("design/parts/trust_slip.html")
def trust_slip(line: TrustLine, history: Iterable[date] = (), report_url: str = "") -> Context:
    """`history`: dates of the earlier confirmations, newest first."""
    return {"line": line, "history": list(history), "report_url": report_url}


@register.inclusion_tag("design/parts/crumbs.html")
def crumbs(items: Iterable[tuple[str, str]]) -> Context:
    """`items` after home: (text, address), the address empty for the page itself."""
    return {"items": list(items)}


@register.simple_block_tag
def band(content: SafeString, crumbs: Iterable[tuple[str, str]] = ()) -> SafeString:
    """The coloured head of a page with its crumbs; a page without a head has the crumbs alone."""
    return render_to_string("design/parts/band.html", {"content": content.strip() and content, "crumbs": crumbs})


@register.inclusion_tag("design/parts/rug.html")
def rug() -> Context:
    return {}


@register.inclusion_tag("design/parts/qr.html", name="qr")
def qr_code(url: str, label: str) -> Context:
    return {"code": qr.path(url), "label": label}


@register.inclusion_tag("design/parts/keywords.html")
def keywords(searches: Iterable[str]) -> Context:
    return {"words": list(searches)}


@register.inclusion_tag("design/parts/field.html")
def field(bound: BoundField) -> Context:
    return {"field": bound, "is_tick": isinstance(bound.field.widget, CheckboxInput)}


@register.inclusion_tag("design/parts/chips.html")
def chips(bound: BoundField, line: bool = False, keys: bool = False) -> Context:
    """A choice of one as big chips; `line`: legend beside them, `keys`: a digit on the first nine."""
    return {"field": bound, "line": line, "keys": keys}


@register.inclusion_tag("design/parts/form_errors.html")
def form_errors(form: BaseForm) -> Context:
    return {"form": form, "faults": _faults(form)}


def _faults(form: BaseForm) -> Sequence[tuple[str, str]]:
    """(address of the control, sentence); a group of chips is reached at its first one."""
    found = [("", str(error)) for error in form.non_field_errors()]
    for bound in form:
        target = f"{bound.auto_id}_0" if bound.use_fieldset else bound.auto_id
        found += [("" if bound.is_hidden else target, str(error)) for error in bound.errors]
    return found


@register.simple_tag
def submission() -> SafeString:
    """Marks one filling of a form, so that a second press of the button makes no second record."""
    return format_html('<input type="hidden" name="submission" value="{}">', uuid4())
