"""Papers: read in a child, judged by their content, stored out of reach, found by their words."""

from collections.abc import Callable
from pathlib import Path
from uuid import uuid4

import pypdf
import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from ramo.accounts.models import User
from ramo.audit.models import AuditEntry
from ramo.partnerships import paper_actions, paper_child
from ramo.partnerships.data import PaperData
from ramo.partnerships.errors import AttachedAlready, IdentifierInText, Locked, NotAPdf, TooHeavy
from ramo.partnerships.lists import Filters, narrowed
from ramo.partnerships.models import Agreement, Paper
from ramo.partnerships.paper_child import MOST_BYTES, read_paper
from tests.cast import Cast

from .factories import make_local, pdf

SignedIn = Callable[[User], Client]
WORDS = "Инспекцията изнася лекции за здравето на възрастните хора в библиотеките на областта."


@pytest.fixture(autouse=True)
def media(tmp_path: Path, settings: object) -> Path:
    settings.MEDIA_ROOT = tmp_path  # type: ignore[attr-defined]
    return tmp_path


@pytest.fixture
def agreement(cast: Cast) -> Agreement:
    return make_local(cast.institution, cast.library)


def attach(agreement: Agreement, content: bytes, title: str = "") -> Paper:
    return paper_actions.attach(agreement, PaperData("signed", content, title), by=None)


def found(words: str) -> list[Agreement]:
    return list(narrowed(Agreement.objects.all(), Filters(words=words)))


def files(media: Path) -> list[Path]:
    return [path for path in media.rglob("*") if path.is_file()]


def test_a_signed_copy_is_found_by_its_words_in_any_form(agreement: Agreement) -> None:
    paper = attach(agreement, pdf(WORDS, pages=2))
    assert (paper.pages, paper.reading) == (2, Paper.Reading.WHOLE)
    assert found("лекция библиотека") == [agreement]
    assert found("лекция земеделие") == []


def test_a_scanned_one_says_that_it_is_not_searched(agreement: Agreement) -> None:
    assert attach(agreement, pdf("")).reading == Paper.Reading.SCANNED


def test_a_personal_number_of_its_text_is_not_kept(agreement: Agreement) -> None:
    paper = attach(agreement, pdf(f"Подписал: лице с номер 7501020018. {WORDS}"))
    assert "7501020018" not in paper.text
    assert "7501020018" not in paper.keys
    with pytest.raises(IdentifierInText):
        attach(agreement, pdf("друг текст"), title="7501020018")


@pytest.mark.parametrize(
    "content",
    [b"", b"PK\x03\x04 a document", b"<html>%PDF", b"x" * 2000 + b"%PDF-1.7", b"%PDF-1.7 and then nothing"],
)
def test_what_is_no_pdf_is_refused_whatever_it_is_called(agreement: Agreement, media: Path, content: bytes) -> None:
    with pytest.raises(NotAPdf):
        attach(agreement, content)
    assert (agreement.papers.count(), files(media)) == (0, [])


def test_one_that_asks_for_a_password_is_refused(agreement: Agreement, tmp_path: Path) -> None:
    writer = pypdf.PdfWriter()
    writer.add_blank_page(100, 100)
    writer.encrypt("secret", algorithm="RC4-128")
    writer.write(tmp_path / "locked")
    with pytest.raises(Locked):
        read_paper((tmp_path / "locked").read_bytes())


def test_one_byte_too_many_is_too_heavy() -> None:
    with pytest.raises(TooHeavy):
        read_paper(b"%PDF-" + b" " * (MOST_BYTES - 4))


