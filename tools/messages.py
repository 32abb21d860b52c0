"""Keeps the Bulgarian catalogues in step with the code: `update [app…]` rewrites them, `check` judges them.

Messages are read by Babel's Python extractor; templates pass through Django's own translation of
a template into gettext calls first. GNU gettext is not needed.
"""

from __future__ import annotations

import argparse
import io
import re
import sys
import warnings
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize

ROOT = Path(__file__).resolve().parent.parent
HEADER = """\
msgid ""
msgstr ""
"Language: bg\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\\n"

"""
KEYWORDS = {
    **dict.fromkeys(("_", "gettext", "gettext_lazy", "gettext_noop"), None),
    **dict.fromkeys(("ngettext", "ngettext_lazy"), (1, 2)),
    **dict.fromkeys(("pgettext", "pgettext_lazy"), ((1, "c"), 2)),
    **dict.fromkeys(("npgettext", "npgettext_lazy"), ((1, "c"), 2, 3)),
}
PLACEHOLDER = re.compile(r"%\((\w+)\)[sd]|\{(\w*)\}")


@dataclass(frozen=True)
class App:
    """One room of the house with its texts."""

    folder: Path

    @property
    def name(self) -> str:
        return self.folder.name

    @property
    def catalogue_path(self) -> Path:
        return self.folder / "locale" / "bg" / "LC_MESSAGES" / "django.po"

    def sources(self) -> list[Path]:
        """Python files outside tests, and everything a template can be: HTML, text letters, SVG."""
        found = [path for path in self.folder.rglob("*.py") if "tests" not in path.parts]
        found += [path for path in (self.folder / "templates").rglob("*") if path.is_file()]
        return sorted(found)

    def extracted(self) -> Catalog:
        catalogue = Catalog(locale="bg")
        for path in self.sources():
            for message, context in messages_of(path):
                catalogue.add(message, context=context, locations=[(path.relative_to(ROOT).as_posix(), 0)])
        return catalogue

    def kept(self) -> Catalog:
        """What is translated already; an app that had nothing to say has no file."""
        if not self.catalogue_path.exists():
            return Catalog(locale="bg")
        with self.catalogue_path.open("rb") as file:
            return read_po(file, locale="bg")


def apps(names: Iterable[str] = ()) -> list[App]:
    wanted = set(names)
    found = [App(folder) for folder in sorted((ROOT / "ramo").iterdir()) if (folder / "__init__.py").exists()]
    if unknown := wanted - {app.name for app in found}:
        raise SystemExit(f"no such app: {', '.join(sorted(unknown))}")
    return [app for app in found if not wanted or app.name in wanted]


def messages_of(path: Path) -> Iterator[tuple[str | tuple[str, ...], str | None]]:
    """(msgid, context) pairs; msgid is a tuple when there is a plural."""
    text = path.read_text(encoding="utf-8")
    if path.suffix != ".py":
        # One pair of brackets around the whole keeps Python's tokenizer from minding the indentation.
        text = f"(\n{templatize(text, origin=str(path))}\n)"
    for _line, message, _comments, context in extract("python", io.BytesIO(text.encode()), KEYWORDS):
        yield message, context


def update(app: App) -> None:
    fresh, kept = app.extracted(), app.kept()
    for message in fresh:
        old = kept.get(message.id, message.context)
        if old and message.id and isinstance(old.id, tuple) == isinstance(message.id, tuple):
            message.string, message.flags, message.user_comments = old.string, old.flags, old.user_comments
    if not len(fresh):
        app.catalogue_path.unlink(missing_ok=True)
        return
    body = io.BytesIO()
    write_po(body, fresh, width=100, omit_header=True, sort_output=True, include_lineno=False)
    app.catalogue_path.parent.mkdir(parents=True, exist_ok=True)
    app.catalogue_path.write_text(HEADER + body.getvalue().decode().rstrip("\n") + "\n", encoding="utf-8")


def complaints(app: App) -> Iterator[str]:
    """What is wrong with the catalogue of one app, a sentence each."""
    fresh, kept = app.extracted(), app.kept()
    wanted, present = set(keys(fresh)), set(keys(kept))
    for text, context in sorted(wanted - present, key=str):
        yield f"{app.name}: not in the catalogue: {shown(text, context)}"
    for text, context in sorted(present - wanted, key=str):
        yield f"{app.name}: no longer in the code: {shown(text, context)}"
    for message in kept:
        if message.id and (message.id, message.context) in wanted:
            what = shown(message.id, message.context)
            yield from (f"{app.name}: {fault}: {what}" for fault in faults(message))


def faults(message: Message) -> Iterator[str]:
    texts = translations(message)
    if message.fuzzy:
        yield "marked fuzzy"
    if not all(texts):
        yield "not translated"
        return
    originals = message.id if isinstance(message.id, tuple) else (message.id,)
    wanted = {name for text in originals for name in placeholders(str(text))}
    # "one" may leave the number out; the general form says everything.
    if placeholders(texts[-1]) != wanted or any(placeholders(text) - wanted for text in texts):
        yield "placeholders differ"


def placeholders(text: str) -> set[str]:
    return {"".join(match) for match in PLACEHOLDER.findall(text)}


def translations(message: Message) -> tuple[str, ...]:
    strings = message.string if isinstance(message.string, (tuple, list)) else (message.string,)
    return tuple(text or "" for text in strings)


def keys(catalogue: Catalog) -> Iterator[tuple[object, str | None]]:
    return ((message.id, message.context) for message in catalogue if message.id)


def shown(text: object, context: str | None) -> str:
    return f"{text!r}" + (f" ({context})" if context else "")


def disagreements(everyone: list[App]) -> Iterator[str]:
    """Django merges all catalogues into one: of two wordings of one text the order of apps would choose."""
    seen: dict[tuple[object, str | None], tuple[str, tuple[str, ...]]] = {}
    for app in everyone:
        for message in app.kept():
            text = message.id[0] if isinstance(message.id, tuple) else message.id
            said = translations(message)
            if not text or not any(said):
                continue
            first = seen.setdefault((text, message.context), (app.name, said))
            if first[1] != said:
                yield f"{app.name} and {first[0]} translate differently: {shown(text, message.context)}"


def check() -> int:
    everyone = apps()
    found = [fault for app in everyone for fault in complaints(app)]
    found += disagreements(everyone)
    print(*found, sep="\n", end="\n" if found else "")
    print(f"messages: {sum(len(app.kept()) for app in everyone)} texts, {len(found)} faults")
    return 1 if found else 0


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    verbs = parser.add_subparsers(dest="verb", required=True)
    verbs.add_parser("check", help="fail on a missing, doubtful or leftover translation")
    verbs.add_parser("update", help="rewrite the catalogues").add_argument("apps", nargs="*")
    asked = parser.parse_args(arguments)
    warnings.simplefilter("error")
    if asked.verb == "check":
        return check()
    for app in apps(asked.apps):
        update(app)
    return 0


if __name__ == "__main__":
    sys.exit(main())
