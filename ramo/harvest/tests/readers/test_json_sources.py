"""WordPress, EURES search, data.egov.bg and HSDS: JSON after the specifications of each."""

import json

import pytest

from ramo.harvest.data import Failure, Reading, ReadOptions, Reason, RecordKind, Unreadable
from ramo.harvest.readers import egov_data, eures_search, hsds, objects, wordpress

POST = {
    "id": 41,
    "date": "2026-11-20T12:00:00",
    "date_gmt": "2026-11-20T10:00:00",
    "modified_gmt": "2026-11-21T10:00:00",
    "status": "publish",
    "link": "https://lib.example.bg/?p=41",
    "title": {"rendered": "Безплатен курс &#8211; компютри"},
    "content": {"rendered": "<p>Започва на <em>1 декември</em>.</p>\n<script>x</script>", "protected": False},
    "_embedded": {"wp:term": [[{"name": "Обучения"}]], "author": [{"name": "Библиотека"}]},
}


def posts(value: object, address: str = "") -> Reading:
    return wordpress.read(json.dumps(value).encode(), options=ReadOptions(address=address))


def test_wordpress_post_is_read() -> None:
    record = posts([POST]).records[0]
    assert record.external_id == "41"
    assert record.text("title") == "Безплатен курс – компютри"
    assert record.text("text") == "Започва на 1 декември."
    assert record.text("published") == "2026-11-20T10:00:00Z"
    assert record.items("topics") == ("Обучения",)


def test_full_page_of_posts_has_another_behind_it_and_a_short_one_not() -> None:
    address = "https://lib.example.bg/wp-json/wp/v2/posts?per_page=2&page=3"
    full = posts([POST, {**POST, "id": 42}], address)
    assert full.next_address == "https://lib.example.bg/wp-json/wp/v2/posts?per_page=2&page=4"
    assert posts([POST], address).next_address == ""


def test_page_past_the_end_is_empty_and_no_failure() -> None:
    assert posts({"code": "rest_post_invalid_page_number", "message": "x"}) == Reading()


def test_refusal_of_the_site_is_a_failure() -> None:
    with pytest.raises(Unreadable) as refused:
        posts({"code": "rest_forbidden"})
    assert refused.value.failure is Failure.ANSWERED_ERROR


def test_draft_is_gone_and_a_broken_post_refused_alone() -> None:
    reading = posts([{**POST, "status": "draft"}, {"id": 2, "title": None}, {**POST, "id": 3}])
    assert reading.gone == ("41",)
    assert [each.reason for each in reading.rejected] == [Reason.NO_TITLE]
    assert [record.external_id for record in reading.records] == ["3"]


VACANCY = {
    "id": "MTIzIDE4",
    "title": "Сервитьор",
    "description": "Работа на <b>морето</b>",
    "creationDate": 1795867200000,
    "numberOfPosts": 4,
    "locationMap": {"BG": ["BG331"]},
    "jobCategoriesCodes": ["http://data.europa.eu/esco/isco/C5131"],
    "positionScheduleCodes": ["fulltime"],
    "employer": {"name": "Хотел Роза"},
    "availableLanguages": ["bg"],
}


def eures(value: object) -> Reading:
    return eures_search.read(json.dumps(value).encode(), options=ReadOptions())


def test_vacancy_of_the_eures_portal_is_read() -> None:
    reading = eures({"numberRecords": 86, "jvs": [VACANCY]})
    record = reading.records[0]
    assert reading.total == 86
    assert record.text("link") == "https://europa.eu/eures/portal/jv-se/jv-details/MTIzIDE4"
    assert record.text("published").startswith("2026-11-28T")
    assert (record.text("country"), record.text("working_time")) == ("BG", "full time")
    assert record.items("occupation_code") == ("http://data.europa.eu/esco/isco/C5131",)


def test_vacancy_of_unexpected_shape_is_refused_alone() -> None:
    odd = {"id": "2", "title": None, "locationMap": ["BG"], "employer": "x", "creationDate": "soon"}
    reading = eures({"jvs": [odd, None, VACANCY]})
    assert len(reading.records) == 1
    assert len(reading.rejected) == 2


def test_answer_without_vacancies_is_another_dialect() -> None:
    with pytest.raises(Unreadable):
        eures({"error": "x"})


def egov(value: object, **options: object) -> Reading:
    return egov_data.read(json.dumps(value).encode(), options=ReadOptions(**options))  # type: ignore[arg-type]


