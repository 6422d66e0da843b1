"""The cast: sam and robin share a home, kim is a child in it, a stranger lives next door."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")  # Playwright keeps a loop in the test's thread

import pytest
from django.conf import settings
from django.core.cache import cache
from django.test import Client

from household.models import Device, Household, Invitation, Member, Role, SignInLink, Token, User
from household.news import news_for
from tests.clock import clock  # noqa: F401
from tests.live_server import looks_again_soon, server, server_thread  # noqa: F401  the server as fixtures
from tests.processes import served  # noqa: F401
from tests.races import screens  # noqa: F401
from tests.recorder import recorder  # noqa: F401
from tests.screens import Screen

if "PYTEST_XDIST_WORKER" in os.environ and settings.CHANNEL_LAYERS:  # workers do not hear each other's pokes
    prefix = os.environ.get("REDIS_PREFIX", "tandem") + "-" + os.environ["PYTEST_XDIST_WORKER"]
    os.environ["REDIS_PREFIX"] = settings.CACHES["default"]["KEY_PREFIX"] = prefix
    settings.CHANNEL_LAYERS["default"]["CONFIG"]["prefix"] = prefix


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Before a change lands, what runs against the live server has a second try: an unsteady test is printed, to be
    mended, and holds up nobody else's work. On one's own machine it fails."""
    if "CI" in os.environ:
        for item in items:
            if "server" in getattr(item, "fixturenames", ()):
                item.add_marker(pytest.mark.flaky(reruns=1))


@dataclass
class Person:
    """Somebody with a browser: who they are at home, their cookie and their token."""

    member: Member
    cookie: str
    token: str
    client: Client = field(default_factory=Client)

    @property
    def home(self) -> str:
        return self.member.household_id

    @property
    def id(self) -> str:
        return self.member.pk

    def url(self, path: str) -> str:
        return f"/api/homes/{self.home}/{path}"

    def get(self, path: str, **query: Any) -> Any:
        return self.client.get(self.url(path), query, headers=self.headers())

    def post(self, path: str, body: Any = None, key: str = "") -> Any:
        return self.client.post(self.url(path), body or {}, "application/json", headers=self.headers(key))

    def on_device(self, path: str, body: Any = None) -> Any:
        """As the page does it: what is about all of one's homes is not for a token."""
        return self.client.post(self.url(path), body or {}, "application/json", headers=self.by_cookie)

    @property
    def by_cookie(self) -> dict[str, str]:
        """The device's cookie, and what a page sends with a write."""
        page = "x" * 32
        return {"Cookie": f"tandem={self.cookie}; csrftoken={page}", "X-CSRFToken": page}

    def patch(self, path: str, body: Any, key: str = "") -> Any:
        return self.client.patch(self.url(path), body, "application/json", headers=self.headers(key))

    def delete(self, path: str, key: str = "") -> Any:
        return self.client.delete(self.url(path), headers=self.headers(key))

    def headers(self, key: str = "") -> dict[str, str]:
        known = {"Authorization": f"Bearer {self.token}"}
        return {**known, "Idempotency-Key": key} if key else known

    def news(self, since: str = "") -> dict[str, Any]:
        """The news as this person's device gets it."""
        import orjson

        return orjson.loads(news_for(self.member.pk, since).encoded())

    def screen(self) -> Screen:
        """A screen that has just loaded."""
        screen = Screen()
        screen.take(self.news())
        return screen

    def fresh(self) -> Member:
        """Who they are, read anew."""
        return Member.objects.select_related("household").get(pk=self.member.pk)


def person(member: Member) -> Person:
    """Signs somebody in on one device and gives them a token."""
    cookie = ""
    if member.user:
        with member.user.change() as change:
            _device, cookie = Device.sign_in(member.user, "test browser")
            change.worth_keeping()
    _items, token = Token.make(member, "test")
    return Person(Member.objects.select_related("household").get(pk=member.pk), cookie, token)


@dataclass
class Cast:
    sam: Person
    robin: Person
    kim: Person
    stranger: Person


def make_cast(starters: bool = False) -> Cast:
    """Two homes; the first without its starter cards, unless they are wanted."""
    from tasks.models import Task

    sam = Household.start("Linden Street 7", "Europe/Berlin", User.objects.create(), "Sam", "sea")
    _items, secret = Invitation.make(sam)
    invitation = Invitation.open(secret)
    assert invitation
    robin = invitation.accept(User.objects.create(), "Robin", "amber")
    assert robin
    with sam.household.change(sam) as change:
        kim = Member(household=sam.household, name="Kim", colour="plum", role=Role.CHILD, joined_on=change.today)
        change.save(kim)
    stranger = Household.start("Next door", "Europe/Berlin", User.objects.create(), "Stranger", "sea")
    if not starters:
        Task.objects.all().delete()
    return Cast(person(sam), person(robin), person(kim), person(stranger))


@pytest.fixture
def cast(db: None) -> Cast:
    return make_cast()


@pytest.fixture
def sam(cast: Cast) -> Person:
    return cast.sam


@pytest.fixture
def robin(cast: Cast) -> Person:
    return cast.robin


@pytest.fixture
def kim(cast: Cast) -> Person:
    return cast.kim


@pytest.fixture
def stranger(cast: Cast) -> Person:
    return cast.stranger


@pytest.fixture(autouse=True)
def no_limits_left_over(settings: Any) -> Iterator[None]:
    """Limits are counted in each test process alone: a shared cache would count the others' tries too."""
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
    cache.clear()
    yield


def own_device(adult: Person, helper: Person) -> None:
    """Somebody who helps has a browser of their own from now on."""
    _link, secret = helper.fresh().device_link(adult.fresh())
    link = SignInLink.open(secret)
    assert link
    helper.cookie = link.use("their own browser") or ""
    helper.member = helper.fresh()


def ids_of(response: Any) -> list[tuple[str, str]]:
    """The kinds and ids in an answer."""
    return [(item["kind"], item["id"]) for item in response.json()["items"]]


def write(by: Person, title: str = "Dishes", **more: Any) -> str:
    """A task, by the API; its id."""
    answer = by.post("tasks/", {"title": title, **more})
    assert answer.status_code == 201, answer.content
    task = next(item for item in answer.json()["items"] if item["kind"] == "task")
    found: str = task["id"]
    return found
