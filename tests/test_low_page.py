"""I'm low this week, said on one's own settings page."""

from __future__ import annotations

from household.access import COOKIE
from tests.conftest import Person
from tests.helpers import device_of, link_for


def test_low_this_week_is_said_on_ones_own_page_and_only_adults_see_it(sam: Person, robin: Person, kim: Person) -> None:
    child = device_of(link_for(sam, kim.member))
    sam.client.cookies[COOKIE] = sam.cookie
    page = f"/h/{sam.home}/settings/"
    before = kim.news()
    assert 'id="low"' in sam.client.get(page).content.decode()
    answer = sam.client.post(f"/h/{sam.home}/low/", {"low": "yes"})
    assert answer["Location"] == f"{page}#low"
    assert [row["member"] for row in robin.screen().all("low")] == [sam.id]
    assert "You are low this week." in sam.client.get(page).content.decode()
    assert kim.news() == before and 'id="low"' not in child.get(page).content.decode()
    assert child.post(f"/h/{sam.home}/low/", {"low": "yes"}).status_code == 404
    sam.client.post(f"/h/{sam.home}/low/", {"low": "no"})
    assert robin.screen().all("low") == []
