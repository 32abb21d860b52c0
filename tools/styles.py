"""Makes what the browser gets from what we edit: ramo.css flattened, the icons as one sprite.

`styles.py` writes both files; `styles.py check` fails when they are out of step or too heavy.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from pathlib import Path

DESIGN = Path(__file__).resolve().parent.parent / "ramo" / "design"
SOURCES = DESIGN / "styles"
MADE = DESIGN / "static" / "ramo"
CSS_LIMIT_BYTES = 20_000


def flattened(css: str) -> str:
    """Without the @layer wrappers (their order is the file's order), comments and spare spaces.

    Browsers from before 2022 drop a layer whole, so what is served knows none.
    """
    css = re.sub(r"/\*.*?\*/", "", css, flags=re.S)
    css = re.sub(r"@layer [\w, ]+;", "", css)
    css = "".join(_unwrapped(css))
    css = re.sub(r"\s+", " ", css)
    css = re.sub(r"\s*([{};,>])\s*", r"\1", css)
    css = re.sub(r" ([+~]) ", r"\1", css)
    css = re.sub(r":\s+", ":", css)
    css = css.replace("@media (", "@media(")
    css = css.replace(";}", "}").replace(" !important", "!important")
    css = re.sub(r"(?<=[\s:,(-])0\.(\d)", r".\1", css)
    return css.strip() + "\n"


def _unwrapped(css: str) -> Iterator[str]:
    at = 0
    for match in re.finditer(r"@layer \w+ \{", css):
        yield css[at : match.start()]
        depth, at = 1, match.end()
        while depth:
            depth += {"{": 1, "}": -1}.get(css[at], 0)
            at += 1
        yield css[match.end() : at - 1]
    yield css[at:]


def sprite(icons: str) -> str:
    """All icons as one SVG of symbols; pages point into it, so it is fetched once."""
    symbols = []
    for line in icons.splitlines():
        if line.strip() and not line.startswith("#"):
            name, shapes = line.split("|", 1)
            symbols.append(
                f'<symbol id="i-{name.strip()}" viewBox="0 0 24 24" fill="none" stroke="currentColor">'
                f"{shapes.strip()}</symbol>"
            )
    return '<svg xmlns="http://www.w3.org/2000/svg">\n' + "\n".join(symbols) + "\n</svg>\n"


def made() -> dict[Path, str]:
    return {
        MADE / "ramo.css": flattened((SOURCES / "ramo.css").read_text(encoding="utf-8")),
        MADE / "sprite.svg": sprite((SOURCES / "icons.txt").read_text(encoding="utf-8")),
    }


def faults() -> Iterator[str]:
    for path, text in made().items():
        if not path.exists() or path.read_text(encoding="utf-8") != text:
            yield f"{path.name} is out of step with its source: run tools/styles.py"
    weight = len(made()[MADE / "ramo.css"].encode())
    if weight > CSS_LIMIT_BYTES:
        yield f"ramo.css weighs {weight} bytes, {weight - CSS_LIMIT_BYTES} too many"


def main(arguments: list[str]) -> int:
    if arguments == ["check"]:
        found = list(faults())
        print(*found, sep="\n", end="\n" if found else "")
        return 1 if found else 0
    MADE.mkdir(parents=True, exist_ok=True)
    for path, text in made().items():
        path.write_text(text, encoding="utf-8")
        print(f"{path.name} {len(text.encode())} bytes")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
