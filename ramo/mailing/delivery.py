"""Hands one letter to the mail server; every answer of a server becomes a word."""

from smtplib import (
    SMTPAuthenticationError,
    SMTPDataError,
    SMTPException,
    SMTPRecipientsRefused,
    SMTPSenderRefused,
)

from django.conf import settings
from django.core.mail import EmailMultiAlternatives

from .models import OutgoingMail, Problem

LASTING = frozenset({Problem.ADDRESS, Problem.CONTENT})


def hand_over(mail: OutgoingMail) -> Problem | None:
    """None when the server took it."""
    message = EmailMultiAlternatives(mail.subject, mail.text, to=[mail.to], headers=_headers(mail))
    message.from_email = settings.RAMO_BOUNCES_TO or message.from_email
    message.attach_alternative(mail.html, "text/html")
    if mail.calendar:
        message.attach_alternative(mail.calendar, f"text/calendar; method={_method(mail.calendar)}")
    try:
        message.send()
    except SMTPRecipientsRefused as refused:
        codes = [code for code, _said in refused.recipients.values()]
        return Problem.BUSY if codes and all(_is_passing(code) for code in codes) else Problem.ADDRESS
    except SMTPAuthenticationError:
        return Problem.LOGIN
    except (SMTPDataError, SMTPSenderRefused) as refused:
        return Problem.BUSY if _is_passing(refused.smtp_code) else Problem.CONTENT
    except (SMTPException, OSError):
        return Problem.UNREACHABLE
    return None


def _headers(mail: OutgoingMail) -> dict[str, str]:
    host = settings.DEFAULT_FROM_EMAIL.rpartition("@")[2].strip(" >")
    headers = {
        "From": settings.DEFAULT_FROM_EMAIL,
        "Message-ID": f"<{mail.mark}@{host}>",
        "Auto-Submitted": "auto-generated",
    }
    if mail.unsubscribe:
        headers |= {
            "List-Unsubscribe": f"<{mail.unsubscribe}>",
            "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
        }
    return headers


def _method(calendar: str) -> str:
    """What the calendar asks for: "REQUEST" or "CANCEL"; the header must say the same."""
    line = next((line for line in calendar.splitlines() if line.startswith("METHOD:")), "METHOD:PUBLISH")
    return line.partition(":")[2].strip()


def _is_passing(code: int) -> bool:
    return 400 <= code < 500
