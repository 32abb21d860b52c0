"""Who may open and send what: one row an address. An address without a row fails the test."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any
from uuid import uuid4

from ramo.alerts import keys
from ramo.appointments.tests.factories import own_claim, own_day_off, own_number, own_schedule, own_slot
from ramo.campaigns.tests.factories import own_campaign, own_report, task_of
from ramo.events.tests.factories import begun_event, host_of, offered_event, own_event
from ramo.experts.tests.factories import make_expert
from ramo.harvest.tests.factories import own_list, own_question, own_source
from ramo.invitations.tests.factories import own_draft, own_request
from ramo.kit import clock
from ramo.listings.models import Sighting
from ramo.partnerships.tests.factories import own_agreement, own_done, own_duty, own_inherited, own_paper
from ramo.reports.tests.factories import own_order, own_proof
from ramo.seats.keys import token_of
from ramo.trust.actions import target_of
from ramo.trust.models import ChangeReport

from .world import World

ROLES = (
    "anonymous",
    "own_librarian",
    "other_librarian",
    "own_coordinator",
    "other_coordinator",
    "own_partner",
    "other_partner",
    "editor",
    "office",
)
EVERYBODY = frozenset(ROLES)
STAFF = EVERYBODY - {"anonymous"}
NO_SUCH_METHOD = None

LIBRARIANS = frozenset({"own_librarian", "other_librarian"})
COORDINATORS = frozenset({"own_coordinator", "other_coordinator"})
OFFICE = frozenset({"office"})
# May act on what stands in the own place.
OWN_LIBRARY = frozenset({"own_librarian", "own_coordinator", "office"})
OWN_LIBRARIAN = frozenset({"own_librarian"})  # who is on a list is seen at the library alone
OWN_INSTITUTION = frozenset({"own_partner", "editor", "office"})
NETWORK_EDITORS = frozenset({"editor", "office"})
# Write offers somewhere; may act on one that is of the own institution and lies in the own district.
PARTNERS = frozenset({"own_partner", "other_partner"})
LISTERS = frozenset({"own_partner", "other_partner", "own_coordinator", "other_coordinator", "office"})
MINDERS = frozenset({"own_coordinator", "office"})  # of a source in the own district
OWN_OFFER = frozenset({"own_partner", "own_coordinator", "office"})
CONCERNED = frozenset({"own_librarian", "own_coordinator", "own_partner", "editor", "office"})  # by an agreement
BETWEEN = frozenset({"own_librarian", "own_partner"})  # the two sides of a request
ORGANISERS = LIBRARIANS | COORDINATORS | {"own_partner", "other_partner"} | OFFICE  # of events, each in the own place
GIVERS = LIBRARIANS | {"own_partner", "other_partner"}  # of bookable hours
OWN_HOURS = frozenset({"own_partner", "office"})  # of the own institution, at the own library
AT_DESK = frozenset({"own_librarian"})
VERIFIERS = frozenset({"own_partner", "other_partner", "editor", "office"})

Roles = frozenset[str] | None
Arguments = Callable[[World], dict[str, Any]]


def nothing(world: World) -> dict[str, Any]:
    return {}


@dataclass(frozen=True)
class Row:
    """Who is let in by GET and by POST; `args` fill the address, `data` is what is sent."""

    get: Roles = NO_SUCH_METHOD
    post: Roles = NO_SUCH_METHOD
    args: Arguments = field(default=nothing)
    data: Arguments = field(default=nothing)


def _proof(world: World) -> dict[str, Any]:
    return {"slug": own_proof(world.cast.institution, world.cast.district).number.slug}


def _order(world: World) -> dict[str, Any]:
    return {"pk": own_order(world.cast.institution, world.cast.district).pk}


def _offer_report(world: World) -> dict[str, Any]:
    listing = world.listings["vacancy"]
    kind, key = target_of(listing)
    report, _ = ChangeReport.objects.get_or_create(
        target_kind=kind, target_key=key, defaults={"submission": uuid4(), "what": ChangeReport.What.CLOSED}
    )
    return {"pk": report.pk}


def _sighting(world: World) -> int:
    return Sighting.objects.of("vacancy", world.listings["vacancy"].pk).values_list("pk", flat=True)[0]


def _library(world: World) -> dict[str, Any]:
    return {"number": world.cast.library.pk}


def _change(world: World) -> dict[str, Any]:
    return {"number": world.change.library_id, "pk": world.change.pk}


def _notice(world: World) -> dict[str, Any]:
    return {"number": world.notice.library_id, "pk": world.notice.pk}


def _service(world: World) -> dict[str, Any]:
    return {"key": world.service.pk}


def _service_here(world: World) -> dict[str, Any]:
    return _library(world) | _service(world)


def _institution(world: World) -> dict[str, Any]:
    return {"key": world.cast.institution.pk}


def _resource(world: World) -> dict[str, Any]:
    return {"key": world.resource.pk}


def _need(world: World) -> dict[str, Any]:
    return {"key": world.need.pk}


def _resource_of_kind(world: World) -> dict[str, Any]:
    return {"kind": "resource", "key": world.resource.pk}


def _report(world: World) -> dict[str, Any]:
    return {"pk": world.report.pk}


def _barrier(world: World) -> dict[str, Any]:
    return {"pk": world.barrier.pk}


def _settlement(world: World) -> dict[str, Any]:
    return {"ekatte": world.cast.library.settlement_id}


def _area(world: World) -> dict[str, Any]:
    return {"key": world.resource.area_id}


def _membership(world: World) -> dict[str, Any]:
    return {"pk": world.cast.own_librarian.memberships.get().pk}


def _grant_at_own_library(world: World) -> dict[str, Any]:
    return {"email": "new@rosendol.example", "role": "librarian", "library": world.cast.library.pk, "language": "bg"}


def _called_library(world: World) -> dict[str, Any]:
    return {"number": world.cast.library.pk}


def _brought_register(world: World) -> dict[str, Any]:
    return {"token": "0" * 32}


def _keyword(world: World) -> dict[str, Any]:
    return {"slug": world.concept.keywords.get().slug}


def _page(world: World) -> dict[str, Any]:
    return {"path": "kontseptsii/"}


def _note(world: World) -> dict[str, Any]:
    return {"pk": world.note.pk}


def _question(world: World) -> dict[str, Any]:
    return {"token": world.question}


def _asked_item(world: World) -> dict[str, Any]:
    return _question(world) | _resource_of_kind(world)


def _given(world: World) -> dict[str, Any]:
    return _question(world) | {"pk": world.answer.pk}


def _opened_by(address_of: Callable[[World], str]) -> Arguments:
    """The token at the end of an address that a letter bears."""
    return lambda world: {"token": address_of(world).rstrip("/").rpartition("/")[2]}


_OWN_PAGE = _opened_by(lambda world: keys.own_address(world.mailed.reader))


def _own_search(world: World) -> dict[str, Any]:
    return _OWN_PAGE(world) | {"pk": world.mailed.pk}


def _source(world: World) -> dict[str, Any]:
    return {"key": own_source(world.cast.institution, world.cast.district).pk}


def _list(world: World) -> dict[str, Any]:
    return {"pk": own_list(own_source(world.cast.institution, world.cast.district), world.cast.office).pk}


def _place_question(world: World) -> dict[str, Any]:
    return {"pk": own_question(own_source(world.cast.institution, world.cast.district)).pk}


def _vacancy(world: World) -> dict[str, Any]:
    return {"kind": "obyava", "pk": world.listings["vacancy"].pk}


def _offer(kind: str) -> Arguments:
    def args(world: World) -> dict[str, Any]:
        listing = world.listings[kind]
        return {"pk": listing.pk, "slug": listing.slug}

    return args


def _request(world: World) -> dict[str, Any]:
    return {"pk": own_request(world.cast.library, world.cast.institution, world.cast.own_librarian).pk}


def _event(world: World) -> dict[str, Any]:
    return {"pk": own_event(world.cast.library).pk}


def _event_page(world: World) -> dict[str, Any]:
    event = own_event(world.cast.library)
    return {"pk": event.pk, "slug": event.slug}


def _event_here(world: World) -> dict[str, Any]:
    return _event(world) | _library(world)


def _district_month(world: World) -> dict[str, Any]:
    return {"year": 2026, "month": 11, "code": world.cast.district.pk}


def _offered(world: World) -> dict[str, Any]:
    return {"pk": offered_event(world.cast.institution, world.cast.library).pk}


def _expert(world: World) -> dict[str, Any]:
    return {"pk": make_expert(world.cast.institution).pk}


def _day_off(world: World) -> dict[str, Any]:
    return {"pk": own_day_off(world.cast.institution).pk}


def _draft_request(world: World) -> dict[str, Any]:
    return {"pk": own_draft(world.cast.library, world.cast.institution).pk}


def _begun_event_here(world: World) -> dict[str, Any]:
    return {"pk": begun_event(world.cast.library).pk} | _library(world)


def _host(world: World) -> dict[str, Any]:
    return {"pk": host_of(own_event(world.cast.library)).pk}


def _claim(world: World) -> dict[str, Any]:
    host = host_of(own_event(world.cast.library))
    return {"pk": host.pk, "number": host.pool.claims.get().pk}  # type: ignore[union-attr]


def _own_place(world: World) -> dict[str, Any]:
    host = host_of(own_event(world.cast.library))
    return {"token": token_of(host.pool.claims.get())}  # type: ignore[union-attr]


def _hours(world: World) -> dict[str, Any]:
    return {"pk": own_schedule(world.cast.library, world.cast.institution).pk}


def _hour(world: World) -> dict[str, Any]:
    return {"pk": own_slot(world.cast.library, world.cast.institution).pk}


def _booked(world: World) -> dict[str, Any]:
    return _hour(world) | {"claim": own_claim(world.cast.library, world.cast.institution).pk}


def _my_hour(world: World) -> dict[str, Any]:
    return {"token": token_of(own_claim(world.cast.library, world.cast.institution))}


def _day_of_hours(world: World) -> dict[str, Any]:
    return {"number": world.cast.library.pk, "on": clock.today().isoformat()}


def _walk_in(world: World) -> dict[str, Any]:
    return {"pk": own_number(world.cast.library, world.cast.institution).pk}


def _agreement(world: World) -> dict[str, Any]:
    return {"pk": own_agreement(world.cast.library, world.cast.institution).pk}


def _duty(world: World) -> dict[str, Any]:
    return _agreement(world) | {"duty": own_duty(world.cast.library, world.cast.institution).pk}


def _left_out(world: World) -> dict[str, Any]:
    return _agreement(world) | {"duty": own_inherited(world.cast.library, world.cast.institution).pk}


def _duty_done(world: World) -> dict[str, Any]:
    return _agreement(world) | {"done": own_done(world.cast.library, world.cast.institution).pk}


def _paper(world: World) -> dict[str, Any]:
    return _agreement(world) | {"paper": own_paper(world.cast.library, world.cast.institution).pk}


def _campaign(world: World) -> dict[str, Any]:
    mine = own_campaign(world.cast.library, world.cast.institution, world.cast.own_librarian)
    return {"slug": mine.edition.slug}


def _campaign_here(world: World) -> dict[str, Any]:
    return _campaign(world) | _library(world)


def _campaign_paper(world: World) -> dict[str, Any]:
    return _campaign_here(world) | {"key": "poster"}


def _campaign_material(world: World) -> dict[str, Any]:
    return _campaign(world) | {"key": "papers"}


def _campaign_date(world: World) -> dict[str, Any]:
    mine = own_campaign(world.cast.library, world.cast.institution, world.cast.own_librarian)
    return {"slug": mine.edition.slug, "pk": mine.edition.dates.get().pk}


def _campaign_task(world: World) -> dict[str, Any]:
    mine = own_campaign(world.cast.library, world.cast.institution, world.cast.own_librarian)
    return _campaign_here(world) | {"pk": task_of(mine, "t2").pk}


def _campaign_report(world: World) -> dict[str, Any]:
    return {"slug": own_report(world.cast.institution).slug}


def _campaign_kit(world: World) -> dict[str, Any]:
    _campaign(world)
    return {"kit": "c-tax"}


READ = Row(get=EVERYBODY)

MATRIX: dict[str, Row] = {
    # pages of no room
    "robots": READ,
    "security": READ,
    "healthz": READ,
    "design:privacy": READ,
    "design:help": READ,
    "search:search": READ,
    "search:expired": READ,
    "search:complete": READ,
    # resources
    "resources:needs": READ,
    "resources:need": Row(get=EVERYBODY, args=_need),
    "resources:need_sheet": Row(get=EVERYBODY, args=_need),
    "resources:need_pdf": Row(get=EVERYBODY, args=_need),
    "resources:report_need": Row(get=EVERYBODY, post=EVERYBODY, args=_need),
    "resources:resource": Row(get=EVERYBODY, args=_resource),
    "resources:resource_sheet": Row(get=EVERYBODY, args=_resource),
    "resources:resource_pdf": Row(get=EVERYBODY, args=_resource),
    "resources:report_change": Row(get=EVERYBODY, post=EVERYBODY, args=_resource),
    "resources:review": Row(get=VERIFIERS),
    "resources:confirm": Row(post=OWN_INSTITUTION, args=_resource_of_kind),
    "resources:answer": Row(post=OWN_INSTITUTION, args=_report),
    "resources:resource_new": Row(get=VERIFIERS, post=VERIFIERS),
    "resources:resource_edit": Row(get=OWN_INSTITUTION, post=OWN_INSTITUTION, args=_resource),
    "resources:need_edit": Row(get=NETWORK_EDITORS, post=NETWORK_EDITORS, args=_need),
    "resources:move": Row(post=OWN_INSTITUTION, args=_resource_of_kind),
    # pages
    "content:home": READ,
    "content:area": Row(get=EVERYBODY, args=_area),
    "content:keyword": Row(get=EVERYBODY, args=_keyword),
    "content:concept_sheet": Row(get=EVERYBODY, args=lambda world: {"pk": world.concept.pk}),
    "content:edition": Row(get=EVERYBODY, args=lambda world: {"pk": world.concept.pk, "number": 1}),
    "wagtail_serve": Row(get=EVERYBODY, args=_page),
    "picture": Row(get=EVERYBODY, args=lambda world: {"name": "none.webp"}),
    "content:composing": Row(get=STAFF - {"own_partner", "other_partner"}),
    "content:concepts_for_review": Row(get=NETWORK_EDITORS),
    "content:confirm_concept": Row(post=NETWORK_EDITORS, args=lambda world: {"pk": world.concept.pk}),
    "content:open_corner": Row(get=OWN_LIBRARY | {"editor"}, args=_library),
    # local notes
    "notes:notes": Row(get=LIBRARIANS | COORDINATORS | OFFICE),
    "notes:note": Row(
        get=LIBRARIANS | COORDINATORS | OFFICE,
        post=LIBRARIANS | COORDINATORS | OFFICE,
        args=lambda world: {"kind": "resource", "key": world.resource.pk},
    ),
    "notes:take_away": Row(post=frozenset({"own_librarian", "own_coordinator", "office"}), args=_note),
    # services
    "services:service": Row(get=EVERYBODY, args=_service),
    "services:service_sheet": Row(get=EVERYBODY, args=_service),
    "services:services": Row(get=STAFF),
    "services:confirm_service": Row(post=OWN_INSTITUTION, args=_service),
    "services:library_services": Row(get=OWN_LIBRARY, args=_library),
    "services:switch": Row(get=OWN_LIBRARY, post=OWN_LIBRARY, args=_service_here),
    "services:switch_off": Row(post=OWN_LIBRARY, args=_service_here),
    # bookable hours
    "appointments:hours": READ,
    "appointments:at_library": Row(get=EVERYBODY, args=_library),
    "appointments:schedule": Row(get=EVERYBODY, post=EVERYBODY, args=_hours),
    "appointments:find": Row(get=EVERYBODY, post=EVERYBODY),
    "appointments:mine": Row(get=EVERYBODY, args=_my_hour),
    "appointments:slip": Row(get=EVERYBODY, args=_my_hour),
    "appointments:calendar": Row(get=EVERYBODY, args=_my_hour),
    "appointments:give_up": Row(post=EVERYBODY, args=_my_hour),
    "appointments:choose_another": Row(post=EVERYBODY, args=_my_hour),
    "appointments:overview": Row(get=GIVERS | OFFICE),
    "appointments:new": Row(get=GIVERS, post=GIVERS),
    "appointments:edit": Row(get=OWN_HOURS, args=_hours),
    "appointments:stop": Row(post=OWN_HOURS, args=_hours),
    "appointments:days_off": Row(get=GIVERS, post=GIVERS),
    "appointments:end_day_off": Row(post=OWN_HOURS, args=_day_off),
    "appointments:district": Row(get=COORDINATORS | OFFICE),
    "appointments:move": Row(post=OWN_HOURS, args=_hour),
    "appointments:call_off": Row(post=OWN_HOURS, args=_hour),
    "appointments:day": Row(get=AT_DESK, args=_day_of_hours),
    "appointments:day_list": Row(get=AT_DESK, args=_day_of_hours),
    "appointments:day_pdf": Row(get=AT_DESK, args=_day_of_hours),
    "appointments:full_sign": Row(get=AT_DESK, args=_hours),
    "appointments:walk_in": Row(post=AT_DESK, args=_hours),
    "appointments:serve": Row(post=AT_DESK, args=_walk_in),
    "appointments:book_for": Row(post=AT_DESK, args=_hour),
    "appointments:mark": Row(post=AT_DESK, args=_booked),
    "appointments:give_up_for": Row(post=AT_DESK, args=_booked),
    "appointments:called": Row(post=AT_DESK, args=_booked),
    # experts, and requests to them
    "experts:experts": Row(get=GIVERS | OFFICE),
    "experts:new": Row(get=GIVERS, post=GIVERS),
    "experts:edit": Row(get=OWN_HOURS, post=OWN_HOURS, args=_expert),
    "experts:retire": Row(post=OWN_HOURS, args=_expert),
    # campaigns
    "campaigns:campaigns": READ,
    "campaigns:campaign": Row(get=EVERYBODY, args=_campaign),
    "campaigns:library_campaign": Row(get=EVERYBODY, args=_campaign_here),
    "campaigns:card": Row(get=EVERYBODY, post=EVERYBODY, args=_campaign_here),
    "campaigns:paper": Row(get=EVERYBODY, args=_campaign_paper),
    "campaigns:paper_pdf": Row(get=EVERYBODY, args=_campaign_paper),
    "campaigns:campaigns_desk": Row(get=STAFF),
    "campaigns:new": Row(get=OFFICE, post=OFFICE, args=_campaign_kit),
    "campaigns:edit": Row(get=OFFICE, post=OFFICE, args=_campaign),
    "campaigns:set_target": Row(post=OFFICE, args=_campaign),
    "campaigns:open": Row(post=OFFICE, args=_campaign),
    "campaigns:confirm": Row(post=OWN_INSTITUTION, args=_campaign),
    "campaigns:confirm_date": Row(post=OWN_INSTITUTION, args=_campaign_date),
    "campaigns:close": Row(get=OFFICE, post=OFFICE, args=_campaign),
    "campaigns:repeat": Row(get=OFFICE, post=OFFICE, args=_campaign),
    "campaigns:board": Row(get=COORDINATORS | OFFICE, args=_campaign),
    "campaigns:report": Row(get=OFFICE, args=_campaign_report),
    "campaigns:report_pdf": Row(get=OFFICE, args=_campaign_report),
    "campaigns:report_csv": Row(get=OFFICE, args=_campaign_report),
    "campaigns:materials": Row(get=OWN_INSTITUTION, args=_campaign),
    "campaigns:write_material": Row(get=OWN_INSTITUTION, post=OWN_INSTITUTION, args=_campaign_material),
    "campaigns:confirm_material": Row(post=OWN_INSTITUTION, args=_campaign_material),
    "campaigns:library_desk": Row(get=OWN_LIBRARY, args=_campaign_here),
    "campaigns:join": Row(post=OWN_LIBRARY, args=_campaign_here),
    "campaigns:leave": Row(post=OWN_LIBRARY, args=_campaign_here),
    "campaigns:done": Row(post=OWN_LIBRARY, args=_campaign_task),
    "campaigns:own_day": Row(post=OWN_LIBRARY, args=_campaign_task),
    "campaigns:ask_anew": Row(post=OWN_LIBRARY, args=_campaign_here),
    "campaigns:paper_cards": Row(get=OWN_LIBRARY, post=OWN_LIBRARY, args=_campaign_here),
    "invitations:requests": Row(get=STAFF - {"editor"}),
    "invitations:new": Row(get=LIBRARIANS, post=LIBRARIANS),
    "invitations:draft": Row(get=AT_DESK, post=AT_DESK, args=_draft_request),
    "invitations:discard": Row(post=AT_DESK, args=_draft_request),
    "invitations:request": Row(get=BETWEEN | {"own_coordinator", "office"}, args=_request),
    "invitations:accept": Row(post=BETWEEN, args=_request),
    "invitations:propose": Row(post=BETWEEN, args=_request),
    "invitations:decline": Row(post=BETWEEN, args=_request),
    "invitations:make": Row(post=frozenset({"own_librarian"}), args=_request),
    "invitations:held": Row(post=frozenset({"own_librarian"}), args=_request),
    # agreements: that of the own institution covers the own library
    "partnerships:agreements": READ,
    "partnerships:agreement": Row(get=EVERYBODY, args=_agreement),
    "partnerships:register": Row(get=STAFF),
    "partnerships:register_csv": Row(get=STAFF),
    "partnerships:show": Row(get=CONCERNED, args=_agreement),
    "partnerships:new": Row(get=COORDINATORS | OFFICE, post=COORDINATORS | OFFICE),
    "partnerships:edit": Row(get=MINDERS, post=MINDERS, args=_agreement),
    "partnerships:sign": Row(get=MINDERS, post=MINDERS, args=_agreement),
    "partnerships:annex": Row(get=MINDERS, post=MINDERS, args=_agreement),
    "partnerships:extend": Row(get=MINDERS, post=MINDERS, args=_agreement),
    "partnerships:end": Row(get=MINDERS, post=MINDERS, args=_agreement),
    "partnerships:libraries": Row(get=MINDERS, post=MINDERS, args=_agreement),
    "partnerships:uncover": Row(post=MINDERS, args=lambda world: _agreement(world) | {"number": world.cast.library.pk}),
    "partnerships:duty_new": Row(get=MINDERS, post=MINDERS, args=_agreement),
    "partnerships:duty": Row(get=MINDERS, post=MINDERS, args=_duty),
    "partnerships:duty_drop": Row(post=MINDERS, args=_duty),
    "partnerships:duty_take_in": Row(post=MINDERS, args=_left_out),
    "partnerships:duty_done": Row(get=OWN_OFFER, post=OWN_OFFER, args=_duty),
    "partnerships:take_back": Row(post=MINDERS, args=_duty_done),
    "partnerships:attach": Row(get=MINDERS, post=MINDERS, args=_agreement),
    "partnerships:paper": Row(get=CONCERNED, args=_paper),
    "partnerships:detach": Row(post=MINDERS, args=_paper),
    # listings
    "listings:library_board": Row(get=EVERYBODY, args=_library),
    "listings:library_board_pdf": Row(get=EVERYBODY, args=lambda world: _library(world) | {"paper": "a4"}),
    "listings:district_board": Row(get=EVERYBODY, args=lambda world: {"code": world.cast.district.pk}),
    "listings:district_board_pdf": Row(
        get=EVERYBODY, args=lambda world: {"code": world.cast.district.pk, "paper": "a3"}
    ),
    "listings:offers": Row(get=LISTERS),
    "listings:from_office": Row(get=LIBRARIANS),
    "listings:new": Row(get=LISTERS, post=LISTERS, args=lambda world: {"kind": "obyava"}),
    "listings:edit": Row(get=OWN_OFFER, post=OWN_OFFER, args=_vacancy),
    "listings:correct_occupation": Row(
        get=OWN_OFFER, post=OWN_OFFER, args=lambda world: {"pk": world.listings["vacancy"].pk}
    ),
    "listings:confirm": Row(post=OWN_OFFER, args=_vacancy),
    "listings:withdraw": Row(post=OWN_OFFER, args=_vacancy),
    "listings:restore": Row(post=OWN_OFFER, args=_vacancy),
    "listings:answer": Row(post=OWN_OFFER, args=_offer_report),
    "listings:choose": Row(post=OWN_OFFER, args=lambda world: _vacancy(world) | {"sighting": _sighting(world)}),
    "listings:split": Row(post=OWN_OFFER, args=lambda world: _vacancy(world) | {"sighting": _sighting(world)}),
    "listings:vacancy_list": READ,
    "listings:course_list": READ,
    "listings:call_list": READ,
    "listings:culture_list": READ,
    "listings:vacancy": Row(get=EVERYBODY, args=_offer("vacancy")),
    "listings:course": Row(get=EVERYBODY, args=_offer("course")),
    "listings:call": Row(get=EVERYBODY, args=_offer("call")),
    "listings:culture": Row(get=EVERYBODY, args=_offer("culture")),
    "listings:sheet": Row(get=EVERYBODY, args=_vacancy),
    "listings:pdf": Row(get=EVERYBODY, args=_vacancy),
    "listings:report": Row(get=EVERYBODY, post=EVERYBODY, args=_vacancy),
    # events, and places in them
    "seats:by_code": Row(get=EVERYBODY, post=EVERYBODY),
    "events:events_list": READ,
    "events:month": Row(get=EVERYBODY, args=lambda world: {"year": 2026, "month": 11}),
    "events:followed_calendar": READ,
    "events:atom": READ,
    "events:json": READ,
    "events:poster": Row(get=EVERYBODY, args=_event_here),
    "events:poster_pdf": Row(get=EVERYBODY, args=_event_here),
    "events:leaflet": Row(
        get=EVERYBODY, args=lambda world: {"year": 2026, "month": 11, "number": world.cast.library.pk}
    ),
    "events:leaflet_pdf": Row(
        get=EVERYBODY, args=lambda world: {"year": 2026, "month": 11, "number": world.cast.library.pk}
    ),
    "events:district_leaflet": Row(get=EVERYBODY, args=_district_month),
    "events:district_leaflet_pdf": Row(get=EVERYBODY, args=_district_month),
    "events:event": Row(get=EVERYBODY, args=_event_page),
    "events:calendar": Row(get=EVERYBODY, args=_event),
    "events:register": Row(get=EVERYBODY, post=EVERYBODY, args=_event_here),
    "events:outcome": Row(get=EVERYBODY, post=EVERYBODY, args=_begun_event_here),
    "events:follow_up": Row(get=EVERYBODY, post=EVERYBODY),
    "events:outcome_sheet": Row(get=OWN_LIBRARIAN, args=_host),
    "events:own": Row(get=EVERYBODY, args=_own_place),
    "events:accept": Row(post=EVERYBODY, args=_own_place),
    "events:leave": Row(post=EVERYBODY, args=_own_place),
    "events:move": Row(post=EVERYBODY, args=_own_place),
    "events:events": Row(get=ORGANISERS),
    "events:new": Row(get=ORGANISERS, post=ORGANISERS),
    "events:offered": Row(get=OWN_LIBRARY, post=OWN_LIBRARY, args=_offered),
    "events:publish_offered": Row(post=OWN_LIBRARY, args=_offered),
    "events:publishers": Row(get=OFFICE, post=OFFICE),
    "events:edit": Row(get=OWN_LIBRARY, post=OWN_LIBRARY, args=_event),
    "events:publish": Row(post=OWN_LIBRARY, args=_event),
    "events:choose": Row(post=OWN_LIBRARY, args=_event),
    "events:call_off": Row(post=OWN_LIBRARY, args=_event),
    "events:people": Row(get=OWN_LIBRARIAN, post=OWN_LIBRARIAN, args=_host),
    "events:door_list": Row(get=OWN_LIBRARIAN, args=_host),
    "events:call_list": Row(get=OWN_LIBRARIAN, args=_host),
    "events:door_list_pdf": Row(get=OWN_LIBRARIAN, args=_host),
    "events:call_list_pdf": Row(get=OWN_LIBRARIAN, args=_host),
    "events:door": Row(get=LIBRARIANS),
    "events:door_worker": READ,
    "events:door_state": Row(get=LIBRARIANS),
    "events:door_sync": Row(post=LIBRARIANS),
    "events:headcount": Row(get=OWN_LIBRARIAN, post=OWN_LIBRARIAN, args=_host),
    "events:called": Row(post=OWN_LIBRARIAN, args=_claim),
    "events:give_up": Row(post=OWN_LIBRARIAN, args=_claim),
    "events:take_up": Row(post=OWN_LIBRARIAN, args=_claim),
    "events:shift": Row(post=OWN_LIBRARIAN, args=_claim),
    "events:check_in": Row(post=OWN_LIBRARIAN, args=_claim),
    # network
    "network:libraries": READ,
    "content:library": Row(get=EVERYBODY, args=_library),
    "network:place": Row(get=EVERYBODY, args=_settlement),
    "network:choose_library": Row(post=EVERYBODY),
    "network:big_type": Row(post=EVERYBODY),
    "network:overview": Row(get=STAFF),
    "network:library_desk": Row(get=OWN_LIBRARY, post=OWN_LIBRARY, args=_library),
    "network:confirm_contacts": Row(post=OWN_LIBRARY, args=_library),
    "network:join_network": Row(post=OFFICE, args=_library),
    "network:leave_network": Row(post=OFFICE, args=_library),
    "network:settle_place": Row(post=OFFICE, args=_library),
    "network:visiting": Row(get=OWN_LIBRARY, args=_library),
    "network:set_week": Row(post=OWN_LIBRARY, args=_library),
    "network:set_access": Row(post=OWN_LIBRARY, args=_library),
    "network:add_change": Row(post=OWN_LIBRARY, args=_library),
    "network:remove_change": Row(post=OWN_LIBRARY, args=_change),
    "network:add_notice": Row(post=OWN_LIBRARY, args=_library),
    "network:remove_notice": Row(post=OWN_LIBRARY, args=_notice),
    "network:add_library": Row(get=OFFICE, post=OFFICE),
    "network:people": Row(get=COORDINATORS | OFFICE, post=OFFICE | {"own_coordinator"}, data=_grant_at_own_library),
    "network:end_membership": Row(post=OFFICE | {"own_coordinator"}, args=_membership),
    "network:round": Row(get=COORDINATORS | OFFICE, post=OFFICE | {"own_coordinator"}, data=_called_library),
    "network:register": Row(get=OFFICE, post=OFFICE),
    "network:register_diff": Row(get=OFFICE, post=OFFICE, args=_brought_register),
    "network:territories": Row(get=OFFICE, post=OFFICE),
    "network:territories_diff": Row(get=OFFICE, post=OFFICE, args=_brought_register),
    "network:institutions": Row(get=VERIFIERS),
    "network:confirm_institution": Row(post=OWN_INSTITUTION, args=_institution),
    "network:institution_edit": Row(get=OWN_INSTITUTION, post=OWN_INSTITUTION, args=_institution),
    # watch: whoever holds the letter, and nobody else's account makes a difference
    "watch:verify": Row(get=EVERYBODY, args=_question),
    "watch:verify_item": Row(get=EVERYBODY, post=EVERYBODY, args=_asked_item),
    "watch:verify_all": Row(post=EVERYBODY, args=_question),
    "watch:verify_done": Row(get=EVERYBODY, args=_given),
    "watch:verify_undo": Row(post=EVERYBODY, args=_given),
    "watch:verify_not_me": Row(get=EVERYBODY, post=EVERYBODY, args=_question),
    "watch:verify_again": Row(post=EVERYBODY, args=_question),
    "watch:triage": Row(get=VERIFIERS | COORDINATORS),
    "watch:mend": Row(post=VERIFIERS | COORDINATORS, args=lambda world: {"pk": 1}),
    "watch:works": Row(post=VERIFIERS | COORDINATORS, args=lambda world: {"pk": 1}),
    "watch:was_read": Row(post=VERIFIERS | COORDINATORS, args=lambda world: {"pk": 1}),
    "watch:answers": Row(get=VERIFIERS),
    "watch:settle": Row(
        post=OWN_INSTITUTION, args=lambda world: {"pk": world.answer.pk}, data=lambda world: {"outcome": "accepted"}
    ),
    "watch:ask": Row(post=OWN_INSTITUTION, args=_institution),
    "watch:right_address": Row(post=OWN_INSTITUTION, args=_institution),
    "watch:phone_list": Row(get=COORDINATORS | OFFICE),
    "watch:phone_confirm": Row(post=OFFICE, args=_institution),
    # alerts: whoever holds the letter; the lists on paper are the library's
    "alerts:atom": READ,
    "alerts:json": READ,
    "alerts:start": Row(get=EVERYBODY, post=EVERYBODY),
    "alerts:sent": READ,
    "alerts:way_in": Row(get=EVERYBODY, post=EVERYBODY),
    "alerts:confirm": Row(
        get=EVERYBODY, post=EVERYBODY, args=_opened_by(lambda world: keys.address_to_confirm(world.mailed))
    ),
    "alerts:own": Row(get=EVERYBODY, args=_OWN_PAGE),
    "alerts:change": Row(post=EVERYBODY, args=_own_search),
    "alerts:delete_all": Row(post=EVERYBODY, args=_OWN_PAGE),
    "alerts:stop": Row(
        get=EVERYBODY, post=EVERYBODY, args=_opened_by(lambda world: keys.address_to_stop(world.mailed.reader))
    ),
    "alerts:monday": Row(get=LIBRARIANS),
    "alerts:keep": Row(post=LIBRARIANS),
    "alerts:paper_sheet": Row(get=LIBRARIANS),
    "alerts:printed": Row(post=LIBRARIANS),
    "alerts:end_paper": Row(post=frozenset({"own_librarian"}) | {"other_librarian"}, args=lambda world: {"number": 1}),
    # harvest: sources and lists of the own institution or district
    "harvest:sources": Row(get=LISTERS),
    "harvest:add": Row(get=COORDINATORS | OFFICE, post=COORDINATORS | OFFICE),
    "harvest:add_partner": Row(get=COORDINATORS | OFFICE, post=COORDINATORS | OFFICE),
    "harvest:source": Row(get=OWN_OFFER, args=_source),
    "harvest:amend": Row(get=MINDERS, post=MINDERS, args=_source),
    "harvest:attempt": Row(post=MINDERS, args=_source),
    "harvest:map": Row(post=MINDERS, args=_source),
    "harvest:kept": Row(get=OWN_OFFER, args=_source),
    "harvest:switch": Row(post=MINDERS, args=_source),
    "harvest:follow": Row(post=MINDERS, args=_source),
    "harvest:places": Row(get=OWN_OFFER, args=_source),
    "harvest:territory": Row(get=OWN_OFFER, post=OWN_OFFER, args=_source),
    "harvest:answer_place": Row(post=OWN_OFFER, args=_place_question),
    "harvest:intake": Row(get=LISTERS, post=LISTERS),
    "harvest:review": Row(get=OWN_OFFER, args=_list),
    "harvest:refused": Row(get=OWN_OFFER, args=_list),
    "harvest:columns": Row(post=OWN_OFFER, args=_list),
    "harvest:write": Row(post=OWN_OFFER, args=_list),
    # accessibility
    "accessibility:statement": READ,
    "accessibility:barrier": Row(get=EVERYBODY, post=EVERYBODY),
    "accessibility:barriers": Row(get=OFFICE),
    "accessibility:review": Row(post=OFFICE),
    "accessibility:settle": Row(post=OFFICE, args=_barrier),
    # letters
    "letters:letters": Row(get=OFFICE),
    "letters:letter": Row(get=OFFICE, args=lambda world: {"pk": world.letter.pk}),
    "letters:try_again": Row(post=OFFICE, args=lambda world: {"pk": world.letter.pk}),
    # signs
    "signs:sign": Row(get=OWN_LIBRARY, args=_library),
    "signs:sign_pdf": Row(get=OWN_LIBRARY, args=_library),
    "signs:stickers": Row(get=OWN_LIBRARY, args=_library),
    "signs:stickers_pdf": Row(get=OWN_LIBRARY, args=_library),
    # reports
    "reports:silent": Row(get=COORDINATORS | OFFICE),
    "reports:waiting": Row(get=COORDINATORS | OFFICE),
    "reports:coverage": Row(get=COORDINATORS | OFFICE),
    "reports:coverage_csv": Row(get=COORDINATORS | OFFICE),
    "reports:proofs": Row(get=PARTNERS | COORDINATORS | OFFICE),
    "reports:proof_ask": Row(get=COORDINATORS | OFFICE, post=COORDINATORS | OFFICE),
    "reports:proof_order": Row(get=MINDERS, args=_order),
    "reports:proof": Row(get=OWN_OFFER, args=_proof),
    "reports:proof_file": Row(get=OWN_OFFER, args=lambda world: _proof(world) | {"kind": "pdf"}),
    "reports:check_proof": READ,
    "reports:proof_check": Row(get=EVERYBODY, args=_proof),
    # desk
    "desk:desk": Row(get=STAFF),
    "desk:tasks": Row(get=STAFF),
    "desk:log": Row(post=LIBRARIANS),
    "desk:undo": Row(post=LIBRARIANS),
    "desk:end_session": Row(post=LIBRARIANS),
    "desk:clean": Row(get=LIBRARIANS),
    "desk:basket_add": Row(post=LIBRARIANS),
    "desk:basket_change": Row(post=LIBRARIANS),
    "desk:handout": Row(get=LIBRARIANS),
    "desk:handout_record": Row(post=LIBRARIANS),
    "desk:handout_pdf": Row(get=LIBRARIANS),
    "desk:worker": READ,
    "desk:offline": Row(get=LIBRARIANS),
    "desk:state": Row(get=LIBRARIANS),
    "desk:sync": Row(post=LIBRARIANS),
    "desk:kept_sheets": Row(get=LIBRARIANS),
    "desk:tally": Row(get=LIBRARIANS),
    "desk:paper": Row(get=LIBRARIANS, post=LIBRARIANS),
    "desk:paper_undo": Row(post=LIBRARIANS),
    "desk:slip": Row(get=LIBRARIANS, post=LIBRARIANS),
    "desk:slip_print": Row(get=LIBRARIANS),
    "desk:arrived": Row(get=EVERYBODY, post=EVERYBODY),
    "desk:figures": Row(get=LIBRARIANS | COORDINATORS | OFFICE),
}

# What an allowed reader is told is missing all the same: the world has no such row.
EMPTY = {"alerts:atom", "alerts:json", "security", "picture", "desk:handout_pdf"}
