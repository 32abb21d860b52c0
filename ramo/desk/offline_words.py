"""What the scripts of the desk are told: sentences, for they have no catalogue, and addresses."""

from django.conf import settings
from django.urls import reverse
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

Words = dict[str, str | dict[str, str]]


def offline_facts() -> dict[str, object]:
    return {
        "language": (get_language() or settings.LANGUAGE_CODE)[:2],
        "is_on": not settings.RAMO_NO_OFFLINE_DESK,
        "words": words(),
        "addresses": {
            "desk": reverse("desk:desk"),
            "worker": reverse("desk:worker"),
            "state": reverse("desk:state"),
            "sync": reverse("desk:sync"),
            "end": reverse("desk:end_session"),
        },
    }


def _counted(one: str, many: str) -> dict[str, str]:
    """Both forms with their place for the number, which the script fills in."""
    return {"one": one, "many": many}


def words() -> Words:
    return {
        "sent": _("There is a connection. Everything is sent."),
        "sending": _counted(
            ngettext("There is a connection. {n} record is being sent.",
                     "There is a connection. {n} records are being sent.", 1),
            ngettext("There is a connection. {n} record is being sent.",
                     "There is a connection. {n} records are being sent.", 2),
        ),
        "offline": _("No internet. Work on calmly."),
        "offline_waiting": _counted(
            ngettext("No internet. Work on calmly. {n} record will be sent by itself.",
                     "No internet. Work on calmly. {n} records will be sent by themselves.", 1),
            ngettext("No internet. Work on calmly. {n} record will be sent by itself.",
                     "No internet. Work on calmly. {n} records will be sent by themselves.", 2),
        ),
        "signed_out": _counted(
            ngettext("{n} record waits on this computer. Sign in and it will be sent.",
                     "{n} records wait on this computer. Sign in and they will be sent.", 1),
            ngettext("{n} record waits on this computer. Sign in and it will be sent.",
                     "{n} records wait on this computer. Sign in and they will be sent.", 2),
        ),
        "elsewhere": _counted(
            ngettext("{n} record was made for another library and waits until somebody of it signs in here.",
                     "{n} records were made for another library and wait until somebody of it signs in here.", 1),
            ngettext("{n} record was made for another library and waits until somebody of it signs in here.",
                     "{n} records were made for another library and wait until somebody of it signs in here.", 2),
        ),
        "held": _counted(
            ngettext("{n} record needs you: see why.", "{n} records need you: see why.", 1),
            ngettext("{n} record needs you: see why.", "{n} records need you: see why.", 2),
        ),
        "last": _("Last connection: {when}"),
        "today": _("today"),
        "kept": _("Kept on this computer: {what}."),
        "not_kept": _("This browser cannot keep records. Write it on paper and enter it later."),
        "choose": _("Choose an answer: “{field}”."),
        "waits": _("waits"),
        "late": _("It is older than 7 days and is not sent by itself. Send it or remove it."),
        "of_library": _("for library {library}"),
        "send": _("Send"),
        "correct": _("Correct"),
        "remove": _("Remove"),
        "print": _("Print"),
        "really": _("Shall we remove the record?"),
        "leave": _("Leave it"),
        "removed": _("The record is removed."),
        "nothing_kept": _("Sheets of today’s searches will stand here until the person leaves."),
        "ended": _("Its date has passed on {day}, so it is not printed."),
        "cleared": _("The sheets of the last searches are gone from this computer. The records wait on."),
    }  # fmt: skip
