"""Anonymous home and search pages a second, beside nginx serving the same bytes as files.

Needs nginx and wrk on the path. Starts its own site on a free port with the content of a fresh start.
"""

import gzip
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bench.measure import tell

CHECKOUT = Path(__file__).resolve().parent.parent
PAGES = {
    "home": "/",
    "search": "/tarsene/?q=%D1%80%D0%B0%D0%B1%D0%BE%D1%82%D0%B0",
    "need": "/nuzhda/job-nearby/",
}
SECONDS = int(os.environ.get("BENCH_SECONDS", "5"))


def free_port() -> int:
    with socket.socket() as door:
        door.bind(("127.0.0.1", 0))
        return int(door.getsockname()[1])


@contextmanager
def running(command: list[str], port: int, path: str, env: dict[str, str]) -> Iterator[str]:
    """The base address of a server process that answers on `port`; ended at the end."""
    process = subprocess.Popen(command, env=env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    base = f"http://127.0.0.1:{port}"
    try:
        for _ in range(600):
            try:
                urllib.request.urlopen(base + path, timeout=5).read()  # noqa: S310
                break
            except OSError:
                time.sleep(0.2)
        else:
            raise SystemExit(f"{command[0]} did not answer on {base}{path}")
        yield base
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(30)


def fetch(address: str) -> bytes:
    request = urllib.request.Request(address, headers={"Accept-Encoding": "gzip"})  # noqa: S310
    with urllib.request.urlopen(request, timeout=10) as answer:  # noqa: S310
        body: bytes = answer.read()
        return gzip.decompress(body) if answer.headers.get("Content-Encoding") == "gzip" else body


def per_second(address: str) -> float:
    command = ["wrk", "-t1", "-c4", f"-d{SECONDS}s", "-H", "Accept-Encoding: gzip", address]
    report = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    if "Non-2xx" in report:
        raise SystemExit(f"{address} answered with errors:\n{report}")
    found = re.search(r"Requests/sec:\s+([\d.]+)", report)
    return float(found.group(1)) if found else 0.0


def nginx_configuration(folder: Path, port: int) -> Path:
    file = folder / "nginx.conf"
    file.write_text(
        f"daemon off; worker_processes 1; pid {folder}/pid; error_log /dev/null; events {{}}\n"
        f"http {{ access_log off; default_type text/html; gzip on; client_body_temp_path {folder};\n"
        f"server {{ listen 127.0.0.1:{port}; root {folder}/pages; }} }}\n"
    )
    return file


def main() -> None:
    missing = [name for name in ("nginx", "wrk") if not shutil.which(name)]
    if missing:
        raise SystemExit(f"bench/pages.py needs {' and '.join(missing)}; nothing was measured")
    folder = Path(tempfile.mkdtemp(prefix="ramo-pages-"))
    port, rival_port = free_port(), free_port()
    env = {**os.environ, "RAMO_DATA": str(folder / "var")}
    serve = [sys.executable, "-m", "ramo", "serve", "--demo", "--port", str(port)]
    try:
        (folder / "pages").mkdir()
        folder.chmod(0o755)
        with running(serve, port, "/", env) as site:
            for name, path in PAGES.items():
                (folder / "pages" / f"{name}.html").write_bytes(fetch(site + path))
            ours = {name: per_second(site + path) for name, path in PAGES.items()}
        rival = ["nginx", "-c", str(nginx_configuration(folder, rival_port))]
        with running(rival, rival_port, "/home.html", env) as nginx:
            for name, figure in ours.items():
                tell(
                    f"{name} page",
                    figure,
                    "nginx, same bytes",
                    per_second(f"{nginx}/{name}.html"),
                    "requests/s",
                )
    finally:
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    main()
