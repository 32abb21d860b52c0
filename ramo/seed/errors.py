"""What may be refused when the shipped content is read."""


class ContentRefused(Exception):
    """A file cannot be used, and so nothing is loaded. The message names file, line and reason."""

    def __init__(self, file: str, line: int, reason: str) -> None:
        super().__init__(f"{file}, line {line}: {reason}")
