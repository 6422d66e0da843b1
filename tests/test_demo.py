"""manage.py demo: a lived-in home in seconds, with the keys to be each person in it."""

from __future__ import annotations

import json
import time
from collections import Counter
from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client

from household.models import KINDS, Member
from household.streams import ADULTS, EVERYONE, Stream
from tasks.models import CheckIn, Moment, Place, Pulse, Task

pytestmark = pytest.mark.django_db


def demo(*options: str) -> dict[str, Any]:
    out = StringIO()
    call_command("demo", "--json", *options, stdout=out)
    made: dict[str, Any] = json.loads(out.getvalue())
    return made


def news(made: dict[str, Any], who: int) -> dict[str, Any]:
    """The first news of one of them, by their token."""
    headers = {"Authorization": f"Bearer {made['members'][who]['token']}"}
    answer = Client().get(f"/api/homes/{made['home']}/news/", headers=headers)
    assert answer.status_code == 200
    found: dict[str, Any] = answer.json()
    return found


def rows(made: dict[str, Any], who: int, kind: str) -> list[dict[str, Any]]:
    return [item for item in news(made, who)["items"] if item["kind"] == kind]


def test_the_example_home_is_lived_in() -> None:
    made = demo()
    assert [member["name"] for member in made["members"]] == ["Sam", "Robin", "Mia"]
    members = {m["name"]: (m["colour"], m["role"]) for m in rows(made, 0, "member")}
    assert members == {"Sam": ("sea", "adult"), "Robin": ("amber", "adult"), "Mia": ("plum", "child")}
    assert rows(made, 0, "home")[0]["name"] == "Linden Street 7"
    assert Task.objects.count() == 60
    seen = rows(made, 0, "task")
    places = Counter(task["place"] for task in seen if not task["private"])
    assert places.keys() == set(Place.values)
    assert all(task["area"] or task["private"] for task in seen)
    assert {task["owner"] for task in seen} > {member["id"] for member in made["members"]}
    assert any(task["due"] for task in seen) and any(task["feel"] for task in seen)
    assert not any(task["starter"] for task in seen)


def test_heads_and_answers_are_each_persons_own() -> None:
    made = demo()
    heads = [{t["title"] for t in rows(made, who, "task") if t["private"]} for who in range(3)]
    assert all(heads) and not heads[0] & heads[1] and not heads[1] & heads[2]
    sam, robin, mia = (member["id"] for member in made["members"])
    assert CheckIn.objects.filter(member=sam, state="answered").count() >= 3
    assert CheckIn.objects.filter(member=robin, state="answered").count() >= 3
    assert not CheckIn.objects.filter(member=mia).exists()
    assert [row["on"] for row in rows(made, 0, "asking")] == [True]
    assert rows(made, 2, "asking") == []


def test_a_link_and_a_token_make_one_each_of_them(client: Client) -> None:
    made = demo()
    assert made["url"].startswith("http://localhost:")
    for member in made["members"]:
        assert member["sign_in_url"].startswith(made["url"] + "/device/")
        browser = Client()
        path = member["sign_in_url"].removeprefix(made["url"])
        assert browser.post(path, headers={"host": "localhost"}).status_code in (302, 303)
        homes = browser.get("/api/homes/", headers={"host": "localhost"}).json()
        assert [home["me"] for home in homes] == [member["id"]]


@pytest.mark.parametrize("count", [0, 1, 10, 61, 500])
def test_as_many_tasks_as_asked_for(count: int) -> None:
    made = demo("--tasks", str(count))
    assert Task.objects.filter(household=made["home"]).count() == count
    drafts = {"title": "one more"}  # there is room for one more everywhere
    headers = {"Authorization": f"Bearer {made['members'][1]['token']}"}
    path = f"/api/homes/{made['home']}/tasks/"
    answer = Client().post(path, drafts, "application/json", headers=headers)
    assert answer.status_code == 201
    ours = [t for t in rows(made, 0, "task") if t["place"] == "list" and not t["private"]]
    assert min(ours, key=lambda task: task["rank"])["title"] == "one more"


