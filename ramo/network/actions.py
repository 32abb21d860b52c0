"""The only door that writes libraries, institutions and who works where."""

from collections.abc import Sequence
from dataclasses import asdict, replace

from django.db import IntegrityError, connection, transaction
from psycopg.errors import UniqueViolation

from ramo.accounts import actions as accounts
from ramo.accounts.emails import invitation
from ramo.accounts.links import password_link
from ramo.accounts.models import User
from ramo.audit.actions import record
from ramo.kit import clock
from ramo.mailing.actions import send
from ramo.search.actions import file_cards, withdraw_card
from ramo.tasks.actions import file_task, settle
from ramo.trust import actions as trust
from ramo.trust.models import State, Verification
from ramo.vocabularies.bulk import put_rows
from ramo.vocabularies.models import Settlement

from .cards import card_of
from .data import Contacts, InstitutionContacts, InstitutionData, LibraryRow, NewLibrary, NewPerson, NewPlace
from .errors import AlreadyAdded, AlreadyHasPlace, AlreadyInNetwork, NotActive, NotInNetwork, WrongPlaceForRole
from .models import Institution, Library, LibraryQuerySet, Membership
from .roles import Role
from .unplaced import UNPLACED, unplaced_task

OWN_NUMBER = "L-{:04d}"


def put_institutions(rows: Sequence[InstitutionData], *, by: User | None = None) -> int:
    """New ones are created, known ones brought up to date, none is removed."""
    with transaction.atomic():
        count = put_rows(Institution, rows)
        record("put institutions", "network.institution:*", by=by, detail={"rows": count})
    return count


@transaction.atomic
def put_register(rows: Sequence[LibraryRow], *, by: User | None = None) -> int:
    """What the register says; columns that a person edited here stay as they are."""
    rows = keeping_edits(rows)
    count = put_rows(Library, rows)
    record("put register", "network.library:*", by=by, detail={"rows": count})
    file_library_cards(Library.objects.filter(pk__in=[row.number for row in rows]))
    _tell_of_unplaced()
    return count


def keeping_edits(rows: Sequence[LibraryRow]) -> list[LibraryRow]:
    """The rows with what a person wrote here in place of what the register says."""
    edited = {library.pk: library for library in Library.objects.exclude(edited=[])}
    return [_keep(edited[row.number], row) if row.number in edited else row for row in rows]


def _keep(library: Library, row: LibraryRow) -> LibraryRow:
    return replace(row, **{column: getattr(library, column) for column in library.edited})


def file_library_cards(libraries: LibraryQuerySet) -> int:
    """The active ones can be found; the others cannot."""
    shown = libraries.active().select_related("settlement__municipality__district", "municipality", "district")
    for library in libraries.exclude(status=Library.Status.ACTIVE):
        withdraw_card(kind="library", key=library.pk)
    return file_cards(card_of(library) for library in shown)


@transaction.atomic
def edit_contacts(library: Library, contacts: Contacts, *, by: User) -> None:
    """An edit is no confirmation: what was confirmed for the old contacts does not hold for the new ones."""
    changed = [name for name in ("phone", "email", "address_bg") if getattr(library, name) != getattr(contacts, name)]
    if not changed:
        return
    for name in changed:
        setattr(library, name, getattr(contacts, name))
    library.verified_on, library.verified_as, library.valid_until = None, "", None
    _mark_edited(library, [name for name in changed if name == "address_bg"])
    library.save()
    record("edited contacts", library, by=by, detail={"columns": changed})
    file_library_cards(Library.objects.filter(pk=library.pk))


@transaction.atomic
def confirm_contacts(library: Library, *, verified_as: str, by: User) -> None:
    trust.confirm(library, by=by, verified_as=verified_as)
    file_library_cards(Library.objects.filter(pk=library.pk))


@transaction.atomic
def place_library(library: Library, settlement: Settlement, *, by: User) -> None:
    """A person says where a library stands that the register could not place."""
    library.settlement, library.municipality = settlement, settlement.municipality
    library.district = settlement.municipality.district
    _mark_edited(library, ["settlement_id", "municipality_id", "district_id"])
    library.save()
    record("placed library", library, by=by, detail={"settlement": settlement.pk})
    file_library_cards(Library.objects.filter(pk=library.pk))
    _tell_of_unplaced()


@transaction.atomic
def correct_source(library: Library, address: str, *, by: User) -> None:
    """Where the register shows the library; the next import leaves it as it is."""
    library.source_url = address
    _mark_edited(library, ["source_url"])
    library.save()
    record("corrected source", library, by=by)
    file_library_cards(Library.objects.filter(pk=library.pk))


