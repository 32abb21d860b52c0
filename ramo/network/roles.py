"""Who may do what: roles, permissions, and the table that joins them."""

from enum import StrEnum

from django.db import models
from django.utils.translation import gettext_lazy as _


class Role(models.TextChoices):
    LIBRARIAN = "librarian", _("librarian")
    COORDINATOR = "coordinator", _("district coordinator")
    PARTNER = "partner", _("partner expert")
    EDITOR = "editor", _("editor")
    OFFICE = "office", _("programme office")


class Permission(StrEnum):
    """A thing a person may do within a scope: a library, an institution, a district or the network."""

    WORK = "work"  # open the staff pages at all
    USE_DESK = "use desk"  # log, print with the library's name, finish the session
    SEE_FIGURES = "see figures"  # totals of a library
    EDIT_LIBRARY = "edit library"  # its contacts
    EDIT_SERVICES = "edit services"  # which services it gives, with their checklists
    VERIFY = "verify"  # confirm items and settle reports
    EDIT_RESOURCE = "edit resource"  # resources and paths
    MEND_LINKS = "mend links"  # addresses in trouble: replace them everywhere within reach, or put them aside
    OVERSEE = "oversee"  # which libraries of a district are silent, and what waits in it
    MAKE_PROOF = "make proof"  # of delivery, for a partner: of a district, of the whole network
    SEE_PROOF = "see proof"  # such a paper of the own institution, or of the own district
    EDIT_LISTING = "edit listing"  # vacancies, courses, calls, cultural products: write, confirm, withdraw, split
    EDIT_EVENT = "edit event"  # write, publish, change and call off events of a library, a district, the network
    RUN_EVENT = "run event"  # who is on the list: register for somebody, move, check in, count
    MANAGE_SOURCE = "manage source"  # where offers come from: add, try, switch, amend
    EDIT_PAGE = "edit page"  # compose and publish pages
    EDIT_CORNER = "edit corner"  # a library's own text and pictures, as a draft
    MODERATE_CORNER = "moderate corner"  # publish or return them
    WRITE_NOTE = "write note"  # a local note beside a national text
    ADMIT_LIBRARY = "admit library"  # join, leave, add by hand
    GRANT_MEMBERSHIP = "grant membership"
    READ_LETTERS = "read letters"  # which letters left, and what became of them
    ASK_EXPERT = "ask expert"  # ask an institution for a talk or desk hours, and answer what it proposes
    ANSWER_REQUEST = "answer request"  # such a request to the own institution
    SEE_REQUESTS = "see requests"
    GIVE_HOURS = "give hours"  # whose experts come when; the bookable hours of the own institution or library
    JOIN_CAMPAIGN = "join campaign"  # a library joins an edition, does its tasks, leaves
    RUN_CAMPAIGN = "run campaign"  # editions: write, open, move, close; the figures of all districts
    SEE_AGREEMENTS = "see agreements"  # those that concern the own place, with their papers
    EDIT_AGREEMENT = "edit agreement"  # draft, sign, amend, extend, end; a coordinator the local ones of the district
    CONFIRM_DUTY = "confirm duty"  # that something owed under an agreement was done
    ANSWER_BARRIERS = "answer barriers"  # what is in readers' way; the accessibility statement


class Reach(StrEnum):
    """How far a role's permission goes."""

    OWN_LIBRARY = "own library"
    OWN_DISTRICT = "own district"
    OWN_INSTITUTION = "own institution"
    NETWORK = "network"


