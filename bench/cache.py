"""Anonymous pages a second out of the shared cache of deploy/nginx, beside nginx serving the same bytes as files.

Each server is one nginx worker on this machine that writes a log and sends the same headers; the rivals have the
gzip files ready on their disk. Asked in turns; a ratio is taken within each turn, and the middle one is told.
Needs nginx and wrk on the path.
"""

import gzip
import os
import shutil
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from bench.measure import tell
from bench.pages import PAGES, running
from tools import nginx

ROUNDS = int(os.environ.get("BENCH_ROUNDS", "3"))
SECONDS = 1
BROWSER = {"Accept-Encoding": "gzip, deflate, br, zstd"}
OWN_HEADERS = {"server", "date", "content-type", "content-length", "content-encoding", "connection", "etag", "x-cache"}
KEEPS_OPEN = "open_file_cache max=400 inactive=30s; sendfile off;"  # as deploy/nginx has it


@dataclass(frozen=True)
class Server:
    name: str
    base: str
    worker: int

    def processor_seconds(self) -> float:
        """What the worker has used so far; other work on the machine is not in it."""
        return int(Path(f"/proc/{self.worker}/schedstat").read_text(encoding="ascii").split()[0]) / 1e9


@dataclass(frozen=True)
class Turn:
    requests_a_second: float
    requests_a_processor_second: float


def packed(address: str) -> tuple[bytes, dict[str, str]]:
    """The page in gzip, and the headers that the site gave it."""
    request = urllib.request.Request(address, headers={**BROWSER, "Host": nginx.HOST})  # noqa: S310
    with urllib.request.urlopen(request, timeout=20) as answer:  # noqa: S310
        body: bytes = answer.read()
        assert answer.headers["Content-Encoding"] == "gzip"
        return body, {name: value for name, value in answer.headers.items() if name.lower() not in OWN_HEADERS}


def files(folder: Path, port: int, headers: Mapping[str, str], more: str) -> str:
    added = " ".join(f'add_header {name} "{value}";' for name, value in headers.items())
    return (
        f"access_log {folder}/access.log; default_type text/html; gzip_static on;"
        f" server {{ listen 127.0.0.1:{port}; root {folder.parent}/pages; {more} {added} }}"
    )


@contextmanager
def serving(name: str, folder: Path, site: str, port: int) -> Iterator[Server]:
    with nginx.running(folder, site, port) as base:
        yield Server(name, base.replace("127.0.0.1", nginx.HOST), _worker(folder))


def _worker(folder: Path) -> int:
    parent = (folder / "pid").read_text(encoding="ascii").strip()
    for _ in range(100):
        for child in Path(f"/proc/{parent}/task/{parent}/children").read_text(encoding="ascii").split():
            if b"worker process" in Path(f"/proc/{child}/cmdline").read_bytes():
                return int(child)
        time.sleep(0.05)
    raise SystemExit("nginx has no worker")


def turn(server: Server, path: str) -> Turn:
    address = f"{server.base}{path}"
    packed(address)
    before = server.processor_seconds()
    command = ["wrk", "-t1", "-c4", f"-d{SECONDS}s", "-H", f"Accept-Encoding: {BROWSER['Accept-Encoding']}", address]
    report = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    if "Non-2xx" in report:
        raise SystemExit(f"{address} answered with errors:\n{report}")
    number = int(report.partition(" requests in ")[0].split()[-1])
    return Turn(number / SECONDS, number / (server.processor_seconds() - before))


def compare(ours: Server, rivals: list[Server], pages: Mapping[str, str]) -> None:
    for name, path in pages.items():
        rounds = [(turn(ours, path), [turn(rival, f"/{name}.html") for rival in rivals]) for _ in range(ROUNDS)]
        for order, rival in enumerate(rivals):
            for unit in ("requests_a_second", "requests_a_processor_second"):
                pairs = [(getattr(own, unit), getattr(others[order], unit)) for own, others in rounds]
                figure, rival_figure = sorted(pairs, key=lambda pair: pair[0] / pair[1])[len(pairs) // 2]
                tell(f"{name} page, {ours.name}", figure, rival.name, rival_figure, unit.replace("_", " "))


def main() -> None:
    missing = [name for name in ("nginx", "wrk") if not shutil.which(name)]
    if missing:
        raise SystemExit(f"bench/cache.py needs {' and '.join(missing)}; nothing was measured")
    folder = Path(tempfile.mkdtemp(prefix="ramo-cache-"))
    site_port, port = nginx.free_port(), nginx.free_port()
    serve = [sys.executable, "-m", "ramo", "serve", "--demo", "--port", str(site_port)]
    try:
        with ExitStack() as open_servers:
            env = {**os.environ, "RAMO_DATA": str(folder / "var")}
            site = open_servers.enter_context(running(serve, site_port, "/", env))
            lines = nginx.shared_cache(folder / "ours", urlsplit(site).netloc, port)
            ours = open_servers.enter_context(serving("shared cache", folder / "ours", lines, port))
            headers = write_pages(folder / "pages", ours)
            rivals: list[Server] = []
            for name, more in {"nginx, same bytes": "", "nginx, same bytes and kept open": KEEPS_OPEN}.items():
                port, place = nginx.free_port(), folder / f"rival-{len(rivals)}"
                server = serving(name, place, files(place, port, headers, more), port)
                rivals.append(open_servers.enter_context(server))
            compare(ours, rivals, PAGES)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def write_pages(folder: Path, ours: Server) -> dict[str, str]:
    """The pages as files, plain and in gzip; their headers, which are the same for all of them."""
    folder.mkdir()
    for name, path in PAGES.items():
        body, headers = packed(f"{ours.base}{path}")
        (folder / f"{name}.html.gz").write_bytes(body)
        (folder / f"{name}.html").write_bytes(gzip.decompress(body))
    return headers


if __name__ == "__main__":
    main()
