"""`ramo analyse "text"`: the search keys of each word, a line a word; without a text, of standard input."""

import sys
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from ramo.kit.bulgarian import analyse


class Command(BaseCommand):
    help = "Prints the search keys of each word of a text."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("text", nargs="*")

    def handle(self, *args: Any, **options: Any) -> None:
        for line in options["text"] or sys.stdin:
            for word in analyse(line):
                self.stdout.write(f"{word.text}\t{' '.join(word.keys)}")
