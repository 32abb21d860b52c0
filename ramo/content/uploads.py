"""The first gate of what is sent: too many bytes are refused before they are read."""

from typing import Any

from django.core.exceptions import RequestDataTooBig
from django.core.files.uploadhandler import FileUploadHandler

MOST_BYTES = 21_000_000  # a picture of 20 MB and the form round it


class NoHeavierThan(FileUploadHandler):
    """Counts as it comes, for who does not say a length or lies about it."""

    def handle_raw_input(
        self,
        input_data: Any,
        META: dict[str, Any],  # noqa: N803 (the framework's name)
        content_length: int,
        *more: Any,
    ) -> None:
        if content_length > MOST_BYTES:
            raise RequestDataTooBig(f"{content_length} bytes")

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:
        if start + len(raw_data) > MOST_BYTES:
            raise RequestDataTooBig(f"more than {MOST_BYTES} bytes")
        return raw_data

    def file_complete(self, file_size: int) -> None:
        return None
