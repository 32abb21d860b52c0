"""What is known here, in the shape of a file's rows; and the names of places that a reader needs."""

from ramo.vocabularies.bulk import standing
from ramo.vocabularies.models import District, Municipality, Settlement

from .data import InstitutionData, LibraryRow
from .models import Institution, Library
from .register_file import Gazetteer, Spot


def known_institutions() -> dict[str, InstitutionData]:
    return standing(Institution.objects.filter(is_demo=False), InstitutionData)


def known_register() -> dict[str, LibraryRow]:
    """Libraries of the register only; those with a number of our own stand in no file."""
    return standing(Library.objects.filter(is_demo=False).exclude(number__startswith="L-"), LibraryRow)


def gazetteer() -> Gazetteer:
    settlements = Settlement.objects.filter(is_demo=False).values_list(
        "ekatte", "kind_bg", "name_bg", "municipality_id", "municipality__district_id"
    )
    return Gazetteer.of(
        districts=District.objects.values_list("code", "name_bg"),
        municipalities=Municipality.objects.values_list("code", "district_id", "name_bg"),
        spots=(Spot(*values) for values in settlements),
    )
