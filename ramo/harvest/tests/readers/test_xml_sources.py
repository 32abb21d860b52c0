"""OAI-PMH and EURES HR-XML after their specifications; and what XML can do to a reader."""

import pytest

from ramo.harvest.data import Failure, Reading, ReadOptions, Reason, RecordKind, Unreadable
from ramo.harvest.readers import eures_xml, oai_pmh

HERE = ReadOptions(address="https://repo.example.bg/oai?verb=ListRecords&metadataPrefix=oai_dc")


def dc(identifier: str, inside: str, status: str = "") -> str:
    return f"""<record><header{f' status="{status}"' if status else ""}><identifier>{identifier}</identifier>
    <datestamp>2026-11-01</datestamp></header>{
        f'''<metadata>
    <oai_dc:dc xmlns:oai_dc="http://www.openarchives.org/OAI/2.0/oai_dc/" xmlns:dc="http://purl.org/dc/elements/1.1/">
    {inside}</oai_dc:dc></metadata>'''
        if inside
        else ""
    }</record>"""


def oai(inside: str) -> bytes:
    root = f'<OAI-PMH xmlns="http://www.openarchives.org/OAI/2.0/">{inside}</OAI-PMH>'
    return f'<?xml version="1.0" encoding="UTF-8"?>{root}'.encode()


BOOK = """<dc:title>Под игото</dc:title><dc:creator>Вазов, Иван</dc:creator><dc:subject>роман</dc:subject>
<dc:subject>роман</dc:subject><dc:type>text</dc:type><dc:identifier>ISBN 1</dc:identifier>
<dc:identifier>https://repo.example.bg/1</dc:identifier><dc:language>bul</dc:language>
<dc:rights>Public domain</dc:rights><dc:publisher>Библиотека</dc:publisher>"""


def records(inside: str) -> Reading:
    return oai_pmh.read(oai(f"<ListRecords>{inside}</ListRecords>"), options=HERE)


def test_work_of_a_collection_is_read() -> None:
    record = records(dc("oai:1", BOOK)).records[0]
    assert (record.kind, record.external_id) == (RecordKind.CULTURE, "oai:1")
    assert record.text("title") == "Под игото"
    assert record.items("creator") == ("Вазов, Иван",)
    assert record.items("topics") == ("роман",)
    assert (record.text("link"), record.text("language")) == ("https://repo.example.bg/1", "bg")


def test_token_leads_to_the_next_page_and_says_how_many_there_are() -> None:
    reading = records(dc("oai:1", BOOK) + '<resumptionToken completeListSize="900">a b&amp;c</resumptionToken>')
    assert reading.next_address == "https://repo.example.bg/oai?verb=ListRecords&resumptionToken=a+b%26c"
    assert reading.total == 900
    assert records(dc("oai:1", BOOK) + "<resumptionToken/>").next_address == ""


def test_deleted_work_is_gone_and_a_record_without_dublin_core_refused_alone() -> None:
    reading = records(dc("oai:1", "", "deleted") + dc("oai:2", "") + dc("oai:3", BOOK))
    assert reading.gone == ("oai:1",)
    assert [(each.where, each.reason) for each in reading.rejected] == [("record 2", Reason.BROKEN)]
    assert len(reading.records) == 1


def test_empty_answer_is_no_failure_and_an_error_is_one() -> None:
    assert oai_pmh.read(oai('<error code="noRecordsMatch"/>'), options=HERE) == Reading()
    with pytest.raises(Unreadable) as refused:
        oai_pmh.read(oai('<error code="badResumptionToken"/>'), options=HERE)
    assert refused.value.failure is Failure.ANSWERED_ERROR


