"""Reads a notice that a letter did not arrive (RFC 3464): bytes → which letter, and why. No database."""

import json
import re
from email import generator, headerregistry, policy  # the first two while files can be opened: a child cannot later
from email.message import EmailMessage, Message
from email.parser import BytesParser
from uuid import UUID

from .data import Bounce

MAX_BYTES = 1_000_000
__all__ = ["MAX_BYTES", "bounce_in", "generator", "headerregistry", "read"]
_MARK = re.compile(r"<([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})@[^>\s]+>", re.IGNORECASE)
_STATUS = re.compile(r"[245]\.\d{1,3}\.\d{1,3}")


def read(content: bytes, argument: str = "") -> bytes:
    """The bounce as JSON, for a limited child; "null" where the letter is no such notice."""
    found = bounce_in(content)
    return json.dumps(found and {"mark": found.mark, "status": found.status}).encode()


def bounce_in(content: bytes) -> Bounce | None:
    message = BytesParser(policy=policy.default).parsebytes(content)
    if not isinstance(message, EmailMessage) or message.get_content_type() != "multipart/report":
        return None
    status = mark = ""
    for part in message.walk():
        match part.get_content_type():
            case "message/delivery-status":
                status = status or _failed_status(_plain(part))
            case "message/rfc822" | "text/rfc822-headers":
                mark = mark or _mark(_plain(part))
    return Bounce(mark, status) if status and mark else None


def _plain(part: Message) -> str:
    return part.as_bytes().decode("ascii", "replace")


def _failed_status(report: str) -> str:
    """Of the first recipient that the letter failed for; a letter that is only late has not failed."""
    for block in re.split(r"\n\s*\n", report):
        if re.search(r"^Action:\s*failed", block, re.IGNORECASE | re.MULTILINE):
            said = re.search(r"^Status:\s*(\S+)", block, re.IGNORECASE | re.MULTILINE)
            code = said and _STATUS.match(said.group(1))
            return code.group() if code else "5.0.0"
    return ""


def _mark(letter: str) -> str:
    said = re.search(r"^Message-ID:\s*(\S+)", letter, re.IGNORECASE | re.MULTILINE)
    found = said and _MARK.match(said.group(1))
    return str(UUID(found.group(1))) if found else ""
