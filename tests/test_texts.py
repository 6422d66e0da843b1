"""Every text in German and English: nothing missing, nothing left over, and each page in its reader's language."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po
from django.conf import settings
from django.test import Client
from django.urls import reverse
from django.utils.translation import deactivate, override

from household.management.commands.texts import catalogs, texts_of_python, texts_of_typescript, untranslated, written
from household.models import Member, SignInLink
from household.texts import catalog
from tasks.models.check_in import felt_word
from tests.conftest import Person

GERMAN = {"Accept-Language": "de-AT,de;q=0.9,en;q=0.5"}
NAMES = re.compile(r"%\(\w+\)[sd]|\{\w+\}")
MARKUP = re.compile(r"</?[a-z][^>]*>|&\w+;")
FORMAL = re.compile(r"(?<!^)(?<![.:;] )\b(Sie|Ihr|Ihre[mnrs]?|Ihnen)\b")  # within a sentence: not "du"
# Where the same letters are right in both languages.
ALIKE = {"UUID", "Mia", "Offline", "Pause"}

FILES = sorted(settings.BASE_DIR.glob("locale/*/LC_MESSAGES/*.po"))


@pytest.fixture(autouse=True)
def speaks_english_again() -> Iterator[None]:
    """A request leaves its language to the thread; the next request sets its own, the next test does not."""
    yield
    deactivate()


def read(path: Path) -> Catalog:
    with path.open("rb") as file:
        return read_po(file, locale=path.parts[-3])


def messages(path: Path) -> list[Message]:
    return [message for message in read(path) if message.id]


def both(message: Message) -> list[tuple[str, str]]:
    """Each form of the text beside its translation."""
    ids = message.id if isinstance(message.id, tuple) else (message.id,)
    said = message.string if isinstance(message.string, tuple) else (message.string,)
    return [(ids[min(at, len(ids) - 1)], form) for at, form in enumerate(said)]


@pytest.fixture(params=FILES, ids=lambda path: f"{path.parts[-3]}-{path.stem}")
def file(request: pytest.FixtureRequest) -> Path:
    return request.param


def test_each_language_has_both_files() -> None:
    assert sorted(path for path, _catalog in catalogs()) == FILES


def test_the_files_hold_just_the_texts_of_the_code() -> None:
    for path, wanted in catalogs():
        there = read(path)
        assert {(m.context, m.id) for m in there} == {(m.context, m.id) for m in wanted}, "type bin/texts"
        assert path.read_text(encoding="utf-8") == written(wanted), "type bin/texts"


def test_every_text_is_translated(file: Path) -> None:
    there = read(file)
    assert untranslated(there) == []
    assert [m.id for m in there if m.id and m.fuzzy] == []
    assert there.obsolete == {}


def test_a_translation_names_the_same_values_and_has_the_same_markup(file: Path) -> None:
    for message in messages(file):
        for text, said in both(message):
            assert set(NAMES.findall(said)) <= set(NAMES.findall(str(message.id))), said
            if not isinstance(message.id, tuple):  # "One thing" needs no number
                assert sorted(NAMES.findall(said)) == sorted(NAMES.findall(text)), said
            assert sorted(MARKUP.findall(said)) == sorted(MARKUP.findall(text)), said
            assert [said.startswith(" "), said.endswith(" ")] == [text.startswith(" "), text.endswith(" ")], said


def test_the_words_are_from_one_grown_up_to_another(file: Path) -> None:
    """No exclamation marks, no formal address; German quotes; no text is left in English by mistake."""
    for message in messages(file):
        for text, said in both(message):
            assert "!" not in text + said
            assert not FORMAL.search(said), said
            assert not re.search(r'[“”]\w|\w"\w', MARKUP.sub("", said)), said
            assert said != text or text in ALIKE or not re.search(r"[a-z]{3}", NAMES.sub("", MARKUP.sub("", text))), (
                said
            )


def test_a_text_is_the_same_on_the_server_and_in_the_browser() -> None:
    for language in {path.parts[-3] for path in FILES}:
        server, browser = (
            {(m.context, m.id): m.string for m in messages(path)}
            for path in (
                settings.BASE_DIR / "locale" / language / "LC_MESSAGES" / f"django{js}.po" for js in ("", "js")
            )
        )
        for key in server.keys() & browser.keys():
            assert server[key] == browser[key], key


def test_the_reader_of_typescript_finds_calls_in_templates_within_templates() -> None:
    source = """html`<p>Don't ${x ? html`<b title=${t("A \\"b\\"", { c: `${d}` })}>${n("One", "{count} many", 2)}</b>`
      : p("state", 'Let go')}`;
    last(t("yes")); const at = format("no"); screen.t("no"); t(variable);
    t(
      "On a line of its own",
    );"""
    found = texts_of_typescript(source, Path("x.ts"))
    assert {(text.one, text.many, text.context) for text in found} == {
        ('A "b"', "", ""),
        ("One", "{count} many", ""),
        ("Let go", "", "state"),
        ("yes", "", ""),
        ("On a line of its own", "", ""),
    }


def test_a_text_put_together_in_backquotes_is_refused() -> None:
    with pytest.raises(SystemExit, match="backquotes"):
        texts_of_typescript("t(`Hello ${name}`)", Path("x.ts"))


def test_the_reader_of_python_knows_contexts_and_plurals() -> None:
    source = b'_("a" "b"); pgettext("state", "c"); ngettext("d", "ds", 2); gettext_lazy("e"); other("f")'
    found = {(text.one, text.many, text.context) for text in texts_of_python(source)}
    assert found == {("ab", "", ""), ("c", "", "state"), ("d", "ds", ""), ("e", "", "")}


def test_english_needs_no_catalogue() -> None:
    assert catalog("en")["catalog"] == {}


def test_the_board_of_a_german_browser_carries_the_german_texts(sam: Person) -> None:
    page = board(sam, headers=GERMAN)
    assert '<html lang="de">' in page
    assert "Unsere Liste" in page
    assert catalog("de")["catalog"]["state\x04Let go"] == "Losgelassen"
    assert catalog("de")["catalog"]["Let go"] == "Loslassen"
    assert catalog("de")["plural"] == "(n != 1)"


def test_the_language_chosen_in_the_settings_comes_before_the_browsers(sam: Person) -> None:
    assert '<html lang="en">' in board(sam, headers={"Accept-Language": "fr"})
    client = browser_of(sam)
    client.post(f"/h/{sam.home}/settings/language/", {"language": "de"}, headers={"Accept-Language": "en"})
    page = client.get(f"/h/{sam.home}/settings/", headers={"Accept-Language": "en"}).content.decode()
    assert '<html lang="de">' in page
    assert "Einstellungen" in page and "Settings" not in page


def test_days_are_written_as_the_reader_writes_them(sam: Person) -> None:
    """The day on which this device was signed in, on the settings page."""
    pages = {lang: settings_page(sam, {"Accept-Language": lang}) for lang in ("de", "en")}
    assert re.search(r"Angemeldet seit \d{1,2}\. [A-ZÄ][a-zä]+ 20\d\d", pages["de"])
    assert re.search(r"Signed in since \d{1,2} [A-Z][a-z]+ 20\d\d", pages["en"])


def test_a_problem_is_told_in_the_readers_language(sam: Person) -> None:
    def told(language: str) -> Any:
        headers = {**sam.headers(), "Accept-Language": language}
        return sam.client.patch(sam.url("home/"), {"nme": ""}, "application/json", headers=headers).json()

    assert told("de")["title"] == "Etwas darin war nicht zu lesen."
    assert told("de")["detail"].startswith("Nichts wurde geändert.")
    assert told("de")["errors"] == {"nme": ["Dieses Feld gibt es nicht."]}
    assert told("en")["title"] == "Something in it could not be read."
    assert told("de")["code"] == told("en")["code"] == "bad_input"


def test_a_stranger_is_told_in_german_too(sam: Person, stranger: Person) -> None:
    answer = stranger.client.get(sam.url("news/"), headers={**stranger.headers(), **GERMAN})
    assert answer.status_code == 404 and answer.json()["title"] == "Das gibt es hier nicht."


def test_the_starter_cards_speak_the_language_of_whoever_starts_the_home(db: None) -> None:
    client = Client(headers=GERMAN)
    answer = client.post("/", {"home": "Lindenstraße 7", "name": "Sam", "colour": "sea", "time_zone": "Europe/Berlin"})
    assert answer.status_code == 302
    member = Member.objects.get(name="Sam")
    titles = set(member.household.tasks.values_list("title", flat=True))
    assert {"Öffne mich und übernimm mich", "Hak mich ab, dann siehst du die Frage", "Lass mich los"} <= titles
    assert member.user and member.user.language == "de"


def test_a_new_device_speaks_the_language_of_its_person(sam: Person) -> None:
    assert sam.member.user
    sam.member.user.speak("de")
    _link, secret = SignInLink.make(sam.member.user, sam.member)
    client = Client(headers={"Accept-Language": "en"})
    assert client.post(reverse("device", args=[secret])).cookies["language"].value == "de"


def test_the_five_steps_are_the_same_words_everywhere(db: None) -> None:
    with override("de"):
        words = [str(felt_word(felt)) for felt in (1, 2, 3, 4, 5, None)]
    steps = ["Gar nicht", "Ein wenig", "Teilweise", "Überwiegend", "Voll und ganz"]
    assert words == [*steps, "Hier brauchte ich keine Unterstützung"]
    english = ["Not at all", "A little", "Somewhat", "Mostly", "Completely"]
    assert [catalog("de")["catalog"][word] for word in english] == steps


def test_one_readers_language_does_not_stay_for_the_next(db: None) -> None:
    assert "Eine Liste, zwei Köpfe" in Client(headers=GERMAN).get("/").content.decode()
    assert "One list, two heads" in Client().get("/").content.decode()


def browser_of(person: Person) -> Client:
    client = Client()
    client.cookies["tandem"] = person.cookie
    return client


def board(person: Person, headers: dict[str, str]) -> str:
    return browser_of(person).get(f"/h/{person.home}/", headers=headers).content.decode()


def settings_page(person: Person, headers: dict[str, str]) -> str:
    return browser_of(person).get(f"/h/{person.home}/settings/", headers=headers).content.decode()
