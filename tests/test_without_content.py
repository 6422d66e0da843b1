"""What others read in passing holds nothing private: a calendar, a page's name in a tab, a line in the server's log."""

from __future__ import annotations

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from household.access import COOKIE
from tasks.models import CheckIn, Reminder
from tests.conftest import Person, write
from tests.meetings import opened
from tests.test_pulse import say

SECRETS = ("In Robins head", "A note of Robins", "Robins thanks", "Far too much on me", "alone with it")
PAGES = (
    *("", "mine/", "mine/week/", "ours/", "thanks/", "meeting/", "meetings/", "first-sitting/", "settings/"),
    *("settings/leave/", "settings/copy/", "settings/own-home/"),
)


@pytest.fixture
def robins(robin: Person) -> str:
    """A week of Robin's with something in every private place; the task in Robin's head."""
    robin.client.cookies[COOKIE] = robin.cookie
    head = write(robin, "In Robins head", private=True)
    Reminder.write(robin.fresh(), "A note of Robins")
    say(robin, fairness=1)
    robin.post("topics/", {"feel": "alone with it", "about": "the mornings", "like": "a morning"})
    return head


def met(sam: Person, robin: Person) -> str:
    """A meeting in which Robin thanks and shares, and which is over; its id."""
    robin.post("thanks/", {"to": sam.id, "words": "Robins thanks"})
    meeting = opened(sam, robin, at="how")
    for who in (sam, robin):
        who.patch(f"meetings/{meeting}/hand/", {"shows": ["fairness"], "how_ready": True})
    sam.post(f"meetings/{meeting}/closed/")
    return meeting


def test_a_calendar_says_when_and_what_is_planned_and_no_more(sam: Person, robin: Person, robins: str) -> None:
    file = robin.client.get(f"/h/{robin.home}/meetings/{met(sam, robin)}.ics").content.decode().replace("\r\n ", "")
    assert "BEGIN:VALARM" in file and re.findall("DESCRIPTION:(.*)\r", file)[-1] == "Our meeting"
    assert not [secret for secret in SECRETS if secret in file]


def test_a_pages_name_is_only_its_kind(sam: Person, robin: Person, robins: str) -> None:
    write(sam, "Dishes")
    names = {}
    for path in (*PAGES, f"tasks/{robins}/", f"meetings/{met(sam, robin)}/"):
        page = robin.client.get(f"/h/{robin.home}/{path}")
        assert page.status_code == 200, path
        (names[path],) = re.findall("<title>(.*?)</title>", page.content.decode(), re.DOTALL)
    assert not [name for name in names.values() for word in (*SECRETS, "Dishes", "much", "Sam") if word in name]
    for path in ("settings/leave/", "settings/copy/", "settings/own-home/"):
        assert names[path] == names["settings/"]  # whoever looks through the visited pages reads of no leaving
    (name,) = re.findall("<title>(.*?)</title>", Client().get("/help/").content.decode())
    assert name == "Help"


def test_a_line_in_the_log_names_no_answer_and_no_words(
    robin: Person, robins: str, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    robin.post(f"tasks/{robins}/done/")
    asked = CheckIn.objects.get(member=robin.member)
    robin.post(f"check-ins/{asked.pk}/answered/", {"felt": "Far too much on me"})
    robin.post("reminders/", {"words": "A note of Robins", "task": "In Robins head"})
    robin.client.get(f"/h/{robin.home}/mine/{asked.pk}/In Robins head/")
    robin.client.raise_request_exception = False

    def breaks(self: CheckIn, *_args: object) -> None:
        raise RuntimeError(f"a fault of ours with {self}")

    monkeypatch.setattr(CheckIn, "answer", breaks)
    assert robin.post(f"check-ins/{asked.pk}/answered/", {"felt": 1}).status_code == 500
    assert "a fault of ours" in caplog.text  # a fault is written down
    for secret in (*SECRETS, asked.pk, robins, "Robin"):
        assert secret not in caplog.text.replace(robin.url(f"check-ins/{asked.pk}/answered/"), ""), secret


def test_nothing_asks_the_database_who_did_how_much(sam: Person, robin: Person, robins: str) -> None:
    """Only the strips look at what was done by person, once both said yes (RESULTS.md section 8, 7)."""
    sam.client.cookies[COOKIE] = sam.cookie
    for who in (sam, robin):
        who.post(f"tasks/{write(who, 'Dishes')}/done/")
    with CaptureQueriesContext(connection) as asked:
        for path in (*PAGES, f"meetings/{met(sam, robin)}/"):
            sam.client.get(f"/h/{sam.home}/{path}")
        sam.news()
    grouped = [query["sql"] for query in asked if "GROUP BY" in query["sql"] or "COUNT(" in query["sql"]]
    assert len(asked) > 50 and not [sql for sql in grouped if re.search("done_by|let_go_by|credit|owner", sql)], grouped