def test_rows_of_the_open_data_portal_are_read_by_their_headings() -> None:
    rows = [["Длъжност", "Работодател", "Населено място"], ["Шофьор", "Фирма", "с. Абланица"], [None, "Фирма", 5]]
    reading = egov({"success": True, "data": rows})
    assert reading.columns == ("Длъжност", "Работодател", "Населено място")
    assert reading.records[0].text("title") == "Шофьор"
    assert [each.reason for each in reading.rejected] == [Reason.NO_TITLE]


def test_rows_as_objects_are_read_too() -> None:
    reading = egov({"success": True, "data": [{"Длъжност": "Шофьор", "Работодател": "Ф"}, {"Длъжност": "Пекар"}]})
    assert [record.text("title") for record in reading.records] == ["Шофьор", "Пекар"]


def test_data_sets_are_read_as_resources() -> None:
    answer = {
        "success": True,
        "total_records": 2,
        "datasets": [{"uri": "ab-1", "name": "Регистър на ЦПО", "descript": "д", "tags": [{"name": "обучение"}]}, {}],
    }
    reading = egov(answer)
    assert reading.records[0].kind is RecordKind.RESOURCE
    assert reading.records[0].text("link") == "https://data.egov.bg/data/view/ab-1"
    assert len(reading.rejected) == 1


def test_portal_that_says_no_is_a_failure() -> None:
    with pytest.raises(Unreadable) as refused:
        egov({"success": False, "error": {"message": "Непознат метод"}})
    assert refused.value.failure is Failure.ANSWERED_ERROR


SERVICE = {
    "id": "s1",
    "name": "Личен асистент",
    "description": "Помощ у дома",
    "status": "active",
    "url": "https://social.example.bg/s1",
    "organization": {"name": "Дирекция"},
    "phones": [{"number": "096 000 145"}],
    "schedules": [{"byday": "MO", "opens_at": "09:00", "closes_at": "17:00"}],
    "service_at_locations": [
        {"location": {"addresses": [{"city": "Монтана", "postal_code": "3400", "country": "BG"}]}}
    ],
}


def services(value: object, address: str = "") -> Reading:
    return hsds.read(json.dumps(value).encode(), options=ReadOptions(address=address))


def test_service_of_a_directory_is_read() -> None:
    page = {
        "total_items": 3,
        "total_pages": 2,
        "page_number": 1,
        "contents": [SERVICE, {**SERVICE, "id": "s2", "status": "defunct"}, {"id": "s3"}],
    }
    reading = services(page, "https://d.example.bg/services?q=a")
    record = reading.records[0]
    assert (record.text("settlement"), record.text("phone")) == ("Монтана", "096 000 145")
    assert record.text("opening_hours") == "MO 09:00–17:00"
    assert (reading.gone, reading.total) == (("s2",), 3)
    assert reading.next_address == "https://d.example.bg/services?q=a&page=2"
    assert [each.reason for each in reading.rejected] == [Reason.NO_TITLE]


def test_last_page_and_single_service_end_the_walk() -> None:
    assert services({"page_number": 2, "total_pages": 2, "contents": []}, "https://d.example.bg/").next_address == ""
    assert services(SERVICE).records[0].external_id == "s1"


def test_other_json_is_another_dialect() -> None:
    with pytest.raises(Unreadable):
        services({"hello": 1})


@pytest.mark.parametrize("read", [posts, eures, egov, services])
@pytest.mark.parametrize("bad", ["", "[", "<html>", "null", '"x"', "[1, 2]", "{" * 300, '{"a":' * 5000])
def test_bad_json_is_a_failure_of_every_reader(read: object, bad: str) -> None:
    reader = {posts: wordpress, eures: eures_search, egov: egov_data, services: hsds}[read]  # type: ignore[index]
    try:
        reading = reader.read(bad.encode(), options=ReadOptions())
    except Unreadable:
        return
    assert reading.records == ()


def test_numbers_stay_as_written_however_long() -> None:
    assert objects.text(objects.json_of('{"a": 1000.50}'), "a") == "1000.50"
    assert len(objects.text(objects.json_of('{"a": ' + "9" * 100_000 + "}"), "a")) == 400
    assert objects.text(objects.json_of('{"a": NaN}'), "a") == "NaN"


def test_depth_is_refused_before_it_is_built() -> None:
    with pytest.raises(Unreadable) as refused:
        objects.json_of("[" * 150 + "]" * 150)
    assert refused.value.failure is Failure.BOMB


def test_depth_inside_strings_is_no_depth() -> None:
    assert objects.text(objects.json_of(json.dumps({"a": "[" * 500 + '\\"'})), "a").startswith("[[")
