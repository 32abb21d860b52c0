"""The figures of a proof: what each is called, how it is counted, which add up to which."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Words = str | Promise


@dataclass(frozen=True, slots=True)
class Figure:
    """`part_of`: the figure that it adds up to with others. Of people small counts are withheld, of things never."""

    key: str
    name: Words
    how: Words
    is_of_people: bool = False
    part_of: str = ""
    is_by_place: bool = True


@dataclass(frozen=True, slots=True)
class Chapter:
    key: str
    title: Words
    figures: tuple[Figure, ...]


def _people(key: str, name: Words, how: Words = "", part_of: str = "") -> Figure:
    return Figure(key, name, how, is_of_people=True, part_of=part_of)


_ITEMS = (
    Figure(
        "items_shown",
        _("Items shown"),
        _(
            "Vacancies, courses, calls and cultural products of the period whose source is the partner or which it"
            " confirmed; and its resources, answers and services as they stand on the day of this paper. One item that"
            " is for several places stands with each, and once in the total. What was withdrawn by hand is not counted."
        ),
    ),
    Figure(
        "items_verified",
        _("Of them, confirmed and in term"),
        _("Somebody confirmed the item before the end of the period, and the term had not run out when it began."),
    ),
    Figure(
        "items_age",
        _("Median age of a confirmation, days"),
        _(
            "From the last confirmation to the end of the period, or to the item’s own end where that came first: half"
            " of the confirmed items are fresher."
        ),
        is_by_place=False,
    ),
)
_MEETINGS = (
    Figure(
        "meetings",
        _("Meetings with its experts"),
        _("Events with experts of the partner that began in the period and took place; one at two libraries is two."),
    ),
    Figure("meetings_counted", _("Of them, with a headcount"), _("The library said how many came.")),
    _people("attended", _("People who came"), _("By headcount of the libraries, without lecturers and staff.")),
    _people("under_18", _("under 18"), part_of="attended"),
    _people("from_18", _("18–29"), part_of="attended"),
    _people("from_30", _("30–64"), part_of="attended"),
    _people("from_65", _("65 and over"), part_of="attended"),
    _people("age_unknown", _("age not counted"), part_of="attended"),
)
_HOURS = (
    Figure(
        "hours_offered",
        _("Appointments offered"),
        _("Bookable hours of the partner’s experts in libraries that were not called off."),
    ),
    _people("booked", _("Booked"), _("People who held an hour when it began. Who cancelled in time is not counted.")),
    _people("kept", _("Of them, came"), _("The library marked that they came."), part_of="booked"),
    _people("missed", _("Of them, not marked as come"), _("They did not come, or nobody marked it."), part_of="booked"),
)
_DESK = (
    _people(
        "consultations",
        _("Desk sessions in its field"),
        _("Sessions at library desks in the areas whose e-service the partner answers for, in its territory."),
    ),
    _people(
        "handouts",
        _("Hand-outs in its field"),
        _(
            "How often somebody got printed sheets of these areas, in its territory."
            " Hand-outs of several areas are left out."
        ),
    ),
    _people(
        "referred",
        _("Referral slips to it"),
        _("Slips that name the partner or its office, by the day they were written. Counted since 24 November 2026."),
    ),
    _people(
        "arrived",
        _("Of these slips, shown at the office"),
        _("The office marked the code of the slip, whenever that was."),
        part_of="referred",
    ),
    _people(
        "not_arrived",
        _("Of them, not shown"),
        _("The person did not go, did not show the slip, or the office did not mark it."),
        part_of="referred",
    ),
)
_LETTERS = (
    Figure(
        "asked",
        _("Questions whether all is still true"),
        _("Letters of the network to the partner and its offices, by the day they were sent."),
        is_by_place=False,
    ),
    Figure("answered", _("Of them, answered"), _("By the link in the letter, or by phone."), is_by_place=False),
)

CHAPTERS = (
    Chapter("items", _("Information"), _ITEMS),
    Chapter("meetings", _("Meetings"), _MEETINGS),
    Chapter("hours", _("Hours in libraries"), _HOURS),
    Chapter("desk", _("Desk and referrals"), _DESK),
    Chapter("letters", _("Confirmations"), _LETTERS),
)
FIGURES = {figure.key: figure for chapter in CHAPTERS for figure in chapter.figures}
OF_AREAS = ("consultations", "handouts")  # a partner without an e-service has none of these
WITHHELD_HOW = _(
    "Counts of people from 1 to 4 are withheld, and as many others as it takes that no sum gives them away."
    " Zero is shown. Items, meetings, hours and letters are counted exactly, for they are no people."
)