def test_stamps_and_versions_are_as_the_door_makes_them() -> None:
    made = demo("--tasks", "120")
    for member in Member.objects.select_related("household"):
        home = member.household
        for stream, version in [
            (member.own_stream, member.own_version),
            (Stream(home.pk, EVERYONE), home.everyone_version),
            (Stream(home.pk, ADULTS), home.adults_version),
        ]:
            stamps = [
                stamp
                for kind in KINDS.values()
                if (found := kind.rows_in(stream)) is not None
                for stamp in found.values_list("stamp", flat=True)
            ]
            assert max(stamps, default=0) == version
            assert all(stamps)
    since = news(made, 0)["cursor"]
    headers = {"Authorization": f"Bearer {made['members'][0]['token']}"}
    later = Client().get(f"/api/homes/{made['home']}/news/?since={since}", headers=headers).json()
    assert (later["items"], later["reset"]) == ([], False)


def test_history_is_as_long_as_asked_for_and_oldest_first() -> None:
    demo()
    plain = Moment.objects.count()
    Moment.objects.all().delete()
    demo("--history", "1000")
    assert Moment.objects.count() == plain + 1000
    for task in Task.objects.exclude(moments=None):
        lines = list(task.moments.order_by("id").values_list("day", "verb"))
        assert [day for day, _verb in lines] == sorted(day for day, _verb in lines)
        assert lines[0] == (task.added_on, "added")
    assert set(Moment.objects.values_list("by__name", flat=True)) == {"Sam", "Robin", "Mia"}


def test_many_homes_are_all_named() -> None:
    made = demo("--homes", "4")
    assert len(made["homes"]) == 4
    assert made["homes"][0] == {"home": made["home"], "members": made["members"]}
    assert len({home["home"] for home in made["homes"]}) == 4
    for home in made["homes"][1:]:
        assert [member["name"] for member in home["members"]] == ["Sam", "Robin"]
        assert rows(home, 1, "task")


def test_a_stranger_gets_404_at_the_example_home() -> None:
    made, other = demo("--homes", "2")["homes"]
    headers = {"Authorization": f"Bearer {other['members'][0]['token']}"}
    assert Client().get(f"/api/homes/{made['home']}/news/", headers=headers).status_code == 404


def test_it_reads_well_without_json() -> None:
    out = StringIO()
    call_command("demo", stdout=out)
    assert "Linden Street 7 is ready" in out.getvalue()
    assert out.getvalue().count("/device/") == 3


def seconds_of(browser: Client, page: str) -> float:
    """What the server works on a page; what else the machine does meanwhile does not count."""
    began = time.process_time()
    browser.get(page, headers={"host": "localhost"})
    return time.process_time() - began


def test_a_year_of_life_opens_its_pages_in_a_few_queries(django_assert_max_num_queries: Any) -> None:
    """What somebody answered in a year: the same queries as on the first day, the plots of twelve weeks."""
    made = demo("--history", "2000")
    browser = Client()
    path = made["members"][0]["sign_in_url"].removeprefix(made["url"])
    browser.post(path, headers={"host": "localhost"})
    assert CheckIn.objects.count() > 400 and Pulse.objects.count() > 80
    for page, most in (("mine", 8), ("ours", 11)):
        with django_assert_max_num_queries(most):
            answer = browser.get(f"/h/{made['home']}/{page}/", headers={"host": "localhost"})
        assert answer.status_code == 200
        assert len(answer.content) < 100_000
        assert min(seconds_of(browser, f"/h/{made['home']}/{page}/") for _once in range(4)) < 0.1
    shown = browser.get(f"/h/{made['home']}/mine/", headers={"host": "localhost"}).content.decode()
    assert 30 < shown.count("<circle") < 200
    assert "I usually felt <em>mostly</em> supported." in shown


def test_the_last_meeting_has_left_a_recap_for_the_adults() -> None:
    made = demo()
    (meeting,) = rows(made, 0, "meeting")
    assert rows(made, 1, "meeting") == [meeting] and rows(made, 2, "meeting") == []
    assert meeting["state"] == "closed" and all(meeting["recap"][name] for name in ("chosen", "done", "thanks", "good"))
    assert rows(made, 0, "rhythm")[0]["next_on"] > meeting["closed_on"]
