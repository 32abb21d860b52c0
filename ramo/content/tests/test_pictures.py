"""Pictures: what is refused at the door, and what is left of a file that came in."""

import struct
import zlib
from collections.abc import Callable
from io import BytesIO

import pytest
from django.core.exceptions import RequestDataTooBig, ValidationError
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from PIL import Image

from ramo.accounts.models import User
from ramo.content import renditions
from ramo.content.darkroom import TOO_LARGE, develop
from ramo.content.errors import NotAPicture, PictureRefused, TooHeavy, TooLarge
from ramo.content.models import Picture
from ramo.content.photographs import MOST_BYTES, made_anew
from ramo.content.uploads import MOST_BYTES as MOST_SENT
from ramo.content.uploads import NoHeavierThan
from ramo.kit import limited
from ramo.kit.limited import Overrun, Ran
from tests.cast import Cast

from .factories import make_picture, picture_file

SignedIn = Callable[[User], Client]
SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'


def exif_of_a_place() -> bytes:
    exif = Image.Exif()
    exif[0x010F] = "Maker"
    exif[0x0112] = 6  # lies on its side
    exif.get_ifd(0x8825)[2] = (43.0, 24.0, 1.0)
    return exif.tobytes()


def png_that_claims(width: int, height: int) -> bytes:
    """A bomb: a few bytes with a header of many pixels."""
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", header) + _chunk(b"IDAT", zlib.compress(b""))


def _chunk(name: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))


def test_no_place_and_no_camera_are_left_and_the_picture_stands_upright() -> None:
    sent = picture_file(size=(80, 60), exif=exif_of_a_place()).read()
    assert b"Maker" in sent
    made, ending = made_anew(sent)
    kept = Image.open(BytesIO(made))
    assert ending == "jpg"
    assert b"Maker" not in made
    assert not kept.getexif()
    assert kept.size == (60, 80)


@pytest.mark.parametrize("name", ["a.jpg", "a.png", "a.webp"])
def test_the_three_kinds_of_pictures_are_kept_as_they_are(name: str) -> None:
    assert made_anew(picture_file(name, size=(40, 30)).read())[1] == name.rpartition(".")[2]


def test_a_large_picture_is_kept_smaller() -> None:
    made, _ = made_anew(picture_file(size=(2_400, 300)).read())
    assert Image.open(BytesIO(made)).size == (1_600, 200)


@pytest.mark.parametrize("content", [SVG, b"GIF89a" + bytes(40), b"%PDF-1.7", b"", b"\x89PNG\r\n\x1a\n"])
def test_what_is_no_picture_of_ours_is_refused(content: bytes) -> None:
    with pytest.raises(NotAPicture):
        made_anew(content)


def test_a_damaged_picture_is_refused() -> None:
    with pytest.raises(NotAPicture):
        made_anew(picture_file(size=(400, 300)).read()[:2_000])


@pytest.mark.parametrize("size", [(10_000, 5_000), (60_000, 60_000), (2_000_000_000, 2_000_000_000)])
def test_a_bomb_is_refused_by_its_header(size: tuple[int, int], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Image.Image, "load", lambda image: pytest.fail("unpacked"))
    assert develop(png_that_claims(*size), "") == TOO_LARGE
    with pytest.raises(TooLarge):
        made_anew(png_that_claims(*size))


@pytest.mark.parametrize("overrun", list(Overrun))
def test_a_picture_that_ends_its_child_is_refused(overrun: Overrun, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limited, "run", lambda *_, **__: Ran(overrun=overrun))
    with pytest.raises(PictureRefused):
        made_anew(picture_file(size=(40, 30)).read())


def test_foreign_bytes_are_unpacked_in_a_child_and_never_here(monkeypatch: pytest.MonkeyPatch) -> None:
    sent = picture_file(size=(40, 30)).read()
    monkeypatch.setattr(Image, "open", lambda *_, **__: pytest.fail("unpacked in this process"))
    assert made_anew(sent)[1] == "jpg"


