"""A run in words: what a librarian reads."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ramo.kit import clock
from ramo.kit.fetch import Refusal

from .models import HarvestRun
from .words import ADVICE, REASONS, place_in_document

_SHOWN = 20


@dataclass(frozen=True, slots=True)
class Report:
    run: HarvestRun
    sentence: str
    advice: str
    refusals: list[tuple[str, str]]  # where, and why
    more: int
    timing: str


def report_of(run: HarvestRun) -> Report:
    refusals = [
        (place_in_document(where), _why(reason, detail)) for where, reason, detail, _field in run.rejected[:_SHOWN]
    ]
    advice = str(ADVICE.get(run.death, ""))
    return Report(run, sentence(run), advice, refusals, max(0, run.refused - len(refusals)), _timing(run))


def sentence(run: HarvestRun) -> str:
    if not run.is_applied:
        return _("Nothing was changed: %(why)s") % {"why": ADVICE.get(run.death, "")}
    counts = {"new": run.new, "changed": run.changed, "same": run.unchanged, "gone": run.gone}
    said = _("New: %(new)d. Changed: %(changed)d. The same: %(same)d. Gone: %(gone)d.") % counts
    if run.merged:
        said += " " + _("Known from elsewhere: %(count)d.") % {"count": run.merged}
    if run.kept:
        kept = ngettext(
            "A person’s correction was kept in %(count)d offer; the source now says otherwise.",
            "A person’s corrections were kept in %(count)d offers; the source now says otherwise.",
            run.kept,
        )
        said += " " + kept % {"count": run.kept}
    if run.unclear:
        said += " " + ngettext("%(count)d waits for its place.", "%(count)d wait for their place.", run.unclear) % {
            "count": run.unclear
        }
    if run.refused:
        said += " " + _("Refused: %(count)d.") % {"count": run.refused}
    return said


def _timing(run: HarvestRun) -> str:
    """When it began, how long it took, and how often the host lets us come."""
    said = []
    if run.began_at and run.took is not None:
        when = {"time": run.began_at.astimezone(clock.COUNTRY_ZONE).strftime("%H:%M:%S")}
        seconds = max(1, round(run.took.total_seconds()))
        took = ngettext("it took %(count)d second.", "it took %(count)d seconds.", seconds) % {"count": seconds}
        said.append(_("Begun at %(time)s,") % when + " " + took)
    if run.refusal == Refusal.ROBOTS:
        said.append(_("Its robots.txt forbids it."))
    elif run.pause:
        said.append(_("Its robots.txt does not forbid it; at most one visit in %(count)g s.") % {"count": run.pause})
    return " ".join(said)


def _why(reason: str, detail: str) -> str:
    why = str(REASONS.get(reason, reason))
    return f"{why}: {detail}" if detail else why
