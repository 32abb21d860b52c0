"""What every bench shares: timing a process, and the one line it prints."""

import subprocess
import time
from collections.abc import Mapping, Sequence
from pathlib import Path


def seconds(command: Sequence[str], *, cwd: Path | None = None, env: Mapping[str, str] | None = None) -> float:
    """Wall seconds of a command that must succeed; its output is shown only when it fails."""
    start = time.perf_counter()
    done = subprocess.run(command, cwd=cwd, env=env, capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(f"{' '.join(command)} failed:\n{done.stdout[-2000:]}{done.stderr[-2000:]}")
    return time.perf_counter() - start


def processor() -> float:
    """Seconds that this process and its part of the database have worked: what a busy machine changes little."""
    from django.db import connection

    backend = Path(f"/proc/{connection.connection.info.backend_pid}/schedstat")
    return time.process_time() + (int(backend.read_text().split()[0]) / 1e9 if backend.exists() else 0.0)


def tell(what: str, ours: float, rival_name: str, rival: float, unit: str) -> None:
    """One line: our figure, the rival's, and ours divided by the rival's."""
    print(f"{what}: {ours:.4g} {unit}; {rival_name}: {rival:.4g} {unit}; ratio {ours / rival:.3g}", flush=True)
