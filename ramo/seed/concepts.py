"""Concepts as they ship: a head of named facts, then a text in plain Markdown → the blocks of a page."""

import re
from collections.abc import Collection, Iterator
from itertools import groupby
from pathlib import Path
from typing import Any

import yaml

from ramo.content.data import Block, ShippedConcept
from ramo.content.shipped import block_of_paragraph

from .entries import Entry, Shelf, shelve
from .errors import ContentRefused

FOLDER = "content/concepts"
_HEAD = re.compile(r"\A---\n(.*?)\n---\n(.*)\Z", re.DOTALL)
_KINDS = {"points": re.compile(r"- "), "numbers": re.compile(r"\d+\. "), "heading": re.compile(r"## ")}


def concepts(folder: Path, areas: Collection[str]) -> Shelf[ShippedConcept]:
    files = sorted((folder / FOLDER).glob("*.md"))

    def make(entry: Entry) -> ShippedConcept:
        entry.only("key", "title", "area", "summary", "keywords", "text")
        return ShippedConcept(
            key=entry.text("key"),
            title=entry.text("title"),
            area_id=entry.one_of("area", areas),
            summary_bg=entry.text("summary"),
            keywords=entry.lines("keywords"),
            body_bg=list(_blocks(entry.text("text"))),
        )

    return shelve(FOLDER, [_entry(path) for path in files], make)


def _entry(path: Path) -> Entry:
    """The name of the file is the key, and so the last word of the page's address."""
    found = _HEAD.match(path.read_text(encoding="utf-8"))
    file = f"{FOLDER}/{path.name}"
    if found is None:
        raise ContentRefused(file, 1, "must open with a head between two lines of ---")
    try:
        head: Any = yaml.safe_load(found.group(1))
    except yaml.YAMLError as error:
        raise ContentRefused(file, 2, "the head is not readable as YAML") from error
    return Entry(file, 1, {**head, "key": path.stem, "text": found.group(2)})


def _blocks(text: str) -> Iterator[Block]:
    """Paragraphs stand apart by an empty line; points and numbers that follow each other are one list."""
    for kind, lines in groupby(filter(str.strip, text.splitlines()), key=_kind):
        words = [_KINDS[kind].sub("", line, count=1) if kind in _KINDS else line for line in lines]
        if kind in {"points", "numbers"}:
            yield {"type": "lines", "value": {"kind": kind, "lines": words}}
        elif kind == "heading":
            yield from ({"type": "heading", "value": heading} for heading in words)
        else:
            yield from (block_of_paragraph(paragraph) for paragraph in words)


def _kind(line: str) -> str:
    return next((kind for kind, mark in _KINDS.items() if mark.match(line)), "paragraph")
