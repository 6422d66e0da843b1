"""A home of one's own with a copy of what is shared: nothing of the others in it, and they notice nothing."""

from __future__ import annotations

import pytest

from household.access import COOKIE
from household.models import Household, Member
from tasks.models import Area, Moment, Step, Task
from tests.conftest import Cast, Person, write


@pytest.fixture(autouse=True)
def browsers(cast: Cast) -> None:
    for person in (cast.sam, cast.robin, cast.stranger):
        person.client.cookies[COOKIE] = person.cookie


def own_home(person: Person, name: str = "My place") -> Household:
    answer = person.client.post(f"/h/{person.home}/settings/own-home/", {"home": name})
    assert answer.status_code == 302
    return Household.objects.get(pk=answer.headers["Location"].strip("/").split("/")[1])


def test_what_is_open_comes_along_in_its_order(sam: Person, robin: Person) -> None:
    kitchen = sam.post("areas/", {"name": "Kitchen"}).json()["items"][0]["id"]
    write(robin, "Dishes", area=kitchen, notes="Hot water", feel="Calm", done_means="Dry", due="2026-12-01", size="s")
    mine = write(sam, "Laundry")
    sam.post(f"tasks/{mine}/taken/")
    robin.post(f"tasks/{write(robin, 'Windows')}/taken/")
    present = write(sam, "A present", private=True)
    for task, title in ((mine, "Sort"), (mine, "Wash"), (present, "Wrap")):
        sam.post(f"tasks/{task}/steps/", {"title": title})
    write(robin, "SECRET of robin", private=True)
    robin.post(f"tasks/{write(robin, 'SECRET deed')}/done/")
    before = {who.id: (who.news(), who.news()["cursor"]) for who in (sam, robin)}
    new = own_home(sam)
    for who in (sam, robin):
        assert who.news() == before[who.id][0]
    tasks = {task.title: task for task in Task.objects.filter(household=new)}
    assert set(tasks) == {"Dishes", "Laundry", "Windows", "A present"}
    shared = Task.objects.filter(household=new, private_to=None).order_by("rank")
    assert [task.title for task in shared] == ["Windows", "Laundry", "Dishes"]
    dishes = tasks["Dishes"]
    assert (dishes.notes, dishes.feel, dishes.done_means, str(dishes.due), dishes.size) == (
        *("Hot water", "Calm", "Dry"),
        *("2026-12-01", "s"),
    )
    assert dishes.area == Area.objects.get(household=new, name="Kitchen")
    me = Member.objects.get(household=new)
    assert me.name == "Sam" and me.user == sam.fresh().user
    assert (tasks["Laundry"].owner, tasks["Windows"].owner) == (me, None)
    assert tasks["A present"].private_to == me
    steps = Step.objects.filter(household=new).order_by("task__title", "rank")
    assert [(step.title, step.private_to) for step in steps] == [("Wrap", me), ("Sort", None), ("Wash", None)]
    assert {task.author for task in tasks.values()} == {me}
    assert set(Moment.objects.filter(household=new).values_list("verb", "by")) == {("added", me.pk)}


def test_the_new_home_is_ones_own_and_works(sam: Person, robin: Person) -> None:
    write(sam, "Dishes")
    new = own_home(sam)
    assert sam.client.get(f"/h/{new.pk}/").status_code == 200
    assert robin.client.get(f"/h/{new.pk}/").status_code == 404
    news = sam.client.get(f"/api/homes/{new.pk}/news/").json()["items"]
    assert [item["title"] for item in news if item["kind"] == "task"] == ["Dishes"]
    assert robin.id.encode() not in sam.client.get(f"/h/{new.pk}/").content
    assert b"Robin" not in sam.client.get(f"/h/{new.pk}/").content


def test_a_name_is_needed_and_a_stranger_finds_nothing(sam: Person, stranger: Person) -> None:
    assert sam.client.post(f"/h/{sam.home}/settings/own-home/", {"home": " "}).status_code == 400
    assert stranger.client.post(f"/h/{sam.home}/settings/own-home/", {"home": "x"}).status_code == 404
    assert Household.objects.count() == 2


def test_also_where_strangers_may_start_none(sam: Person, settings: object) -> None:
    settings.NEW_HOMES = "first"  # type: ignore[attr-defined]
    assert own_home(sam).name == "My place"
