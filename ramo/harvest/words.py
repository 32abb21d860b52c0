"""Codes of readers and judges in words for a librarian: what happened, and what to do about it."""

import re

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from .data import Failure, Reason
from .states import Death

Sentence = str | Promise

ADVICE: dict[str, Sentence] = {
    Death.DEAD_HOST: _("The site does not answer. It may be down for a night; if it lasts, call its owner."),
    Death.NOT_FOUND: _("The page is not there any more. Look for its new address on the site."),
    Death.WITHDRAWN: _("The site says that the page is gone for good. Look for another source."),
    Death.SERVER_ERROR: _("The site answers with an error. It usually passes; if it lasts, call its owner."),
    Death.BUSY: _("The site asks us to come later. We do."),
    Death.LOGIN: _("The address leads to a sign-in page. Ask its owner for a public address."),
    Death.FIREWALL: _("A firewall keeps us out. Ask the owner of the site to let our reader in."),
    Death.FORBIDDEN: _("The site does not want to be read by machines. Ask its owner for leave, or for a file."),
    Death.OUT_OF_BOUNDS: _("The address does not lead to a public site."),
    Death.REDIRECT_LOOP: _("The address leads in a circle. Tell the owner of the site."),
    Death.SLOW: _("The site answers too slowly. It usually passes."),
    Death.HUGE: _("The answer is larger than any list should be. Look whether the address is the right one."),
    Death.MOVED: _("The source has a new address. Look at it, and follow it if it is the same source."),
    Death.EMPTY: _("The source is suddenly empty. What we show stays. Ask its owner whether that is right."),
    Death.SHRUNK: _("The source has far fewer items than before. What we show stays. Ask its owner."),
    Death.SWOLLEN: _("The source has more items than it ever should. Nothing was taken over. Look at it."),
    Death.FROZEN: _("The source has said the same for too long. Ask its owner whether anybody minds it."),
    Death.WRONG_LETTERS: _("The letters arrive broken. Tell the owner of the site."),
    Death.CHANGED_STRUCTURE: _("The source looks different than before, and we cannot read it. Add it anew."),
}
REASONS: dict[str, Sentence] = {
    Reason.BROKEN: _("damaged"),
    Reason.NO_TITLE: _("has no title"),
    Reason.NO_IDENTITY: _("cannot be told from others"),
    Reason.TWICE: _("stands there already"),
    Reason.TOO_LONG: _("too long"),
    Reason.TOO_MANY: _("beyond the limit"),
    Reason.REPEATS_TOO_OFTEN: _("repeats too often"),
    Reason.FORMULA: _("holds a formula"),
    Reason.WRONG_KIND: _("is no offer of this kind"),
    Reason.NOT_A_DATE: _("has a date that we cannot read"),
    Reason.NO_DEADLINE: _("does not say until when"),
    Reason.PAST: _("is past its date"),
    Reason.HOLDS_PERSONAL_NUMBER: _("holds a personal number"),
    Reason.NO_LIBRARY: _("no library of the network is near its place"),
}
_ROW = re.compile(r"row (\d{1,9})")


def place_in_document(where: str) -> str:
    """Where a record stood: a row of a table in words, anything else as its format names it."""
    row = _ROW.fullmatch(where)
    return gettext("row %(number)s") % {"number": row[1]} if row else where


FAILURES: dict[str, Sentence] = {
    Failure.NOT_THIS_DIALECT: _("There is no table with headings such as “Длъжност” and “Работодател” in it."),
    Failure.UNREADABLE: _("The file is damaged. Save it anew and bring it again."),
    Failure.GARBLED: _("The letters of the file are broken. Save it anew as XLSX and bring it again."),
    Failure.PROTECTED: _("The file is protected by a password. Save it without one."),
    Failure.BOMB: _("The file unpacks to more than any list should be. It was not opened."),
    Failure.TOO_LARGE: _("The file is too large. Bring it in parts."),
    Failure.TOO_SLOW: _("The file takes too long to read. Bring it in parts."),
    Failure.TOO_MUCH_MEMORY: _("The file is too large. Bring it in parts."),
    Failure.CRASHED: _("The file could not be read. Save it anew as XLSX and bring it again."),
    Failure.ANSWERED_ERROR: _("The file is an error message."),
}
LABELS: dict[str, Sentence] = {
    "title": _("title"),
    "text": _("description"),
    "employer": _("employer"),
    "settlement": _("town or village"),
    "municipality": _("municipality"),
    "district": _("district"),
    "address": _("street address"),
    "ekatte": _("EKATTE code"),
    "postcode": _("postal code"),
    "country": _("country"),
    "positions": _("how many are sought"),
    "reference": _("number of the offer"),
    "occupation": _("occupation"),
    "occupation_code": _("occupation code"),
    "education": _("education"),
    "experience": _("experience"),
    "wage": _("pay"),
    "contract": _("contract"),
    "working_time": _("working time"),
    "shift": _("shifts"),
    "transport": _("transport"),
    "housing": _("housing"),
    "benefits": _("benefits"),
    "phone": _("phone"),
    "email": _("e-mail"),
    "contact": _("whom to ask"),
    "apply": _("how to apply"),
    "valid_until": _("valid until"),
    "published": _("published"),
    "labour_office": _("labour office"),
    "link": _("link"),
    "provider": _("who teaches"),
    "licence": _("licence"),
    "profession": _("profession"),
    "hours": _("hours"),
    "form": _("form of study"),
    "schedule": _("schedule"),
    "starts": _("starts"),
    "ends": _("ends"),
    "enrol_until": _("enrol until"),
    "price": _("price"),
    "voucher": _("voucher"),
    "certificate": _("certificate"),
    "programme": _("programme"),
    "procedure_code": _("procedure code"),
    "who_may_apply": _("who may apply"),
    "amount_total": _("budget"),
    "opens": _("opens"),
    "closes": _("closes"),
    "holder": _("who holds it"),
    "rights": _("rights"),
}
