"""Jobs of the house as on another day, beside the running site: in a process of their own, whose clock is ahead."""

import subprocess
import sys
from pathlib import Path

import tests.journeys
from tests.journeys.house import CHECKOUT, environment

BEFORE = Path(tests.journeys.__file__).parent / "tomorrow"
_RUN = """
from config.schedule import CLOCKS
jobs = {{each.name: each.job for each in CLOCKS}}
for name in {names!r}:
    jobs[name]()
"""


def run_ahead(folder: Path, *names: str, days: int) -> None:
    """`names` as the schedule has them, one after the other."""
    env = environment(folder) | {"RAMO_DEMO": "1", "PYTHONPATH": str(BEFORE), "JOURNEY_DAYS_AHEAD": str(days)}
    command = [sys.executable, "-m", "ramo", "shell", "-c", _RUN.format(names=names)]
    subprocess.run(command, cwd=CHECKOUT, env=env, check=True, timeout=180)
