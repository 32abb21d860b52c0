"""Anonymous pages a second out of the shared cache of deploy/nginx, beside nginx serving the same bytes as files.

Both are one nginx process on this machine, write a log and send the same headers; the rival has the gzip files
ready on its disk.
Needs nginx and wrk on the path.
"""

import gzip
import os
import shutil
import sys
import tempfile
import urllib.request
from collections.abc import Mapping
from contextlib import AbstractContextManager
from pathlib import Path
from urllib.parse import urlsplit

from bench.measure import tell
from bench.pages import PAGES, per_second, running
from tools import nginx

ROUNDS = int(os.environ.get("BENCH_ROUNDS", "3"))


OWN_HEADERS = {"server", "date", "content-type", "content-length", "content-encoding", "connection", "etag", "x-cache"}


def packed(address: str) -> tuple[bytes, dict[str, str]]:
    """The page in gzip, and the headers that the site gave it."""
    request = urllib.request.Request(address, headers={"Accept-Encoding": "gzip", "Host": nginx.HOST})  # noqa: S310
    with urllib.request.urlopen(request, timeout=20) as answer:  # noqa: S310
        body: bytes = answer.read()
        assert answer.headers["Content-Encoding"] == "gzip"
        return body, {name: value for name, value in answer.headers.items() if name.lower() not in OWN_HEADERS}


def files(folder: Path, port: int, headers: Mapping[str, str]) -> str:
    added = " ".join(f'add_header {name} "{value}";' for name, value in headers.items())
    return (
        f"access_log {folder}/access.log; default_type text/html; gzip_static on;"
        f" server {{ listen 127.0.0.1:{port}; root {folder}/pages; {added} }}"
    )


def main() -> None:
    missing = [name for name in ("nginx", "wrk") if not shutil.which(name)]
    if missing:
        raise SystemExit(f"bench/cache.py needs {' and '.join(missing)}; nothing was measured")
    folder = Path(tempfile.mkdtemp(prefix="ramo-cache-"))
    site_port, port, rival_port = nginx.free_port(), nginx.free_port(), nginx.free_port()
    serve = [sys.executable, "-m", "ramo", "serve", "--demo", "--port", str(site_port)]
    try:
        (folder / "rival" / "pages").mkdir(parents=True)
        env = {**os.environ, "RAMO_DATA": str(folder / "var")}
        with running(serve, site_port, "/", env) as site, _ours(folder, site, port) as ours:
            for name, path in PAGES.items():
                body, headers = packed(f"{ours}{path}")
                (folder / "rival" / "pages" / f"{name}.html.gz").write_bytes(body)
                (folder / "rival" / "pages" / f"{name}.html").write_bytes(gzip.decompress(body))
            with nginx.running(folder / "rival", files(folder / "rival", rival_port, headers), rival_port) as rival:
                compare(ours, rival)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _ours(folder: Path, site: str, port: int) -> AbstractContextManager[str]:
    return nginx.running(folder / "ours", nginx.shared_cache(folder / "ours", urlsplit(site).netloc, port), port)


def compare(ours: str, rival: str) -> None:
    """In turns, the best of each: what else the machine does slows both."""
    ours = ours.replace("127.0.0.1", nginx.HOST)
    for name, path in PAGES.items():
        pairs = [(per_second(f"{ours}{path}"), per_second(f"{rival}/{name}.html")) for _ in range(ROUNDS)]
        best, rival_best = (max(figures) for figures in zip(*pairs, strict=True))
        tell(f"{name} page out of the shared cache", best, "nginx, same bytes", rival_best, "requests/s")


if __name__ == "__main__":
    main()
