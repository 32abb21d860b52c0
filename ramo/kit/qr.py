"""QR codes as one SVG path, black modules on a quiet border."""

import io
import re
from dataclasses import dataclass

import segno

QUIET_MODULES = 4


@dataclass(frozen=True, slots=True)
class QrPath:
    """`d` is drawn with a stroke one module wide in a square of `size` by `size` modules."""

    size: int
    d: str


def path(text: str) -> QrPath:
    code = segno.make(text, error="m", micro=False)
    drawn = io.BytesIO()
    code.save(drawn, kind="svg", border=QUIET_MODULES, xmldecl=False, svgns=False, omitsize=True)
    (line,) = re.findall(r'\bd="([^"]+)"', drawn.getvalue().decode())
    return QrPath(size=int(code.symbol_size(border=QUIET_MODULES)[0]), d=line)
