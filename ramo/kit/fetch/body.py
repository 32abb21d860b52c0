"""Bodies: unpacked here, so that a small packed body cannot become a large one before anybody counts."""

import zlib
from collections.abc import Iterable, Iterator

from .errors import TooLarge, Unreachable

ACCEPTED = "gzip, deflate"
_PIECE = 1 << 16


def collect(chunks: Iterable[bytes], *, encoding: str, max_bytes: int) -> bytes:
    content = bytearray()
    for piece in _unpacked(chunks, encoding.strip().lower()):
        content += piece
        if len(content) > max_bytes:
            raise TooLarge(f"more than {max_bytes} bytes")
    return bytes(content)


def _unpacked(chunks: Iterable[bytes], encoding: str) -> Iterator[bytes]:
    if encoding in ("", "identity"):
        return iter(chunks)
    if encoding in ("gzip", "x-gzip", "deflate"):
        return _inflated(chunks)
    raise Unreachable(f"encoding we did not ask for: {encoding[:40]}")


def _inflated(chunks: Iterable[bytes]) -> Iterator[bytes]:
    packer = zlib.decompressobj(wbits=zlib.MAX_WBITS | 32)  # gzip or zlib, by its header
    try:
        for chunk in chunks:
            rest = chunk
            while rest and not packer.eof:
                yield packer.decompress(rest, _PIECE)
                rest = packer.unconsumed_tail
        yield packer.flush()
    except zlib.error as error:
        raise Unreachable(f"broken packing: {error}") from None
    if not packer.eof:
        raise Unreachable("the packed body breaks off")