@pytest.mark.parametrize(("name", "mode"), [("a.png", "RGBA"), ("a.webp", "RGBA"), ("a.jpg", "RGB"), ("a.png", "P")])
def test_the_largest_picture_that_may_come_fits_its_child(name: str, mode: str) -> None:
    written = BytesIO()
    kind = {"jpg": "JPEG", "png": "PNG", "webp": "WEBP"}[name.rpartition(".")[2]]
    Image.new(mode, (8_000, 5_000)).save(written, kind, **({"compress_level": 1} if kind == "PNG" else {}))
    made, _ = made_anew(written.getvalue())
    assert Image.open(BytesIO(made)).size == (1_600, 1_000)


def test_what_shines_through_still_does() -> None:
    written = BytesIO()
    Image.new("RGBA", (40, 30), (0, 0, 0, 0)).save(written, "PNG")
    assert Image.open(BytesIO(made_anew(written.getvalue())[0])).mode == "RGBA"


def test_a_file_heavier_than_its_limit_is_refused_unread() -> None:
    with pytest.raises(TooHeavy):
        made_anew(bytes(MOST_BYTES + 1))


def test_too_much_is_refused_while_it_comes() -> None:
    handler = NoHeavierThan()
    with pytest.raises(RequestDataTooBig):
        handler.handle_raw_input(None, {}, MOST_SENT + 1, b"")
    with pytest.raises(RequestDataTooBig):
        handler.receive_data_chunk(bytes(10), MOST_SENT)


@pytest.mark.django_db
def test_the_door_stands_before_every_way_of_keeping_a_file() -> None:
    picture = Picture(title="x", alt_bg="x")
    with pytest.raises(ValidationError):
        picture.file.save("x.svg", ContentFile(SVG), save=False)
    with make_picture(exif=exif_of_a_place()).file.open() as kept:
        assert b"Maker" not in kept.read()


@pytest.mark.django_db
def test_a_picture_on_a_page_is_light_whatever_was_sent() -> None:
    shown = renditions.shown(make_picture(size=(1_600, 1_200), quality=95))
    assert shown
    assert shown.width <= 640
    assert shown.address.endswith(".webp")
    rendition = Picture.objects.get().renditions.order_by("-pk")[0]
    assert rendition.file.size <= renditions.HEAVIEST


@pytest.mark.django_db
def test_a_picture_is_served_for_ever_and_its_original_is_not(client: Client) -> None:
    picture = make_picture()
    shown = renditions.shown(picture)
    assert shown
    response = client.get(shown.address)
    assert response["Content-Type"] == "image/webp"
    assert "immutable" in response["Cache-Control"]
    assert response["X-Content-Type-Options"] == "nosniff"
    assert b"".join(response.streaming_content)[:4] == b"RIFF"  # type: ignore[attr-defined]
    assert client.get(picture.file.url).status_code == 404


@pytest.mark.parametrize("name", ["x.svg", "x.html", "..%2Fsecret.jpg", "none.webp", "Ж.webp"])
def test_nothing_else_is_served_beside_pictures(client: Client, name: str) -> None:
    assert client.get(f"/media/images/{name}").status_code == 404


def test_a_librarian_adds_a_picture_with_its_words(cast: Cast, signed_in: SignedIn) -> None:
    browser = signed_in(cast.own_librarian)
    sent = {"title": "Читалня", "alt_bg": "Две маси", "file": picture_file(exif=exif_of_a_place())}
    assert browser.post(reverse("wagtailimages:add"), sent).status_code == 302
    assert Picture.objects.get().uploaded_by_user == cast.own_librarian


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"alt_bg": ""}, "alt_bg"),
        ({"file": SimpleUploadedFile("x.svg", SVG, "image/svg+xml")}, "file"),
        ({"file": SimpleUploadedFile("x.jpg", SVG, "image/jpeg")}, "file"),
        ({"file": SimpleUploadedFile("x.png", png_that_claims(10_000, 5_000), "image/png")}, "file"),
    ],
)
def test_a_picture_without_words_or_of_another_kind_is_refused(
    cast: Cast, signed_in: SignedIn, change: dict[str, object], said: str
) -> None:
    sent = {"title": "Читалня", "alt_bg": "Две маси", "file": picture_file(), **change}
    response = signed_in(cast.own_librarian).post(reverse("wagtailimages:add"), sent)
    assert said in response.context["form"].errors
    assert not Picture.objects.exists()
