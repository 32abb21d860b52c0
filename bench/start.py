"""Cold and warm `make run` and `make test` from a fresh clone, beside a plain pip install of the same pins."""

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from bench.measure import seconds, tell

CHECKOUT = Path(__file__).resolve().parent.parent
RUN = ["make", "run", "ARGS=--check"]


def megabytes(folder: Path) -> float:
    size = subprocess.run(["du", "-sk", str(folder)], capture_output=True, text=True, check=True).stdout
    return int(size.split()[0]) / 1024


def main() -> None:
    place = Path(tempfile.mkdtemp(prefix="ramo-start-"))
    place.chmod(0o755)  # under a private folder the database would stand elsewhere
    clone = place / "ramo"
    env = {name: value for name, value in os.environ.items() if not name.startswith("RAMO_")}
    try:
        subprocess.run(["git", "clone", "-q", str(CHECKOUT), str(clone)], check=True)
        cold = seconds(RUN, cwd=clone, env=env)
        warm = seconds(RUN, cwd=clone, env=env)
        venv = place / "plain"
        plain = seconds([sys.executable, "-m", "venv", str(venv)])
        plain += seconds([f"{venv}/bin/pip", "install", "-q", "--require-hashes", "-r", "requirements.txt"], cwd=clone)
        bare = seconds([str(clone / ".venv/bin/python"), "-c", "import django.core.management, gunicorn"], env=env)
        tell("cold make run --check", cold, "plain pip install of the same pins", plain, "s")
        tell("warm make run --check", warm, "importing Django and gunicorn", bare, "s")
        print(f"disk after make run: .venv {megabytes(clone / '.venv'):.0f} MB, var {megabytes(clone / 'var'):.0f} MB")
        first = seconds(["make", "test"], cwd=clone, env=env)
        second = seconds(["make", "test"], cwd=clone, env=env)
        tell("make test, warm", second, "the first make test (installs the tools)", first, "s")
    finally:
        shutil.rmtree(place, ignore_errors=True)


if __name__ == "__main__":
    main()
