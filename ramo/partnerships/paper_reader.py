"""What the limited child runs over a PDF: how many pages, and their text. Knows neither Django nor a file."""

import io
import json
import logging
import time

from pypdf import PdfReader, PdfWriter
from pypdf.errors import DependencyError, PyPdfError

MOST_PAGES = 200
MOST_LETTERS = 400_000
SECONDS = 4.0
LOCKED = "locked"
_BROKEN_PAGE = (PyPdfError, ValueError, KeyError, TypeError, AttributeError, IndexError, RecursionError, ImportError)


def read_packed(content: bytes, argument: str) -> bytes:
    """JSON: `pages`, `text`, `is_whole`, or `fault`; what takes too long is read in part."""
    return json.dumps(_read(content)).encode()


def _read(content: bytes) -> dict[str, object]:
    """Whatever else is wrong with foreign bytes ends the child, which the caller takes for no PDF."""
    try:
        reader = PdfReader(io.BytesIO(content))
        if reader.is_encrypted and not reader.decrypt(""):
            return {"fault": LOCKED}
        pages = len(reader.pages)
    except (NotImplementedError, DependencyError):  # a lock that takes a library we do not carry
        return {"fault": LOCKED}
    text, is_whole = _text_of(reader, pages)
    return {"pages": pages, "text": text, "is_whole": is_whole}


def _text_of(reader: PdfReader, pages: int) -> tuple[str, bool]:
    found: list[str] = []
    letters, until = 0, time.process_time() + SECONDS
    for number in range(min(pages, MOST_PAGES)):
        if letters > MOST_LETTERS or time.process_time() > until:
            return "\n".join(found)[:MOST_LETTERS], False
        found.append(_page(reader, number))
        letters += len(found[-1])
    return "\n".join(found)[:MOST_LETTERS], pages <= MOST_PAGES and letters <= MOST_LETTERS


def _page(reader: PdfReader, number: int) -> str:
    try:
        return reader.pages[number].extract_text().replace("\0", "")
    except _BROKEN_PAGE:
        return ""  # a page that cannot be read does not take the others with it


def _rehearse() -> None:
    """The child opens no file and no module: what pypdf loads at first use is brought in before it is locked."""
    import encodings.cp1252
    import encodings.mac_roman
    import encodings.utf_16_be  # noqa: F401

    import pypdf._crypt_providers
    import pypdf._text_extraction._layout_mode  # noqa: F401

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    writer, written = PdfWriter(), io.BytesIO()
    writer.add_blank_page(100, 100)
    writer.write(written)
    _read(written.getvalue())


_rehearse()