OPENING = """<PositionOpening validFrom="2026-11-20"
 xmlns="http://www.hr-xml.org/3" xmlns:oa="http://www.openapplications.org/oagis/9">
<DocumentID schemeID="BG-001">77</DocumentID><PositionOpeningStatusCode>Active</PositionOpeningStatusCode>
<PositionProfile languageCode="bg"><PostingInstruction><ApplicationMethod>
<PersonContact><Communication><ChannelCode>Telephone</ChannelCode>
<oa:DialNumber>096 000 145</oa:DialNumber></Communication></PersonContact>
<Instructions><![CDATA[Подайте на <a href="https://jobs.example.bg/77">сайта</a><script>x</script>]]></Instructions>
</ApplicationMethod></PostingInstruction><PositionTitle>Електротехник</PositionTitle>
<PositionLocation><Address><oa:CityName>Русе</oa:CityName><CountryCode>BG</CountryCode></Address></PositionLocation>
<PositionOrganization><OrganizationIdentifiers><OrganizationName>Ток ООД</OrganizationName>
</OrganizationIdentifiers></PositionOrganization>
<PositionOpenQuantity>2</PositionOpenQuantity><JobCategoryCode listName="ISCO2008">7411</JobCategoryCode>
<PositionFormattedDescription><Content><![CDATA[<p>Поддръжка</p>]]></Content></PositionFormattedDescription>
<PositionPeriod><StartDate><DateText>na</DateText></StartDate></PositionPeriod>
<PositionScheduleTypeCode>FullTime</PositionScheduleTypeCode><ApplicationCloseDate>2026-12-10</ApplicationCloseDate>
</PositionProfile></PositionOpening>"""


def openings(inside: str) -> Reading:
    return eures_xml.read(f"<Envelope>{inside}</Envelope>".encode(), options=ReadOptions())


def test_position_is_read_whatever_wraps_it() -> None:
    for content in (OPENING.encode(), f"<Batch>{OPENING}</Batch>".encode()):
        record = eures_xml.read(content, options=ReadOptions()).records[0]
        expected = {
            "title": "Електротехник",
            "employer": "Ток ООД",
            "settlement": "Русе",
            "phone": "096 000 145",
            "link": "https://jobs.example.bg/77",
            "apply": "Подайте на сайта",
            "valid_until": "2026-12-10",
            "working_time": "full time",
            "starts": "",
        }
        assert {name: record.text(name) for name in expected} == expected
        assert record.items("occupation_code") == ("7411",)


def test_closed_position_is_gone_and_one_without_a_profile_refused_alone() -> None:
    closed = OPENING.replace(">Active<", ">Closed<").replace(">77<", ">78<")
    empty = "<PositionOpening><DocumentID>79</DocumentID></PositionOpening>"
    reading = openings(closed + empty + OPENING)
    assert reading.gone == ("78",)
    assert [each.reason for each in reading.rejected] == [Reason.BROKEN]
    assert len(reading.records) == 1


LONG = "a" * 1000
BOMB = f'<!DOCTYPE x [<!ENTITY a "{LONG}"><!ENTITY b "&a;&a;&a;&a;&a;&a;">]>'
NOTATION = '<!DOCTYPE x [<!NOTATION a SYSTEM "b">]>'
FOREIGN = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
OUTSIDE = '<!DOCTYPE x SYSTEM "http://127.0.0.1/x.dtd">'


@pytest.mark.parametrize("reader", [oai_pmh, eures_xml])
@pytest.mark.parametrize("declaration", [BOMB, FOREIGN, NOTATION])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_entities_are_refused_in_any_encoding(reader: object, declaration: str, encoding: str) -> None:
    content = f'<?xml version="1.0" encoding="{encoding}"?>{declaration}<x>&b;</x>'.encode(encoding)
    with pytest.raises(Unreadable) as refused:
        reader.read(content, options=HERE)  # type: ignore[attr-defined]
    assert refused.value.failure is Failure.BOMB


@pytest.mark.parametrize("reader", [oai_pmh, eures_xml])
@pytest.mark.parametrize(
    "content",
    [b"", b"<", b"<a>", b"<a></b>", b"\x00\x01\x02", b"{}", OUTSIDE.encode() + b"<x/>", b"<a>" * 100_000, b"<a/>" * 2],
)
def test_bad_xml_is_a_failure(reader: object, content: bytes) -> None:
    with pytest.raises(Unreadable):
        reader.read(content, options=HERE)  # type: ignore[attr-defined]
