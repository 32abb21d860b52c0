"""What the clock does here."""

from .register_uploads import forget_old


def forget_uploads() -> None:
    """Registers that were brought and not written go after a day."""
    forget_old()
