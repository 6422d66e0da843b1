"""Areas: in the household's own words; anybody adds, renames or puts one away."""

from __future__ import annotations

from tests.conftest import Person, write


def area(by: Person, name: str = "Kitchen") -> str:
    (item,) = by.post("areas/", {"name": name}).json()["items"]
    found: str = item["id"]
    return found


def test_an_area_is_everybodys_at_once(sam: Person, robin: Person) -> None:
    kitchen = area(sam)
    task = write(robin, area=kitchen)
    assert sam.screen().task(task)["area"] == kitchen
    robin.patch(f"areas/{kitchen}/", {"name": "Kitchen and larder"})
    assert [a["name"] for a in sam.screen().all("area")] == ["Kitchen and larder"]


def test_one_of_that_name_is_that_one(sam: Person, robin: Person) -> None:
    assert area(sam, "Kitchen") == area(robin, "kitchen")
    assert len(sam.screen().all("area")) == 1


def test_putting_an_area_away_keeps_its_tasks_and_tells_nobody_of_private_ones(sam: Person, robin: Person) -> None:
    kitchen = area(sam)
    ours, mine = write(sam, area=kitchen), write(robin, "mine", private=True, area=kitchen)
    sam_screen, robin_screen = sam.screen(), robin.screen()
    answer = sam.delete(f"areas/{kitchen}/").json()["items"]
    assert {item["id"] for item in answer} == {kitchen, ours}
    for who, screen in ((sam, sam_screen), (robin, robin_screen)):
        screen.take(who.news(screen.cursor))
        assert screen.all("area") == []
        assert screen.task(ours)["area"] is None
    assert sam_screen.task(mine) is None
    assert robin_screen.task(mine)["area"] is None


def test_a_stranger_finds_no_area(sam: Person, stranger: Person) -> None:
    kitchen = area(sam)
    assert stranger.patch(f"areas/{kitchen}/", {"name": "x"}).status_code == 404
    assert stranger.delete(f"areas/{kitchen}/").status_code == 404
    refused = stranger.post("tasks/", {"title": "x", "area": kitchen})
    assert (refused.status_code, list(refused.json()["errors"])) == (400, ["area"])


def test_putting_an_area_away_is_no_touch(sam: Person) -> None:
    from tasks.models import Task

    kitchen = area(sam)
    task = write(sam, area=kitchen)
    Task.objects.filter(pk=task).update(touched_on="2020-01-01")
    sam.delete(f"areas/{kitchen}/")
    assert sam.screen().task(task)["touched_on"] == "2020-01-01"
