"""Drafts of the national agreements that the services rest on: file → rows."""

from collections.abc import Collection
from pathlib import Path

from ramo.partnerships.shipped import ShippedDraft

from .entries import Entry, Shelf, read_yaml, shelve

FILE = "content/agreements.yaml"


def drafts(folder: Path, areas: Collection[str], institutions: Collection[str]) -> Shelf[ShippedDraft]:
    def make(entry: Entry) -> ShippedDraft:
        entry.only("area", "partner", "our_side_bg", "subject_bg", "subject_en", "note_bg")
        area = entry.one_of("area", areas)
        return ShippedDraft(
            key=area,
            partner_id=entry.one_of("partner", institutions),
            area=area,
            our_side_bg=entry.text("our_side_bg"),
            subject_bg=entry.text("subject_bg"),
            subject_en=entry.maybe("subject_en"),
            note_bg=entry.maybe("note_bg"),
        )

    return shelve(FILE, read_yaml(folder, FILE).entries("agreements"), make)
