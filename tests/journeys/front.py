"""A front before the site whose service worker can be another one, as on the day before an update."""

import http.client
import threading
from contextlib import closing, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

WORKER = "/rabotno-myasto/sw.js"
_OF_THE_LINE = {"connection", "keep-alive", "transfer-encoding", "content-length", "server", "date"}


class Front(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self, port: int) -> None:
        super().__init__(("127.0.0.1", 0), _Request)
        self.to = port
        self.worker: bytes | None = None  # served instead of the site's own
        threading.Thread(target=self.serve_forever, daemon=True).start()

    @property
    def address(self) -> str:
        return f"http://localhost:{self.server_port}"

    def worker_of_the_site(self) -> bytes:
        with closing(http.client.HTTPConnection("127.0.0.1", self.to, timeout=30)) as line:
            line.request("GET", WORKER, headers={"Host": f"localhost:{self.to}"})
            return line.getresponse().read()

    def take_down(self) -> None:
        self.shutdown()
        self.server_close()


class _Request(BaseHTTPRequestHandler):
    server: Front

    def _answer(self) -> None:
        if self.path == WORKER and self.server.worker is not None:
            self._send(200, [("Content-Type", "text/javascript"), ("Cache-Control", "no-cache")], self.server.worker)
            return
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        with closing(http.client.HTTPConnection("127.0.0.1", self.server.to, timeout=30)) as line:
            asked = {**dict(self.headers.items()), "Accept-Encoding": "identity"}
            line.request(self.command, self.path, body, asked)
            told = line.getresponse()
            kept = [(name, value) for name, value in told.getheaders() if name.lower() not in _OF_THE_LINE]
            self._send(told.status, kept, told.read())

    def _send(self, status: int, headers: list[tuple[str, str]], body: bytes) -> None:
        self.send_response(status)
        for name, value in [*headers, ("Content-Length", str(len(body)))]:
            self.send_header(name, value)
        with suppress(ConnectionError):  # the browser has gone on meanwhile
            self.end_headers()
            self.wfile.write(body)

    do_GET = do_POST = _answer  # noqa: N815

    def log_message(self, *_words: object) -> None:
        """Says nothing."""
