"""Functions that misbehave, to be run in the limited child."""

import importlib
import os
import resource
import signal
import socket
import time
from pathlib import Path


def shout(content: bytes, argument: str) -> bytes:
    return content.upper() + argument.encode()


def eat_memory(content: bytes, argument: str) -> bytes:
    return b"x" * len(bytes(int(argument)))


def spin(content: bytes, argument: str) -> bytes:
    while True:
        pass


def sleep(content: bytes, argument: str) -> bytes:
    time.sleep(60)
    return b""


def say_much(content: bytes, argument: str) -> bytes:
    return bytes(int(argument))


def fail(content: bytes, argument: str) -> bytes:
    raise ValueError("Ъгъл")


def crash(content: bytes, argument: str) -> bytes:
    os.kill(os.getpid(), signal.SIGSEGV)
    return b""


def open_socket(content: bytes, argument: str) -> bytes:
    socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    return b"open"


def open_file(content: bytes, argument: str) -> bytes:
    return Path("/etc/hostname").read_bytes()


def start_process(content: bytes, argument: str) -> bytes:
    return str(os.fork()).encode()


def lift_limits(content: bytes, argument: str) -> bytes:
    resource.setrlimit(resource.RLIMIT_NOFILE, (64, 64))
    return b"lifted"


def import_late(content: bytes, argument: str) -> bytes:
    try:
        importlib.import_module(argument)
    except ModuleNotFoundError:
        return b"not there"
    return b"there"


def environment(content: bytes, argument: str) -> bytes:
    return "\n".join(os.environ).encode()


def descriptors(content: bytes, argument: str) -> bytes:
    return str([number for number in range(100) if _is_open(number)]).encode()


def own_number(content: bytes, argument: str) -> bytes:
    return str(os.getpid()).encode()


def _is_open(number: int) -> bool:
    try:
        os.fstat(number)
    except OSError:
        return False
    return True
