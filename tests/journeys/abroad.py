"""A foreign site for journeys: what stands on it is changed while it is visited."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import tests.journeys

BEFORE = Path(tests.journeys.__file__).parent / "foreign"


@dataclass(slots=True)
class Abroad:
    """`pages`: path → content; what is not in it answers `code`."""

    port: int
    pages: dict[str, str] = field(default_factory=dict)
    code: int = 404
    asked: list[str] = field(default_factory=list)

    @property
    def settings(self) -> dict[str, str]:
        """With which a house is started that shall find it."""
        return {"PYTHONPATH": str(BEFORE), "JOURNEY_FOREIGN_PORT": str(self.port)}


@contextmanager
def abroad() -> Iterator[Abroad]:
    place: Abroad

    class Answers(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            place.asked.append(self.path)
            content = place.pages.get(self.path)
            body = (content or "").encode()
            self.send_response(place.code if content is None else 200)
            self.send_header("Content-Type", "text/csv; charset=utf-8")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """Silent."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Answers)
    place = Abroad(server.server_address[1])
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield place
    finally:
        server.shutdown()
        server.server_close()
