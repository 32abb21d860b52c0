"""`make bench`: every bench in turn, at its one-minute size; one that cannot run here says why and the rest go on."""

import subprocess
import sys
from pathlib import Path

# What benches share, not a bench.
SHARED = {
    "measure", "house", "offers", "corpus", "sqlite_rival", "mistyping", "recall", "savoy", "registration_rush",
    "registration_site",
}  # fmt: skip


def names() -> list[str]:
    found = sorted(file.stem for file in Path(__file__).parent.glob("*.py"))
    return [name for name in found if not name.startswith("_") and name not in SHARED]


def main() -> int:
    wanted = sys.argv[1:] or names()
    codes = [subprocess.run([sys.executable, "-m", f"bench.{name}"], check=False).returncode for name in wanted]
    return 1 if any(codes) else 0


if __name__ == "__main__":
    sys.exit(main())