GRANTS: dict[Role, dict[Permission, Reach]] = {
    Role.LIBRARIAN: {
        Permission.WORK: Reach.NETWORK,
        Permission.USE_DESK: Reach.OWN_LIBRARY,
        Permission.SEE_FIGURES: Reach.OWN_LIBRARY,
        Permission.EDIT_LIBRARY: Reach.OWN_LIBRARY,
        Permission.EDIT_SERVICES: Reach.OWN_LIBRARY,
        Permission.EDIT_EVENT: Reach.OWN_LIBRARY,
        Permission.RUN_EVENT: Reach.OWN_LIBRARY,
        Permission.EDIT_CORNER: Reach.OWN_LIBRARY,
        Permission.WRITE_NOTE: Reach.OWN_LIBRARY,
        Permission.ASK_EXPERT: Reach.OWN_LIBRARY,
        Permission.SEE_REQUESTS: Reach.OWN_LIBRARY,
        Permission.GIVE_HOURS: Reach.OWN_LIBRARY,
        Permission.JOIN_CAMPAIGN: Reach.OWN_LIBRARY,
        Permission.SEE_AGREEMENTS: Reach.OWN_LIBRARY,
        Permission.CONFIRM_DUTY: Reach.OWN_LIBRARY,
    },
    Role.COORDINATOR: {
        Permission.WORK: Reach.NETWORK,
        Permission.MEND_LINKS: Reach.OWN_DISTRICT,
        Permission.SEE_FIGURES: Reach.OWN_DISTRICT,
        Permission.EDIT_LIBRARY: Reach.OWN_DISTRICT,
        Permission.OVERSEE: Reach.OWN_DISTRICT,
        Permission.MAKE_PROOF: Reach.OWN_DISTRICT,
        Permission.SEE_PROOF: Reach.OWN_DISTRICT,
        Permission.EDIT_SERVICES: Reach.OWN_DISTRICT,
        Permission.GRANT_MEMBERSHIP: Reach.OWN_DISTRICT,
        Permission.EDIT_LISTING: Reach.OWN_DISTRICT,
        Permission.EDIT_EVENT: Reach.OWN_DISTRICT,
        Permission.MANAGE_SOURCE: Reach.OWN_DISTRICT,
        Permission.EDIT_CORNER: Reach.OWN_DISTRICT,
        Permission.MODERATE_CORNER: Reach.OWN_DISTRICT,
        Permission.WRITE_NOTE: Reach.OWN_DISTRICT,
        Permission.SEE_REQUESTS: Reach.OWN_DISTRICT,
        Permission.JOIN_CAMPAIGN: Reach.OWN_DISTRICT,
        Permission.SEE_AGREEMENTS: Reach.OWN_DISTRICT,
        Permission.EDIT_AGREEMENT: Reach.OWN_DISTRICT,
        Permission.CONFIRM_DUTY: Reach.OWN_DISTRICT,
    },
    Role.PARTNER: {
        Permission.WORK: Reach.NETWORK,
        Permission.VERIFY: Reach.OWN_INSTITUTION,
        Permission.MEND_LINKS: Reach.OWN_INSTITUTION,
        Permission.EDIT_RESOURCE: Reach.OWN_INSTITUTION,
        Permission.EDIT_LISTING: Reach.OWN_INSTITUTION,
        Permission.EDIT_EVENT: Reach.OWN_INSTITUTION,
        Permission.ANSWER_REQUEST: Reach.OWN_INSTITUTION,
        Permission.SEE_REQUESTS: Reach.OWN_INSTITUTION,
        Permission.GIVE_HOURS: Reach.OWN_INSTITUTION,
        Permission.SEE_PROOF: Reach.OWN_INSTITUTION,
        Permission.SEE_AGREEMENTS: Reach.OWN_INSTITUTION,
        Permission.CONFIRM_DUTY: Reach.OWN_INSTITUTION,
    },
    Role.EDITOR: {
        Permission.WORK: Reach.NETWORK,
        Permission.VERIFY: Reach.NETWORK,
        Permission.MEND_LINKS: Reach.NETWORK,
        Permission.EDIT_RESOURCE: Reach.NETWORK,
        Permission.EDIT_PAGE: Reach.NETWORK,
        Permission.EDIT_CORNER: Reach.NETWORK,
        Permission.MODERATE_CORNER: Reach.NETWORK,
        Permission.SEE_AGREEMENTS: Reach.NETWORK,
    },
    Role.OFFICE: {
        Permission.WORK: Reach.NETWORK,
        Permission.SEE_FIGURES: Reach.NETWORK,
        Permission.EDIT_LIBRARY: Reach.NETWORK,
        Permission.OVERSEE: Reach.NETWORK,
        Permission.MAKE_PROOF: Reach.NETWORK,
        Permission.SEE_PROOF: Reach.NETWORK,
        Permission.EDIT_SERVICES: Reach.NETWORK,
        Permission.VERIFY: Reach.NETWORK,
        Permission.MEND_LINKS: Reach.NETWORK,
        Permission.EDIT_RESOURCE: Reach.NETWORK,
        Permission.EDIT_LISTING: Reach.NETWORK,
        Permission.EDIT_EVENT: Reach.NETWORK,
        Permission.MANAGE_SOURCE: Reach.NETWORK,
        Permission.EDIT_PAGE: Reach.NETWORK,
        Permission.EDIT_CORNER: Reach.NETWORK,
        Permission.MODERATE_CORNER: Reach.NETWORK,
        Permission.WRITE_NOTE: Reach.NETWORK,
        Permission.ADMIT_LIBRARY: Reach.NETWORK,
        Permission.GRANT_MEMBERSHIP: Reach.NETWORK,
        Permission.READ_LETTERS: Reach.NETWORK,
        Permission.SEE_REQUESTS: Reach.NETWORK,
        Permission.GIVE_HOURS: Reach.NETWORK,
        Permission.ANSWER_BARRIERS: Reach.NETWORK,
        Permission.JOIN_CAMPAIGN: Reach.NETWORK,
        Permission.RUN_CAMPAIGN: Reach.NETWORK,
        Permission.SEE_AGREEMENTS: Reach.NETWORK,
        Permission.EDIT_AGREEMENT: Reach.NETWORK,
        Permission.CONFIRM_DUTY: Reach.NETWORK,
    },
}
