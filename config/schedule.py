"""Every clock of the house: which job, how often, and what it means in words. Read by the worker at its start.

Jobs are plain functions of the rooms; here they are registered under "<room>.<function>". Times are UTC,
as the worker reads them: each date is decided by the job itself in the country's zone.
"""

import logging
from collections.abc import Callable
from dataclasses import dataclass

from asgiref.sync import async_to_sync
from django.core.management import call_command
from procrastinate.contrib.django import app

from ramo.accessibility.jobs import file_statement_review
from ramo.alerts.jobs import (
    ask_again,
    file_paper_tasks,
    forget_letters,
    match,
    read_anew,
    rechoose_anchors,
    write_digests,
)
from ramo.appointments import jobs as hours
from ramo.audit.retention import forget_all
from ramo.campaigns.jobs import follow_answers, follow_moves
from ramo.content.jobs import forget_traces, keep_time
from ramo.events.jobs import archive, ask_for_counts, remind_of_tomorrow
from ramo.harvest.jobs import harvest_due
from ramo.invitations.jobs import remind
from ramo.letters.jobs import file_letter_task
from ramo.listings.jobs import close_calls, name_occupations
from ramo.mailing.jobs import deliver, deliver_due, forget_files, read_bounces
from ramo.network.jobs import file_index_task, forget_uploads
from ramo.partnerships.jobs import ask_for_duties, follow_terms
from ramo.reports.jobs import keep_asked, make_proof
from ramo.resources.jobs import file_cards_anew
from ramo.search.jobs import count_keys, rekey_some
from ramo.seats.jobs import assign_received, lapse_offers, shred_contacts
from ramo.trust.jobs import file_review_tasks
from ramo.watch.jobs import ask_partners, check_links, collect_links

logger = logging.getLogger("ramo.schedule")
JOBS_KEPT_HOURS = 14 * 24  # as long as access logs


@dataclass(frozen=True, slots=True)
class Clock:
    """`cron` in UTC; the job takes nothing and may run twice without harm."""

    name: str
    job: Callable[[], object]
    cron: str
    meaning: str


def forget_sessions() -> None:
    call_command("clearsessions")


def delete_old_jobs() -> None:
    async_to_sync(app.job_manager.delete_old_jobs)(
        nb_hours=JOBS_KEPT_HOURS, include_failed=True, include_cancelled=True, include_aborted=True
    )


def retry_stalled_jobs() -> None:
    """A worker that was killed leaves its jobs taken; without a heartbeat they go back to the queue."""
    for job in async_to_sync(app.job_manager.get_stalled_jobs)():
        logger.warning("Job %s (%s) lost its worker and is tried again", job.id, job.task_name)
        async_to_sync(app.job_manager.retry_job)(job)


