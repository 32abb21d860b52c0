"""Runs one function over foreign bytes in a child process that may do nothing else.

What holds there, as root or not: memory, CPU and wall clock end it; no new file descriptor can be made, so it
opens no file and no socket; it starts no process; it was started with an empty environment, so it knows no
secret of ours. What does not hold: a hole in a C library that runs foreign machine code may still signal
processes of the same user.
"""

from .call import run
from .data import Allowance, Overrun, Ran

__all__ = ["Allowance", "Overrun", "Ran", "run"]
