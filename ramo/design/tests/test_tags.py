"""What each tag promises."""

from datetime import date
from types import SimpleNamespace

import pytest
from django.template import Context, Template
from django.utils import translation

from ramo.design.data import TrustLine, TrustState

CHECKED = TrustLine(
    TrustState.VERIFIED,
    date(2026, 11, 12),
    "ДБТ Монтана",
    date(2026, 11, 30),
    "az.government.bg",
    "https://az.government.bg/",
)


def shown(source: str, language: str = "bg", **facts: object) -> str:
    with translation.override(language):
        return Template(source).render(Context(facts))


def flat(html: str) -> str:
    return " ".join(html.split())


def test_icon_points_into_the_one_cached_sprite() -> None:
    assert '<use href="/static/ramo/sprite.svg#i-work"/>' in shown('{% icon "work" 36 %}')


@pytest.mark.parametrize(
    ("written", "dialled", "read"),
    [
        ("0700 18 700", "+35970018700", "0700\u00a018\u00a0700"),
        ("096000145", "+35996000145", "096\u00a0000\u00a0145"),
        ("0880000000", "+359880000000", "088\u00a0000\u00a00000"),
        ("+359 96 000 145", "+35996000145", "+359\u00a096\u00a0000\u00a0145"),
        ("00 800 6 7 8 9 10 11", "+80067891011", "00\u00a0800\u00a06\u00a07\u00a08\u00a09\u00a010\u00a011"),
        ("116 111", "116111", "116\u00a0111"),
        ("112", "112", "112"),
    ],
)
def test_phone_dials_abroad_and_reads_in_groups_that_stay_together(written: str, dialled: str, read: str) -> None:
    html = shown("{% phone number %}", number=written)
    assert f'href="tel:{dialled}"' in html
    assert f"</svg>{read}</a>" in html


def test_phone_that_nobody_knows_leaves_nothing() -> None:
    assert shown('{% phone "" %}') == ""


def test_trust_says_when_by_whom_until_when_and_by_which_source() -> None:
    html = flat(shown("{% trust line %}", line=CHECKED))
    assert (
        "<b>Проверено на 12.11.2026</b> · от ДБТ Монтана · валидно до 30.11.2026 · "
        '<a href="https://az.government.bg/">az.government.bg</a>'
    ) in html
    assert 'class="trust good"' in html


def test_trust_of_what_nobody_checked_has_the_one_wording() -> None:
    line = TrustLine(TrustState.UNVERIFIED)
    assert "<b>Още не е проверено.</b> Попитайте библиотекаря, преди да разчитате на него." in flat(
        shown("{% trust line %}", line=line)
    )
    assert "<b>Not checked yet.</b> Ask the librarian before you rely on it." in flat(
        shown("{% trust line %}", "en", line=line)
    )


@pytest.mark.parametrize(
    ("state", "css_class", "sentence"),
    [
        (TrustState.DUE_SOON, "warn", "<b>Изтича на 30.11.2026</b> · проверено на 12.11.2026 · от ДБТ Монтана"),
        (TrustState.EXPIRED, "bad", "<b>Срокът изтече на 30.11.2026.</b> Последно проверено на 12.11.2026"),
    ],
)
def test_trust_tells_a_state_by_words_and_not_by_colour_alone(state: TrustState, css_class: str, sentence: str) -> None:
    line = TrustLine(state, CHECKED.verified_on, CHECKED.verified_as, CHECKED.valid_until)
    html = flat(shown("{% trust line %}", line=line))
    assert f'class="trust {css_class}"' in html
    assert sentence in html


@pytest.mark.parametrize("tag", ["trust line", "trust_short line", "trust_slip line"])
def test_trust_escapes_what_a_person_wrote(tag: str) -> None:
    line = TrustLine(
        TrustState.VERIFIED, date(2026, 11, 12), "<script>x</script>", date(2027, 1, 1), "<b>", "https://x.bg/"
    )
    html = shown(f"{{% {tag} %}}", line=line)
    assert "<script>" not in html
    assert "&lt;script&gt;" in html


def test_trust_on_an_english_page_marks_what_is_in_bulgarian() -> None:
    assert 'by <span lang="bg">ДБТ Монтана</span>' in shown("{% trust line %}", "en", line=CHECKED)


def test_trust_short_of_a_teaser_has_date_and_who_only() -> None:
    html = flat(shown("{% trust_short line %}", line=CHECKED))
    assert "<b>Проверено на 12.11.2026</b> · от ДБТ Монтана" in html
    assert "<a" not in html


def test_trust_slip_lists_earlier_checks_and_offers_to_report_a_change() -> None:
    html = shown("{% trust_slip line history '#report' %}", line=CHECKED, history=[date(2026, 8, 3), date(2026, 5, 4)])
    assert "03.08.2026 · 04.05.2026" in html
    assert 'href="#report"' in html


def test_trust_slip_without_a_place_to_report_has_no_button() -> None:
    assert "btn" not in shown("{% trust_slip line %}", line=CHECKED)


def test_said_prefers_the_language_of_the_reader() -> None:
    thing = SimpleNamespace(name_bg="Работа", name_en="Work")
    assert shown('{% said thing "name" %}', "en", thing=thing) == "Work"
    assert shown('{% said thing "name" %}', "bg", thing=thing) == "Работа"


def test_said_without_a_translation_is_bulgarian_and_marked() -> None:
    thing = SimpleNamespace(name_bg="Работа <b>", name_en="")
    assert shown('{% said thing "name" %}', "en", thing=thing) == '<span lang="bg">Работа &lt;b&gt;</span>'


def test_said_escapes_content() -> None:
    thing = SimpleNamespace(name_bg="<script>")
    assert shown('{% said thing "name" %}', thing=thing) == "&lt;script&gt;"


def test_numbers_stay_with_their_units() -> None:
    assert shown("{{ text|glue }}", text="до 10 мин, 720 €, 1 000 души, 20 km") == (
        "до 10\u00a0мин, 720\u00a0€, 1\u00a0000 души, 20\u00a0km"
    )


def test_dates_are_written_as_the_standard_says() -> None:
    when = date(2026, 11, 24)
    assert shown("{{ d|day }} {{ d|long_day }}", d=when) == "24.11.2026 вторник, 24 ноември"
    assert shown("{{ d|day }} {{ d|long_day }}", "en", d=when) == "24 Nov 2026 Tuesday, 24 November"
    assert shown("{{ d|day }}", d=None) == ""


def test_qr_is_a_labelled_picture_of_the_address() -> None:
    html = shown('{% qr "https://ramo.example/u/pik" "QR код" %}')
    assert 'role="img" aria-label="QR код"' in html
    assert "<image" not in html


def test_submissions_differ_from_one_another() -> None:
    html = shown("{% submission %}{% submission %}")
    first, second = html.split(">")[:2]
    assert first != second
    assert 'type="hidden" name="submission" value="' in html
