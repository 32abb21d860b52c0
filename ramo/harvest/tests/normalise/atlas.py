"""A small country: names borne once, twice and three times."""

from ramo.harvest.normalise import Gazetteer, Known, Occupations, Place

WELDER = "http://data.europa.eu/esco/occupation/" + "1" * 8 + "-1111-1111-1111-111111111111"
TAILOR = "http://data.europa.eu/esco/occupation/" + "2" * 8 + "-1111-1111-1111-111111111111"
CUTTER = "http://data.europa.eu/esco/occupation/" + "3" * 8 + "-1111-1111-1111-111111111111"


def _place(ekatte: str, kind: str, name: str, municipality: str, district: str, postcode: str = "") -> Place:
    return Place(ekatte, kind, name, f"{district}-{municipality}", municipality, district[:3], district, "", postcode)


GAZETTEER = Gazetteer(
    [
        _place("00014", "с.", "Абланица", "Хаджидимово", "Благоевград", "2932"),
        _place("00028", "с.", "Абланица", "Ловеч", "Ловеч", "5574"),
        _place("43952", "гр.", "Ловеч", "Ловеч", "Ловеч"),
        _place("14218", "гр.", "Габрово", "Габрово", "Габрово"),
        _place("14220", "с.", "Габрово", "Благоевград", "Благоевград"),
        _place("72624", "гр.", "Добрич", "Добрич", "Добрич"),
        _place("21470", "с.", "Добрич", "Димитровград", "Хасково"),
        _place("07603", "гр.", "Бяла", "Бяла", "Варна"),
        _place("07598", "гр.", "Бяла", "Бяла", "Русе"),
        _place("63427", "гр.", "Русе", "Русе", "Русе"),
        _place("68134", "гр.", "София", "Столична", "София (столица)"),
        _place("10447", "гр.", "Велико Търново", "Велико Търново", "Велико Търново"),
    ]
)
OCCUPATIONS = Occupations(
    [
        Known(WELDER, "7212", ("заварчик", "електрозаварчик", "welder"), ("72122001",)),
        Known(TAILOR, "7531", ("шивач", "шивачка", "tailor"), ("75312001", "75312002")),
        Known(CUTTER, "7531", ("кроячка", "крояч"), ("75312002",)),
    ]
)
