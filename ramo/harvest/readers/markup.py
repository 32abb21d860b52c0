"""XML and HTML from anybody: entities, foreign documents and depth refused before anything is built."""

import re
from typing import cast

from lxml import etree, html

from ramo.harvest.data import Failure, Unreadable

from .encoding import decode

_ENTITY = re.compile(r"<!(?:ENTITY|ELEMENT|ATTLIST)", re.IGNORECASE)
_DOCTYPE = re.compile(r"<!DOCTYPE[^>\[]{0,1000}\[", re.IGNORECASE)
PROLOGUE = re.compile(r"^\s*<\?xml[^>]{0,300}\?>")

Element = etree._Element


def parse_xml(content: bytes, *, content_type: str = "") -> Element:
    text, _ = decode(content, content_type=content_type)
    return xml_of(text)


def xml_of(text: str) -> Element:
    refuse_entities(text)
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False, recover=False, load_dtd=False)
    try:
        root = etree.fromstring(PROLOGUE.sub("", text).strip().encode(), parser)
    except etree.XMLSyntaxError as error:
        raise Unreadable(Failure.UNREADABLE, str(error)[:200]) from None
    if root is None:
        raise Unreadable(Failure.UNREADABLE, "empty")
    return root


def refuse_entities(text: str) -> None:
    """A document type with declarations inside is how a kilobyte becomes a gigabyte; nobody honest needs it."""
    if _DOCTYPE.search(text) or _ENTITY.search(text[:100_000]):
        raise Unreadable(Failure.BOMB, "entities")


def parse_html(content: bytes, *, content_type: str = "") -> Element:
    text, _ = decode(content, content_type=content_type)
    return html_of(text)


def html_of(text: str) -> Element:
    if not text.strip():
        raise Unreadable(Failure.UNREADABLE, "empty")
    parser = html.HTMLParser(no_network=True, huge_tree=False, encoding="utf-8", remove_comments=True)
    try:
        root = html.document_fromstring(PROLOGUE.sub("", text).encode(), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError) as error:
        raise Unreadable(Failure.UNREADABLE, str(error)[:200]) from None
    return root


def select(element: Element, path: str) -> list[Element]:
    """Elements by XPath; paths are ours, never a source's."""
    return cast(list[Element], element.xpath(path))


def name_of(element: Element) -> str:
    """The local name; "" for comments and instructions."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def find(element: Element, *path: str) -> Element | None:
    """Down by local names, the first of each; sources differ in namespaces, not in names."""
    for step in path:
        following = next((child for child in element if name_of(child) == step), None)
        if following is None:
            return None
        element = following
    return element


def text_at(element: Element, *path: str) -> str:
    found = find(element, *path)
    return "" if found is None else words(found)


def texts_at(element: Element, name: str) -> tuple[str, ...]:
    return tuple(filter(None, (words(child) for child in element if name_of(child) == name)))


def words(element: Element) -> str:
    return "".join(str(part) for part in element.itertext()).strip()
