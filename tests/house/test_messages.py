"""The catalogues: what tools/messages.py reads from code and templates, keeps, and refuses."""

import re
from pathlib import Path

import pytest

from tools import messages


@pytest.fixture
def room(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> messages.App:
    """An app with one sentence in Python and one in a template."""
    folder = tmp_path / "ramo" / "desk"
    (folder / "templates" / "desk").mkdir(parents=True)
    (folder / "__init__.py").write_text("")
    (folder / "views.py").write_text('TITLE = _("Today, %(day)s")\n')
    (folder / "templates" / "desk" / "desk.html").write_text(
        "<p>{% blocktranslate count n=n trimmed %}{{ n }} thing{% plural %}{{ n }} things{% endblocktranslate %}"
    )
    monkeypatch.setattr(messages, "ROOT", tmp_path)
    return messages.App(folder)


def translate(app: messages.App, original: str, translation: str) -> None:
    text = app.catalogue_path.read_text()
    assert f'{original}"\nmsgstr ""' in text
    app.catalogue_path.write_text(text.replace(f'{original}"\nmsgstr ""', f'{original}"\nmsgstr "{translation}"'))


def said(path: Path, source: str) -> list[tuple[object, str | None]]:
    path.write_text(source)
    return list(messages.messages_of(path))


def test_template_messages_are_found_wherever_a_tag_may_hold_them(tmp_path: Path) -> None:
    found = said(
        tmp_path / "page.html",
        """<p class="{% if x %}it's ((
        {% translate "Skip" %} {% translate "Search" context "button" %} {{ _("Value") }} {{ x|default:_("None") }}
        {% crumbs _("Home") %}
          {% blocktranslate trimmed with day=today|day %}
            Checked on {{ day }},
            100% sure
          {% endblocktranslate %}""",
    )
    assert found == [
        ("Skip", None),
        ("Search", "button"),
        ("Value", None),
        ("None", None),
        ("Home", None),
        ("Checked on %(day)s, 100%% sure", None),
    ]


def test_python_messages_are_found_lazy_plural_and_in_context(tmp_path: Path) -> None:
    source = 'gettext_lazy("One")\nngettext("a", "b", n)\npgettext("button", "Search")\n_("long " "text")\n'
    assert said(tmp_path / "views.py", source) == [
        ("One", None),
        (("a", "b"), None),
        ("Search", "button"),
        ("long text", None),
    ]


def test_update_keeps_translations_and_says_where_without_line_numbers(room: messages.App) -> None:
    messages.update(room)
    translate(room, "Today, %(day)s", "Днес, %(day)s")
    messages.update(room)
    text = room.catalogue_path.read_text()
    assert 'msgstr "Днес, %(day)s"' in text
    assert "#: ramo/desk/views.py\n" in text


def test_update_is_the_same_the_second_time(room: messages.App) -> None:
    messages.update(room)
    first = room.catalogue_path.read_bytes()
    messages.update(room)
    assert room.catalogue_path.read_bytes() == first


def test_update_drops_what_the_code_no_longer_says(room: messages.App) -> None:
    messages.update(room)
    (room.folder / "views.py").write_text("")
    messages.update(room)
    assert "Today" not in room.catalogue_path.read_text()


def test_app_with_nothing_to_say_has_no_catalogue(room: messages.App) -> None:
    messages.update(room)
    (room.folder / "views.py").write_text("")
    (room.folder / "templates" / "desk" / "desk.html").unlink()
    messages.update(room)
    assert not room.catalogue_path.exists()


def test_complaint_about_what_is_not_in_the_catalogue(room: messages.App) -> None:
    assert "desk: not in the catalogue: 'Today, %(day)s'" in list(messages.complaints(room))


def test_complaint_about_what_is_not_translated(room: messages.App) -> None:
    messages.update(room)
    assert "desk: not translated: 'Today, %(day)s'" in list(messages.complaints(room))


def test_complaint_about_a_placeholder_that_is_lost(room: messages.App) -> None:
    messages.update(room)
    translate(room, "Today, %(day)s", "Днес")
    assert "desk: placeholders differ: 'Today, %(day)s'" in list(messages.complaints(room))


def test_complaint_about_a_doubtful_translation(room: messages.App) -> None:
    messages.update(room)
    translate(room, "Today, %(day)s", "Днес, %(day)s")
    text = room.catalogue_path.read_text().replace("#, python-format\nmsgid", "#, fuzzy, python-format\nmsgid")
    room.catalogue_path.write_text(text)
    assert "desk: marked fuzzy: 'Today, %(day)s'" in list(messages.complaints(room))


def test_complaint_about_one_text_in_two_wordings(room: messages.App) -> None:
    messages.update(room)
    other = messages.App(room.folder.parent / "search")
    other.folder.mkdir()
    (other.folder / "views.py").write_text('_("Today, %(day)s")\n')
    messages.update(other)
    translate(room, "Today, %(day)s", "Днес, %(day)s")
    translate(other, "Today, %(day)s", "Денят е %(day)s")
    assert list(messages.disagreements([room, other])) == ["search and desk translate differently: 'Today, %(day)s'"]


def test_gettext_is_called_by_names_that_the_catalogue_reads() -> None:
    renamed = re.compile(r"\b(?:n?p?gettext(?:_lazy|_noop)?) as (\w+)")
    found = {
        (path.name, name)
        for path in messages.ROOT.glob("ramo/**/*.py")
        for name in renamed.findall(path.read_text(encoding="utf-8"))
    }
    assert [each for each in found if each[1] not in messages.KEYWORDS] == []
