"""`ramo analyse "text"`: each word with its keys, a line a word; without a text, a line of keys for each line read."""

import sys
from argparse import ArgumentParser
from collections.abc import Iterable
from typing import Any

from django.core.management.base import BaseCommand

from ramo.kit.bulgarian import analyse


class Command(BaseCommand):
    help = "Prints the search keys of each word of a text; of lines from standard input, a tab between two words' keys."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("text", nargs="*")

    def handle(self, *args: Any, **options: Any) -> None:
        for text in options["text"]:
            for word in analyse(text):
                self.stdout.write(f"{word.text}\t{' '.join(word.keys)}")
        if not options["text"]:
            self._stream(sys.stdin)

    def _stream(self, lines: Iterable[str]) -> None:
        """As many lines come out as went in, so that they can be laid side by side."""
        for line in lines:
            self.stdout.write(_keys_of_line(line))


def _keys_of_line(line: str) -> str:
    return "\t".join([" ".join(word.keys) for word in analyse(line)])
