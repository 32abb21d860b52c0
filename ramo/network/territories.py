"""Which offices serve a library's municipality, and which libraries an office reaches."""

from .models import Institution, InstitutionQuerySet, Library, LibraryQuerySet


def offices_of(library: Library) -> InstitutionQuerySet:
    """Those whose territory has the library's municipality; a large town may have several."""
    found = Institution.objects.published().filter(territory__municipality=library.municipality_id)
    return found.order_by("name_bg")


def libraries_of(institution: Institution | None) -> LibraryQuerySet:
    """Those of the network that lie in the territory: who shows what the office gives."""
    if institution is None:
        return Library.objects.none()
    return Library.objects.in_network().filter(municipality__offices__institution=institution).distinct()


def libraries_reached_by(institution: Institution) -> LibraryQuerySet:
    """Where its experts may go: its territory, else its district, else the whole network."""
    own = libraries_of(institution)
    if own.exists():
        return own.order_by("place_bg")
    network = Library.objects.in_network().order_by("place_bg")
    return network.filter(district=institution.district_id) if institution.district_id else network
