"""Names and colours at home: everybody can be told apart, and a change of name is seen by the others."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from household.access import COOKIE
from household.lookalikes import look_alike
from household.models import Colour, EarlierName, Household, Invitation, Member, User
from tests.conftest import Cast, Person
from tests.helpers import added

LIKE_SAM = {
    "the same": "Sam",
    "other case": "sAM",
    "Cyrillic a": "S\u0430m",
    "Greek alpha": "S\u03b1m",
    "all Cyrillic": "\u0405\u0430\u043c"[:2] + "m",
    "zero width": "Sa\u200bm",
    "soft hyphen": "Sa\u00adm",
    "turned around": "\u202eSam",
    "full width": "\uff33\uff41\uff4d",
    "bold": "\U0001d412\U0001d41a\U0001d426",
    "accent": "S\u00e1m",
    "combining": "Sa\u0301m",
    "variation": "Sam\ufe0f",
    "hangul filler": "Sam\u3164",
    "blanks and marks": " S a m . ",
    "rn for m": "Sarn",
}
OTHERS = ["Samuel", "Sam B", "Sam 2", "Samantha", "Pam", "Sami", "Ham", "Sa", "\u0421\u0430\u0448\u0430", "山", "🦊"]


@pytest.mark.parametrize("name", LIKE_SAM.values(), ids=LIKE_SAM.keys())
def test_it_looks_like_sam(name: str) -> None:
    assert look_alike(name, "Sam") and look_alike("Sam", name)


@pytest.mark.parametrize("name", OTHERS)
def test_it_is_another_name(name: str) -> None:
    assert not look_alike(name, "Sam") and look_alike(name, name)


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("Ian", "lan", True),
        ("Zoe", "Zoë", True),
        ("Strauß", "Strauss", True),
        ("🦊", "🐻", False),
        ("...", "...", True),
        ("...", "!!!", False),
        ("मीरा", "मारी", False),
        ("Анна", "Anna", False),
        ("Нора", "Hopa", True),
        ("Alice", "Alicia", False),
        ("Kim", "Kym", False),
    ],
)
def test_other_pairs(one: str, other: str, alike: bool) -> None:
    assert look_alike(one, other) is alike


def invite(by: Person) -> str:
    _items, secret = Invitation.make(by.fresh())
    return f"/in/{secret}/"


def by_me(cast: Cast, name: str) -> Any:
    return cast.robin.patch("me/", {"name": name})


def by_my_page(cast: Cast, name: str) -> Any:
    cast.robin.client.cookies[COOKIE] = cast.robin.cookie
    return cast.robin.client.post(f"/h/{cast.robin.home}/settings/me/", {"name": name})


def by_joining(cast: Cast, name: str) -> Any:
    return Client().post(invite(cast.robin), {"name": name})


def by_a_profile(cast: Cast, name: str) -> Any:
    return cast.robin.post("helpers/", {"name": name, "colour": "moss", "role": "child"})


def by_a_profiles_page(cast: Cast, name: str) -> Any:
    cast.robin.client.cookies[COOKIE] = cast.robin.cookie
    return cast.robin.client.post(f"/h/{cast.robin.home}/settings/people/", {"name": name, "role": "child"})


def by_editing_a_profile(cast: Cast, name: str) -> Any:
    return cast.robin.patch(f"helpers/{cast.kim.id}/", {"name": name})


WAYS = [by_me, by_my_page, by_joining, by_a_profile, by_a_profiles_page, by_editing_a_profile]


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("name", ["Sam", "S\u0430m", "\u202eSam"])
def test_nobody_takes_the_name_of_somebody_at_home(way: Any, name: str, cast: Cast) -> None:
    before = cast.sam.screen().all("member")
    answer = way(cast, name)
    assert answer.status_code in (400, 409)
    said = answer.json() if answer["Content-Type"].endswith("json") else {}
    if said:
        assert (said["code"], said["title"]) == ("name_taken", "Somebody here is already called Sam.")
        assert said["detail"] == "Nothing was changed. Add a letter or a nickname."
    else:
        assert "Somebody here is already called Sam. Add a letter or a nickname." in answer.content.decode()
        assert f'value="{name}"' in answer.content.decode()  # the text stays in its field
    assert cast.sam.screen().all("member") == before


def test_two_annas_tell_themselves_apart(sam: Person) -> None:
    first = Client().post(invite(sam), {"name": "Anna"})
    link = invite(sam)
    second = Client()
    assert second.post(link, {"name": "Anna"}).status_code == 400
    assert [first.status_code, second.post(link, {"name": "Anna B"}).status_code] == [302, 302]


def test_who_left_in_silence_still_has_their_name(sam: Person, robin: Person) -> None:
    """The refusal tells nobody that they are no longer here."""
    said = robin.patch("me/", {"name": "Sam"}).content
    sam.fresh().leave()
    assert robin.patch("me/", {"name": "Sam"}).content == said


def test_my_own_name_in_another_shape_is_mine_and_other_homes_do_not_matter(cast: Cast) -> None:
    assert cast.robin.patch("me/", {"name": "ROBIN"}).status_code == 200
    assert cast.stranger.patch("me/", {"name": "Sam"}).status_code == 200


def test_whoever_had_the_same_name_before_may_change_everything_else(sam: Person, robin: Person) -> None:
    Member.objects.filter(pk=robin.id).update(name="Sam")
    assert robin.patch("me/", {"name": "Sam", "colour": "moss"}).status_code == 200
    assert robin.patch("me/", {"name": "Robin"}).status_code == 200


# -- the history of a name ---------------------------------------------------------------------------


def earlier(at: Person) -> list[tuple[str, str]]:
    return [(row["member"], row["name"]) for row in at.screen().all("earlier_name")]


def test_a_change_of_name_is_seen_by_everybody_at_home(cast: Cast) -> None:
    sam, robin = cast.sam, cast.robin
    cursor = robin.news()["cursor"]
    sam.patch("me/", {"name": "Samuel", "colour": "moss"})
    kinds = {item["kind"] for item in robin.news(cursor)["items"]}
    assert kinds == {"member", "earlier_name"}
    for person in (sam, robin, cast.kim):
        assert earlier(person) == [(sam.id, "Sam")]
        assert "until_day" in person.screen().all("earlier_name")[0]
    assert earlier(cast.stranger) == []
    robin.client.cookies[COOKIE] = robin.cookie
    assert "Called Sam until" in robin.client.get(f"/h/{robin.home}/settings/").content.decode()


def test_to_and_fro_on_one_day_is_a_line_for_each_name(sam: Person) -> None:
    for name in ("Samuel", "Sam", "Samuel", "Sam"):
        assert sam.patch("me/", {"name": name}).status_code == 200
    assert sorted(earlier(sam)) == [(sam.id, "Sam"), (sam.id, "Samuel")]
    sam.patch("me/", {"name": "Sam", "colour": "moss"})
    assert EarlierName.objects.count() == 2


def test_a_profile_has_its_line_too(sam: Person, kim: Person) -> None:
    sam.patch(f"helpers/{kim.id}/", {"name": "Kimberly"})
    assert earlier(sam) == [(kim.id, "Kim")]


def test_a_former_member_has_no_earlier_name(sam: Person, robin: Person) -> None:
    sam.patch("me/", {"name": "Samuel"})
    sam.fresh().leave()
    assert earlier(robin) == [(sam.id, "Sam")]
    robin.post("tasks/", {"title": "Dishes"})
    assert earlier(robin) == []
    assert b"Sam" not in robin.get("news/").content


def test_my_own_home_knows_nothing_of_names_there(sam: Person) -> None:
    from household.models.fork import fork

    sam.patch("me/", {"name": "Samuel"})
    assert not EarlierName.objects.filter(household=fork(sam.fresh(), "Alone").household).exists()


# -- colours ---------------------------------------------------------------------------------------


def test_no_two_adults_have_one_colour(cast: Cast) -> None:
    sam, robin = cast.sam, cast.robin
    for answer in (
        robin.patch("me/", {"colour": "sea"}),
        robin.post("helpers/", {"name": "Ben", "colour": "sea", "role": "guest"}),
        robin.patch(f"helpers/{cast.kim.id}/", {"colour": "sea"}),
    ):
        assert (answer.status_code, answer.json()["code"]) == (409, "colour_taken")
        assert answer.json()["title"] == "That is the colour of Sam."
    page = Client().post(invite(sam), {"name": "Alex", "colour": "sea"})
    assert page.status_code == 400 and "That is the colour of Sam. Choose another one." in page.content.decode()
    assert robin.patch("me/", {"colour": "plum"}).status_code == 200  # a child's: they are never mistaken for adults
    sam.patch("me/", {"colour": "moss"})
    assert robin.patch("me/", {"colour": "sea"}).status_code == 200


def test_with_more_adults_than_colours_somebody_shares_one(sam: Person) -> None:
    for number, colour in enumerate([*Colour.values[2:], "sea"]):
        assert Client().post(invite(sam), {"name": "ABCDE"[number] * 3, "colour": colour}).status_code == 302
    assert added(sam, "Ben").name == "Ben"


def test_who_chooses_no_colour_gets_one_that_no_adult_has(sam: Person) -> None:
    """At last that of a child, and then any."""
    for name in ("Alex", "Billie", "Charlie", "Dana", "Eve"):
        assert Client().post(invite(sam), {"name": name}).status_code == 302
    adults = Member.objects.filter(household_id=sam.home, role="adult").values_list("colour", flat=True)
    assert set(adults) == set(Colour.values)


def test_a_new_home_has_nobody_to_be_mistaken_for(db: None) -> None:
    assert Household.start("Ours", "UTC", User.objects.create(), "Sam", "sea").name == "Sam"