def test_what_takes_too_long_is_kept_and_says_that_it_is_not_searched(
    agreement: Agreement, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(paper_child, "_READER", "ramo.kit.limited.tests.prisoners:spin")
    paper = attach(agreement, pdf(WORDS))
    assert (paper.reading, paper.pages) == (Paper.Reading.UNREAD, None)


def test_the_same_file_is_attached_once(agreement: Agreement, media: Path) -> None:
    content = pdf(WORDS)
    attach(agreement, content)
    with pytest.raises(AttachedAlready):
        attach(agreement, content)
    assert len(files(media)) == 1


def test_a_file_bears_no_name_of_the_sender_and_only_we_can_read_it(agreement: Agreement, media: Path) -> None:
    paper = attach(agreement, pdf(WORDS), title="Анекс 1")
    [path] = files(media)
    assert path == paper_actions.path_of(paper)
    assert (path.parts[-4:-1], path.stat().st_mode & 0o077) == (("private", "agreements", str(agreement.pk)), 0)
    assert path.read_bytes() == pdf(WORDS)


def test_taken_off_the_file_goes_and_the_history_says_so(
    cast: Cast, agreement: Agreement, media: Path, django_capture_on_commit_callbacks: Callable[..., object]
) -> None:
    paper = attach(agreement, pdf(WORDS))
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[attr-defined]
        paper_actions.detach(paper, by=cast.office)
    assert (files(media), agreement.papers.count()) == ([], 0)
    assert AuditEntry.objects.filter(verb="detached paper", target_key=str(agreement.pk)).exists()


def test_only_staff_whom_it_concerns_open_a_paper_and_no_browser_shows_it_as_a_page(
    cast: Cast, agreement: Agreement, signed_in: SignedIn
) -> None:
    paper = attach(agreement, pdf(WORDS))
    address = reverse("partnerships:paper", args=[agreement.pk, paper.pk])
    response = signed_in(cast.own_librarian).get(address)
    assert response.content == pdf(WORDS)
    assert response.headers["Content-Type"] == "application/pdf"
    assert response.headers["Content-Disposition"].startswith("attachment")
    assert "sandbox" in response.headers["Content-Security-Policy"]
    assert "no-store" in response.headers["Cache-Control"]
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert signed_in(cast.other_librarian).get(address).status_code == 403
    assert Client().get(address).status_code == 302
    assert Client().get(f"{settings.MEDIA_URL}{paper.file}").status_code == 404


def test_a_paper_is_opened_under_its_own_agreement_only(cast: Cast, agreement: Agreement, signed_in: SignedIn) -> None:
    paper = attach(agreement, pdf(WORDS))
    other = make_local(cast.other_institution, cast.library, term={"number": "СП-9"})
    address = reverse("partnerships:paper", args=[other.pk, paper.pk])
    assert signed_in(cast.office).get(address).status_code == 404


def test_a_paper_whose_file_is_lost_is_missing_not_broken(
    cast: Cast, agreement: Agreement, signed_in: SignedIn
) -> None:
    paper = attach(agreement, pdf(WORDS))
    paper_actions.path_of(paper).unlink()
    address = reverse("partnerships:paper", args=[agreement.pk, paper.pk])
    assert signed_in(cast.office).get(address).status_code == 404


def send(client: Client, agreement: Agreement, content: bytes, **more: str) -> object:
    file = SimpleUploadedFile("договор.exe", content, content_type="application/x-msdownload")
    address = reverse("partnerships:attach", args=[agreement.pk])
    return client.post(address, {"kind": "annex", "title_bg": "Анекс 1", **more, "file": file})


def test_a_pdf_is_taken_whatever_it_is_called(cast: Cast, agreement: Agreement, signed_in: SignedIn) -> None:
    response = send(signed_in(cast.office), agreement, pdf(WORDS))
    assert response.status_code == 302  # type: ignore[attr-defined]
    assert agreement.papers.get().title_bg == "Анекс 1"


def test_a_heavy_file_is_refused_in_words_and_nothing_that_was_typed_is_lost(
    cast: Cast, agreement: Agreement, signed_in: SignedIn, media: Path
) -> None:
    response = send(signed_in(cast.office), agreement, b"%PDF-1.7" + bytes(MOST_BYTES))
    page = response.content.decode()  # type: ignore[attr-defined]
    assert response.status_code == 413  # type: ignore[attr-defined]
    assert "Файлът е над 10 MB" in page
    assert 'value="Анекс 1"' in page
    assert (agreement.papers.count(), files(media)) == (0, [])


def test_the_form_is_refused_without_its_token(cast: Cast, agreement: Agreement) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(cast.office)
    assert send(client, agreement, pdf(WORDS), submission=str(uuid4())).status_code == 403  # type: ignore[attr-defined]
    assert agreement.papers.count() == 0
