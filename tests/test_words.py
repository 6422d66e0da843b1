"""What people type is stored as it can be read: nothing that cannot be seen, nothing that steers a screen."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from rest_framework import serializers

from household.access import COOKIE
from household.api.endpoint import Shape
from household.api.shapes import Line
from household.words import folded, initial, isolated, many_lines, one_line
from tests.conftest import Person, write

TABLE = json.loads((Path(__file__).parent / "words.json").read_text())
INVISIBLE = ["\u200b", "\u3164", "\u2800", "\u00ad", "\x01", "\u202e", "\ufeff", "\u200d\u200b"]
FAMILY = "👨\u200d👩\u200d👧 dinner"
PERSIAN = "می\u200cخواهم"
CODES = {"time_zone", "key", "area", "at", "was"}  # checked against what exists, or only compared


@pytest.mark.parametrize(("typed", "kept"), TABLE["line"])
def test_a_line_is_cleaned_as_the_browser_does_it(typed: str, kept: str) -> None:
    assert (one_line(typed), one_line(kept)) == (kept, kept)


@pytest.mark.parametrize(("typed", "kept"), TABLE["lines"])
def test_lines_are_cleaned_as_the_browser_does_it(typed: str, kept: str) -> None:
    assert (many_lines(typed), many_lines(kept)) == (kept, kept)


@pytest.mark.parametrize("text", INVISIBLE)
def test_what_cannot_be_seen_counts_as_blank_everywhere(text: str, sam: Person) -> None:
    task = write(sam)
    area = sam.post("areas/", {"name": "Garden"}).json()["items"][0]["id"]
    tries = {
        "title": [
            sam.post("tasks/", {"title": text}),
            sam.patch(f"tasks/{task}/", {"title": text}),
            sam.post(f"tasks/{task}/steps/", {"title": text}),
        ],
        "name": [
            sam.post("areas/", {"name": text}),
            sam.patch(f"areas/{area}/", {"name": text}),
            sam.on_device("tokens/", {"name": text}),
            sam.patch("me/", {"name": text}),
            sam.patch("home/", {"name": text}),
        ],
        "words": [sam.post("intentions/", {"words": text})],
        "about": [sam.post("topics/", {"about": text})],
    }
    for field, answers in tries.items():
        for at, answer in enumerate(answers):
            assert (answer.status_code, list(answer.json().get("errors", {}))) == (400, [field]), (field, at)
    assert sam.patch(f"tasks/{task}/", {"notes": text, "feel": text}).status_code == 200
    item = sam.screen().task(task)
    assert item
    assert (item["notes"], item["feel"]) == ("", "")


@pytest.mark.parametrize("text", INVISIBLE)
def test_a_page_asks_for_a_name_that_can_be_seen(text: str, sam: Person) -> None:
    sam.client.cookies[COOKIE] = sam.cookie
    for page in ("me", "home", "tokens"):
        answer = sam.client.post(f"/h/{sam.home}/settings/{page}/", {"name": text, "time_zone": "UTC"})
        assert (answer.status_code, b"errorlist" in answer.content) == (400, True)


def test_families_and_persian_stay_as_they_were_written(sam: Person) -> None:
    for title in (FAMILY, PERSIAN, "A\u030angström", "\u200fשלום"):
        answer = sam.post("tasks/", {"title": title})
        assert answer.json()["items"][0]["title"] == title


def test_no_text_steers_a_terminal_or_turns_a_sentence_around(sam: Person, robin: Person) -> None:
    title, notes = "Pay\x1b[2J \u202e001\u2066", "one\x07\r\ntwo\u202e"
    task = write(sam, title, notes=notes)
    item = robin.screen().task(task)
    assert item
    assert (item["title"], item["notes"]) == ("Pay[2J 001", "one\ntwo")


def test_length_counts_characters_and_not_their_halves(sam: Person) -> None:
    assert sam.post("tasks/", {"title": "😀" * 200}).status_code == 201
    answer = sam.post("tasks/", {"title": "😀" * 201})
    assert (answer.status_code, list(answer.json()["errors"])) == (400, ["title"])


def test_every_text_of_the_api_is_cleaned() -> None:
    import household.urls  # noqa: F401  every shape is there once the addresses are

    unclean = {
        f"{shape.__name__}.{name}"
        for shape in shapes_below(Shape)
        for name, field in shape().fields.items()
        if type(getattr(field, "child", field)) is serializers.CharField and name not in CODES
    }
    assert unclean == set()
    assert any(isinstance(field, Line) for shape in shapes_below(Shape) for field in shape().fields.values())


def shapes_below(shape: type[Shape]) -> set[type[Shape]]:
    return {below for one in shape.__subclasses__() for below in {one} | shapes_below(one)}


def test_a_note_that_is_too_long_is_refused_in_words_and_never_cut(sam: Person) -> None:
    sam.client.cookies[COOKIE] = sam.cookie
    answer = sam.client.post(f"/h/{sam.home}/mine/reminders/", {"words": "x" * 201})
    assert (answer.status_code, b"A note holds 200 characters." in answer.content) == (400, True)
    assert not sam.screen().all("reminder")


@pytest.mark.parametrize(("typed", "found"), TABLE["folded"])
def test_text_is_looked_for_as_in_the_browser(typed: str, found: str) -> None:
    assert folded(typed) == found


@pytest.mark.parametrize(("name", "first"), TABLE["initial"])
def test_an_initial_is_the_first_whole_character(name: str, first: str) -> None:
    assert initial(name) == first


@pytest.mark.parametrize("words", ["strasse", "STRASSE", "straße", "lodz", "Łódź", "cafe"])
def test_what_is_over_is_found_however_it_is_written(words: str, sam: Person) -> None:
    task = write(sam, "Straße, Łódź, Café")
    sam.post(f"tasks/{task}/done/")
    assert [item["id"] for item in sam.get("tasks/", place="done", words=words).json()["items"]] == [task]


def test_a_hebrew_name_turns_nothing_around_it() -> None:
    assert [isolated(name) for name in ("Robin", "שרה", "IKEA, שלום", "12")] == [
        "Robin",
        "\u2067שרה\u2069",
        "\u2066IKEA, שלום\u2069",
        "12",
    ]


def test_pages_set_names_in_their_own_direction_and_their_first_letter_whole(sam: Person, robin: Person) -> None:
    sam.patch("me/", {"name": "👩\u200d👧 Sam"})
    robin.patch("me/", {"name": "שרה"})
    sam.patch("home/", {"name": "הבית"})
    sam.client.cookies[COOKIE] = sam.cookie
    settings = sam.client.get(f"/h/{sam.home}/settings/").content.decode()
    assert "<bdi>שרה</bdi>" in settings and ">👩\u200d👧</span>" in settings
    assert "Leave \u2067הבית\u2069 …" in settings
