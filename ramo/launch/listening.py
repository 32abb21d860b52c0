"""The listening socket: opened by the parent, so that it outlives every restart of the web server."""

from __future__ import annotations

import errno
import socket

from ramo.launch.errors import PortTaken

BACKLOG = 256
LARGEST_PORT = 65_535


def listen(host: str, port: int) -> socket.socket:
    """Port 0 asks for any free one."""
    if not 0 <= port <= LARGEST_PORT:
        raise PortTaken(f"{host} has no port {port}; the largest is {LARGEST_PORT}.")
    try:
        family, _, _, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
    except socket.gaierror as problem:
        raise PortTaken(f"The address {host} is not known on this machine: {problem.strerror}.") from None
    listener = socket.socket(family, socket.SOCK_STREAM)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind(address)
        listener.listen(BACKLOG)
    except OSError as problem:
        listener.close()
        raise PortTaken(_sentence(host, port, problem)) from None
    listener.set_inheritable(True)
    return listener


def _sentence(host: str, port: int, problem: OSError) -> str:
    if problem.errno == errno.EADDRINUSE:
        other = port + 80 if port < 65_000 else 8080
        return f'Port {port} is taken by another program; choose another one: make run ARGS="--port {other}"'
    if problem.errno == errno.EACCES:
        return f"This account may not listen on port {port}; choose one above 1023, such as --port 8000."
    return f"Cannot listen on {host}, port {port}: {problem.strerror}."