CLOCKS = (
    Clock("listings.close_calls", close_calls, "* * * * *", "every minute: calls that closed leave the catalogue"),
    Clock(
        "listings.name_occupations",
        name_occupations,
        "50 1 * * *",
        "every night: vacancies without an occupation get the one that their title names",
    ),
    Clock("resources.file_cards_anew", file_cards_anew, "5 * * * *", "every hour: sheets drop what expired"),
    Clock("trust.file_review_tasks", file_review_tasks, "15 2 * * *", "every night: staff are told what waits"),
    Clock("watch.collect_links", collect_links, "5 1 * * *", "every night: addresses in public things are found anew"),
    Clock("watch.check_links", check_links, "2-59/5 * * * *", "every 5 minutes: some addresses that are due are tried"),
    Clock(
        "watch.ask_partners",
        ask_partners,
        "30 6 * * 1-5",
        "every working morning: institutions are asked whether all is still true, reminded once, then called",
    ),
    Clock(
        "alerts.read_anew",
        read_anew,
        "* * * * *",
        "every minute: saved searches that an older analyser read are read again; matching waits for them",
    ),
    Clock("alerts.match", match, "3-59/5 * * * *", "every 5 minutes: saved searches find what has become news"),
    Clock(
        "alerts.write_digests",
        write_digests,
        "20 4-18 * * *",
        "every hour of the day: who has not had the letter of the day gets it",
    ),
    Clock(
        "alerts.file_paper_tasks",
        file_paper_tasks,
        "10 5 * * 1",
        "on Mondays: libraries are told what to print for people without e-mail",
    ),
    Clock(
        "alerts.ask_again",
        ask_again,
        "40 5 * * *",
        "every morning: a year after the last yes people are asked whether they still want letters",
    ),
    Clock(
        "alerts.rechoose_anchors",
        rechoose_anchors,
        "20 0 * * 0",
        "every week: saved searches hang on the words that are rare now, so that matching stays quick",
    ),
    Clock(
        "campaigns.follow_moves",
        follow_moves,
        "* * * * *",
        "every minute: libraries follow a campaign whose dates moved, each told once",
    ),
    Clock(
        "campaigns.follow_answers",
        follow_answers,
        "6-59/10 * * * *",
        "every 10 minutes: drafts of a campaign take the time that the partner agreed to",
    ),
    Clock(
        "harvest.harvest_due", harvest_due, "7-59/10 * * * *", "every 10 minutes: sources whose time has come are read"
    ),
    Clock(
        "accessibility.file_statement_review",
        file_statement_review,
        "20 2 * * *",
        "every night: a month before its year is over, the office is told to review the accessibility statement",
    ),
    Clock("content.keep_time", keep_time, "* * * * *", "every minute: pages go up and come down when their time comes"),
    Clock(
        "content.forget_traces", forget_traces, "40 1 * * *", "every night: what the page editor noted long ago leaves"
    ),
    Clock("events.archive", archive, "* * * * *", "every minute: events that ended leave the catalogue"),
    Clock(
        "events.ask_for_counts",
        ask_for_counts,
        "*/15 * * * *",
        "every 15 minutes: libraries are asked how many came to what has ended",
    ),
    Clock(
        "events.remind_of_tomorrow",
        remind_of_tomorrow,
        "10 7-17 * * *",
        "every hour of the day: who comes tomorrow is reminded once, by letter or by a call",
    ),
    Clock(
        "seats.assign_received",
        assign_received,
        "* * * * *",
        "every minute: claims whose process died before they were decided are decided",
    ),
    Clock("seats.lapse_offers", lapse_offers, "* * * * *", "every minute: places nobody accepted go to the next"),
    Clock(
        "seats.shred_contacts",
        shred_contacts,
        "20 1 * * *",
        "every night: names, phones and e-mails of who came go in the night after an hour, a week after an event",
    ),
    Clock(
        "appointments.make_slots",
        hours.make_slots,
        "5 0 * * *",
        "every night: the weeks that open next get their bookable hours",
    ),
    Clock(
        "appointments.file_days",
        hours.file_days,
        "15 4 * * *",
        "every morning: libraries see who booked an hour for today",
    ),
    Clock(
        "appointments.remind",
        hours.remind,
        "30 9 * * *",
        "every day before noon: who comes tomorrow is reminded, by letter or by a call of the library",
    ),
    Clock(
        "invitations.remind",
        remind,
        "50 6 * * *",
        "every morning: late answers to requests are asked for once, what is over waits for its count",
    ),
    Clock(
        "partnerships.follow_terms",
        follow_terms,
        "10 4 * * *",
        "every morning: 90, 60 and 30 days before an agreement ends somebody is told, and on the day after it",
    ),
    Clock(
        "partnerships.ask_for_duties",
        ask_for_duties,
        "30 4 * * *",
        "every morning: what is owed under an agreement within a month becomes a task of whoever owes it",
    ),
    Clock("mailing.deliver_due", deliver_due, "* * * * *", "every minute: letters that could not leave try again"),
    Clock("mailing.read_bounces", read_bounces, "*/10 * * * *", "every 10 minutes: we hear which letters came back"),
    Clock(
        "letters.file_letter_task",
        file_letter_task,
        "25 * * * *",
        "every hour: the office is told which letters nobody got",
    ),
    Clock("search.count_keys", count_keys, "35 * * * *", "every hour: how many cards hold each word is counted anew"),
    Clock(
        "search.rekey_some",
        rekey_some,
        "* * * * *",
        "every minute: cards that an earlier analyser read are read again, a few at a time",
    ),
    Clock(
        "network.file_index_task",
        file_index_task,
        "*/15 * * * *",
        "every 15 minutes: the office is told when a host's search index is out of use",
    ),
    Clock(
        "reports.keep_asked",
        keep_asked,
        "25 1 * * *",
        "every night: how many questions of a month long over were answered is kept, before they are forgotten",
    ),
    Clock("audit.forget_all", forget_all, "45 1 * * *", "every night: what is past its retention is deleted"),
    Clock("alerts.forget_letters", forget_letters, "50 1 * * *", "every night: letters leave with their mailbox"),
    Clock("mailing.forget_files", forget_files, "55 1 * * *", "every night: files of letters leave with their letters"),
    Clock("network.forget_uploads", forget_uploads, "40 1 * * *", "every night: files nobody wrote leave after a day"),
    Clock("schedule.forget_sessions", forget_sessions, "50 1 * * *", "every night: ended sign-ins are deleted"),
    Clock("schedule.delete_old_jobs", delete_old_jobs, "30 1 * * *", "every night: finished jobs leave after 14 days"),
    Clock("schedule.retry_stalled_jobs", retry_stalled_jobs, "*/5 * * * *", "every 5 minutes: lost jobs come back"),
)


def _on_the_clock(clock: Clock) -> Callable[[int], None]:
    def tick(timestamp: int) -> None:
        clock.job()

    tick.__doc__ = clock.meaning
    return tick


def _register() -> None:
    app.task(name="mailing.deliver")(deliver)
    app.task(name="reports.make_proof")(make_proof)
    for clock in CLOCKS:
        task = app.task(name=clock.name, queueing_lock=clock.name, pass_context=False)(_on_the_clock(clock))
        app.periodic(cron=clock.cron)(task)


_register()