@transaction.atomic
def add_library(new: NewLibrary, *, by: User) -> Library:
    """Gets the next number of our own; a number is never used again."""
    settlement = Settlement.objects.select_related("municipality").get(pk=new.settlement_id)
    number = _next_own_number()
    if _by_hand().filter(name_bg=new.name_bg, settlement=settlement).exists():
        raise AlreadyAdded
    library = Library.objects.create(
        number=number,
        kind=new.kind,
        name_bg=new.name_bg,
        name_en=new.name_en,
        settlement=settlement,
        municipality=settlement.municipality,
        district_id=settlement.municipality.district_id,
        place_bg=str(settlement),
        phone=new.contacts.phone,
        email=new.contacts.email,
        address_bg=new.contacts.address_bg,
        joined_on=clock.today() if new.joins else None,
    )
    record("added library", library, by=by)
    file_library_cards(Library.objects.filter(pk=library.pk))
    return library


@transaction.atomic
def join_network(library: Library, *, by: User | None) -> None:
    if library.is_in_network:
        raise AlreadyInNetwork
    if library.status != Library.Status.ACTIVE:
        raise NotActive
    library.joined_on, library.left_on = clock.today(), None
    library.save(update_fields=["joined_on", "left_on"])
    record("joined network", library, by=by)


@transaction.atomic
def leave_network(library: Library, *, by: User) -> None:
    """Its people lose their places with it; their accounts and the library's figures stay."""
    if not library.is_in_network:
        raise NotInNetwork
    library.left_on = clock.today()
    library.save(update_fields=["left_on"])
    for membership in library.memberships.in_force():
        end_membership(membership, by=by)
    record("left network", library, by=by)


@transaction.atomic
def grant_membership(user: User, place: NewPlace, *, by: User | None) -> Membership:
    """`by` is None at the command line. Office and editors need an authenticator app from now on."""
    if place.library_id and not Library.objects.in_network().filter(pk=place.library_id).exists():
        raise NotInNetwork
    try:
        with transaction.atomic():
            membership = Membership.objects.create(user=user, **_columns(place))
    except IntegrityError as error:
        raise (AlreadyHasPlace if isinstance(error.__cause__, UniqueViolation) else WrongPlaceForRole) from error
    if place.role in {Role.OFFICE, Role.EDITOR} and not user.requires_totp:
        accounts.require_app(user, by=by)
    record("granted membership", membership, by=by, detail={"role": place.role, "account": user.pk})
    return membership


@transaction.atomic
def invite(person: NewPerson, place: NewPlace, *, by: User | None) -> User:
    """Opens the account if there is none, gives the place, and writes to whoever has no password yet."""
    user = User.objects.filter(email__iexact=person.email).first()
    if user is None:
        user = accounts.open_account(email=person.email, name=person.name, language=person.language, by=by)
    grant_membership(user, place, by=by)
    if not user.has_usable_password():
        send(invitation(user, password_link(user)))
    return user


@transaction.atomic
def end_membership(membership: Membership, *, by: User) -> None:
    membership.ended_on = clock.today()
    membership.save(update_fields=["ended_on"])
    record("ended membership", membership, by=by, detail={"account": membership.user_id})


@transaction.atomic
def edit_institution(institution: Institution, contacts: InstitutionContacts, *, by: User) -> None:
    """An edit is no confirmation: once people are told something else, what was confirmed does not hold for it.

    Where the network asks is nobody's business but its own, and changes nothing else.
    """
    changed = [name for name, value in asdict(contacts).items() if getattr(institution, name) != value]
    if not changed:
        return
    for name in changed:
        setattr(institution, name, getattr(contacts, name))
    if changed != ["contact_email"]:
        institution.verified_on, institution.verified_as, institution.valid_until = None, "", None
    institution.save()
    record("edited contacts", institution, by=by, detail={"columns": changed})


@transaction.atomic
def confirm_institution(institution: Institution, *, verified_as: str, by: User | None) -> Verification:
    return trust.confirm(institution, by=by, verified_as=verified_as)


@transaction.atomic
def take_back_institution(institution: Institution, said: Verification, *, before: trust.Confirmed) -> bool:
    """A confirmation pressed by mistake; whether it still stood."""
    return trust.take_back(said, institution, before=before, by=None)


@transaction.atomic
def close_institution(institution: Institution, *, is_closed: bool, by: User | None) -> None:
    """Nobody is sent there any more; opened again it stands as before."""
    institution.state = State.WITHDRAWN if is_closed else State.PUBLISHED
    institution.save(update_fields=["state"])
    record("closed" if is_closed else "opened again", institution, by=by)


def _columns(place: NewPlace) -> dict[str, str | None]:
    return {
        "role": place.role,
        "library_id": place.library_id,
        "district_id": place.district_id,
        "institution_id": place.institution_id,
    }


def _mark_edited(library: Library, columns: Sequence[str]) -> None:
    library.edited = sorted({*library.edited, *columns})


def _next_own_number() -> str:
    """Two people adding at once wait for each other, until the first has committed."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext(%s))", [OWN_NUMBER])
    own = _by_hand().order_by("-number").first()
    return OWN_NUMBER.format(int(own.number[2:]) + 1 if own else 1)


def _by_hand() -> LibraryQuerySet:
    return Library.objects.filter(number__startswith="L-")


def _tell_of_unplaced() -> None:
    count = Library.objects.active().filter(settlement=None).count()
    if count:
        file_task(unplaced_task(count))
    else:
        settle(key=UNPLACED)
