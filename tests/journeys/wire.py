"""A line between browser and site that can be cut: at once, or so that the site hears and its answer is lost."""

import socket
import threading
from contextlib import suppress
from enum import StrEnum


class Line(StrEnum):
    WHOLE = "whole"
    CUT = "cut"  # as when the site was killed
    DEAF = "deaf"  # the site hears and acts, its answer is lost


class Wire:
    def __init__(self, port: int) -> None:
        self._to = port
        self.line = Line.WHOLE
        self._door = socket.create_server(("127.0.0.1", 0))
        self._open: set[socket.socket] = set()
        threading.Thread(target=self._listen, daemon=True).start()

    @property
    def address(self) -> str:
        return f"http://localhost:{self._door.getsockname()[1]}"

    def set(self, line: Line) -> None:
        """What is under way on the old line breaks off."""
        self.line = line
        if line is Line.CUT:
            for end in list(self._open):
                _close(end)

    def take_down(self) -> None:
        self.set(Line.CUT)
        self._door.close()

    def _listen(self) -> None:
        with suppress(OSError):
            while True:
                near, _from = self._door.accept()
                threading.Thread(target=self._join, args=(near,), daemon=True).start()

    def _join(self, near: socket.socket) -> None:
        if self.line is Line.CUT:
            _close(near)
            return
        with suppress(OSError):
            far = socket.create_connection(("127.0.0.1", self._to), timeout=30)
            self._open |= {near, far}
            threading.Thread(target=self._pump, args=(near, far), daemon=True).start()
            self._pump(far, near, is_answer=True)

    def _pump(self, source: socket.socket, target: socket.socket, *, is_answer: bool = False) -> None:
        with suppress(OSError):
            while data := source.recv(65536):
                if self.line is Line.CUT or (is_answer and self.line is Line.DEAF):
                    break
                target.sendall(data)
        for end in (source, target):
            self._open.discard(end)
            _close(end)


def _close(end: socket.socket) -> None:
    with suppress(OSError):
        end.shutdown(socket.SHUT_RDWR)
    with suppress(OSError):
        end.close()
