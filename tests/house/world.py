"""One row of everything an address can name, standing in the own places of the cast."""

from dataclasses import dataclass
from uuid import uuid4

import pytest

from ramo.accessibility.models import Barrier
from ramo.alerts.models import MailedSearch
from ramo.alerts.tests.factories import standing
from ramo.content.models import ConceptPage
from ramo.content.tests.factories import make_concept
from ramo.kit import clock
from ramo.listings.models import Listing
from ramo.listings.tests.factories import call_data, course_data, culture_data, make_listing, vacancy_data
from ramo.mailing.actions import send
from ramo.mailing.data import Letter
from ramo.mailing.models import OutgoingMail
from ramo.network.actions import file_library_cards
from ramo.network.models import HoursException, Library, LibraryNotice
from ramo.notes.models import LocalNote
from ramo.notes.tests.factories import make_note
from ramo.resources.actions import file_all_cards
from ramo.resources.models import Need, Resource
from ramo.resources.tests.factories import make_need, make_resource
from ramo.services.actions import file_service_cards
from ramo.services.models import Service
from ramo.services.tests.factories import make_service
from ramo.trust.models import ChangeReport
from ramo.watch.models import PartnerAnswer
from ramo.watch.tests.factories import make_answer
from tests.cast import Cast


@dataclass(frozen=True)
class World:
    cast: Cast
    resource: Resource
    need: Need
    report: ChangeReport
    barrier: Barrier
    change: HoursException
    notice: LibraryNotice
    service: Service
    concept: ConceptPage
    note: LocalNote
    listings: dict[str, Listing]  # one of each kind, in the own district, of the own institution
    answer: PartnerAnswer
    question: str
    letter: OutgoingMail
    mailed: MailedSearch


@pytest.fixture
def world(cast: Cast) -> World:
    file_library_cards(Library.objects.all())
    resource = make_resource("noi-pik", owner=cast.institution)
    need = make_need("job-nearby", resources=(resource,))
    file_all_cards()
    report = ChangeReport.objects.create(
        submission=uuid4(), target_kind="resources.resource", target_key=resource.pk, what=ChangeReport.What.PHONE
    )
    dates = {"library": cast.library, "starts_on": clock.today(), "ends_on": clock.today()}
    change, notice = HoursException.objects.create(**dates), LibraryNotice.objects.create(**dates, text_bg="Елате")
    barrier = Barrier.objects.create(submission=uuid4(), text="Бутонът не се натиска.")
    service = make_service(partner=cast.institution)
    file_service_cards([service])
    concept = make_concept(keywords=("концепция",))
    note = make_note(resource.pk, library=cast.library)
    answer, question = make_answer(cast.institution, resource)
    letter = send(Letter("digest", "maria@rosendol.example", "Ново в Рамо", "текст", "<p>текст</p>"))
    return World(
        cast,
        resource,
        need,
        report,
        barrier,
        change,
        notice,
        service,
        concept,
        note,
        offers(cast),
        answer,
        question,
        letter,
        standing(),
    )


def offers(cast: Cast) -> dict[str, Listing]:
    own = {"places": (cast.library.settlement_id,), "institution": cast.institution.pk}
    kinds = (vacancy_data(**own), course_data(**own), call_data(**own), culture_data(**own))
    return {data.kind.value: make_listing(data) for data in kinds}
