"""Runs nginx on this machine with deploy/nginx filled in, for journeys and benches; no root, no container."""

import os
import shutil
import signal
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from string import Template

DEPLOY = Path(__file__).resolve().parent.parent / "deploy" / "nginx"
HOST = "localhost"
_MAIN = """\
{user} daemon off; pcre_jit on; worker_processes 1; pid {folder}/pid; error_log {folder}/error.log;
events {{ worker_connections 512; }}
http {{
    sendfile on; tcp_nopush on;
    client_body_temp_path {folder}/body; proxy_temp_path {folder}/proxy; fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi; scgi_temp_path {folder}/scgi;
    {site}
}}
"""


def is_here() -> bool:
    return shutil.which("nginx") is not None


def free_port() -> int:
    with socket.socket() as door:
        door.bind(("127.0.0.1", 0))
        return int(door.getsockname()[1])


def shared_cache(folder: Path, upstream: str, port: int) -> str:
    """The site's part as it is deployed, without HTTPS."""
    values = {
        "RAMO_HOST": HOST,
        "RAMO_LISTEN": f"127.0.0.1:{port}",
        "RAMO_UPSTREAM": upstream,
        "RAMO_CACHE": str(folder / "cache"),
        "RAMO_CONF": str(DEPLOY),
        "RAMO_HTTPS": str(folder / "no-https"),
    }
    filled = Template((DEPLOY / "ramo.conf.template").read_text(encoding="utf-8")).safe_substitute(values)
    return filled.replace("/dev/stdout", f"{folder}/access.log")


@contextmanager
def running(folder: Path, site: str, port: int) -> Iterator[str]:
    """The base address of an nginx with these lines in its `http` block; ended at the end."""
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / "nginx.conf"
    file.write_text(_MAIN.format(user=_user(), folder=folder, site=site), encoding="utf-8")
    env = {**os.environ, "TZ": "Europe/Sofia"}
    process = subprocess.Popen(["nginx", "-c", str(file)], env=env, stderr=subprocess.DEVNULL)
    try:
        _wait(port, process, folder / "error.log")
        yield f"http://127.0.0.1:{port}"
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(30)


def _user() -> str:
    """Workers that another account may not keep out of the folder."""
    return "user root;" if os.geteuid() == 0 else ""


def _wait(port: int, process: "subprocess.Popen[bytes]", log: Path) -> None:
    for _ in range(100):
        with suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
            return
        if process.poll() is not None:
            break
        time.sleep(0.05)
    raise RuntimeError(f"nginx did not start:\n{log.read_text(errors='replace') if log.exists() else ''}")
