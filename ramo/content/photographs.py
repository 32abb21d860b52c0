"""A file becomes a picture we dare keep; the bytes of others are unpacked in a child of their own."""

import logging

from django.utils.translation import gettext as _

from ramo.kit import limited
from ramo.kit.limited import Allowance, Overrun

from .darkroom import DAMAGED, FOREIGN, TOO_LARGE
from .errors import NotAPicture, PictureRefused, TooHeavy, TooLarge

MOST_BYTES = 20_000_000
_DEVELOP = "ramo.content.darkroom:develop"
# A WebP of 40 million pixels is held four times over while it is unpacked.
_ALLOWANCE = Allowance(memory_bytes=800_000_000, cpu_seconds=10, wall_seconds=30.0)
_TOO_MUCH_WORK = {Overrun.MEMORY, Overrun.CPU, Overrun.WALL, Overrun.ANSWER}
_log = logging.getLogger(__name__)


def made_anew(content: bytes) -> tuple[bytes, str]:
    """Bytes and the ending of their name. Nothing of the sender's file is left but the picture: no place, no camera."""
    if len(content) > MOST_BYTES:
        raise TooHeavy(_("The file is heavier than 20 MB. Make it smaller and send it again."))
    ran = limited.run(_DEVELOP, content, allowance=_ALLOWANCE)
    if ran.overrun:
        _log.warning("a picture was given up: %s %s", ran.overrun, ran.detail)
        raise _refusal(TOO_LARGE if ran.overrun in _TOO_MUCH_WORK else DAMAGED)
    ending, line, made = ran.answer.partition(b"\n")
    if not line:
        raise _refusal(ending)
    return made, ending.decode()


def _refusal(why: bytes) -> PictureRefused:
    if why == TOO_LARGE:
        return TooLarge(_("The picture has more than 40 million pixels. Make it smaller and send it again."))
    if why == FOREIGN:
        return NotAPicture(_("Only pictures in JPEG, PNG or WebP can be kept."))
    return NotAPicture(_("The picture is damaged. Save it once more and send it again."))
