"""What this room refuses."""


class Unrecognised(Exception):
    """Nothing at the address that we can read."""


class CannotRead(Exception):
    """The file says nothing that could be used; `failure` is the code of data.Failure."""

    def __init__(self, failure: str, detail: str = "") -> None:
        super().__init__(failure, detail)
        self.failure, self.detail = failure, detail


class LooksWrong(Exception):
    """Far fewer than before, or most refused; a person must say that it is right."""


class NothingToApply(Exception):
    """All of it stands already."""


class WrittenAlready(Exception):
    """Another press wrote this upload, or its day is over."""
