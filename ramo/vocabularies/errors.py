"""What may be refused here."""


class TitleWithoutWords(Exception):
    """A title of signs and numbers alone names no occupation."""
