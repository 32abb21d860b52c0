"""The gate of papers that are sent: what is too heavy is let run past, and the rest of the form is kept."""

from typing import Any

from django.core.files.uploadhandler import (
    FileUploadHandler,
    MemoryFileUploadHandler,
    SkipFile,
    TemporaryFileUploadHandler,
)
from django.http import HttpRequest

from .paper_child import MOST_BYTES

_FORM = 100_000  # what the form takes beside the file


class NoHeavierThanAPaper(FileUploadHandler):
    """Judges by the length that is announced, before a byte is kept; and counts, for who says none or lies."""

    announced = 0

    def handle_raw_input(
        self,
        input_data: Any,
        META: dict[str, Any],  # noqa: N803 (the framework's name)
        content_length: int,
        *more: Any,
    ) -> None:
        self.announced = content_length

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        super().new_file(*args, **kwargs)
        if self.announced > MOST_BYTES + _FORM:
            self._let_pass()

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:
        if start + len(raw_data) > MOST_BYTES:
            self._let_pass()
        return raw_data

    def file_complete(self, file_size: int) -> None:
        return None

    def _let_pass(self) -> None:
        if self.request is not None:
            self.request.paper_was_too_heavy = True  # type: ignore[attr-defined]
        raise SkipFile


def expect_paper(request: HttpRequest) -> None:
    """Before anything of the body is read."""
    handlers = (NoHeavierThanAPaper, MemoryFileUploadHandler, TemporaryFileUploadHandler)
    request.upload_handlers = [handler(request) for handler in handlers]


def was_too_heavy(request: HttpRequest) -> bool:
    return bool(getattr(request, "paper_was_too_heavy", False))
