"""What may be refused here."""


class PictureRefused(Exception):
    """Base of what a file may be refused for; says why in words for the person who sent it."""


class TooHeavy(PictureRefused):
    """More bytes than a picture needs."""


class TooLarge(PictureRefused):
    """More pixels than are safe to unpack."""


class NotAPicture(PictureRefused):
    """Neither JPEG, PNG nor WebP, or damaged."""
