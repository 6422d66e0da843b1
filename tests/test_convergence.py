"""The central test: whatever is lost, doubled or late, a screen that catches up shows what one freshly loaded shows.

Random histories by three people; each has screens on the real hub, which hears half of the pokes as it should.
"""

from __future__ import annotations

import asyncio
import random
import uuid
from collections import Counter
from typing import Any

import orjson
import pytest
from asgiref.sync import async_to_sync, sync_to_async
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from household import live
from household.access import Visit
from household.errors import NotHere
from household.models import Household, Member
from household.models.household import new_epoch
from household.news import news_for
from household.poke import Poke
from household.screen import NOT_HERE
from household.tidy import tidy
from tests.clock import Clock
from tests.conftest import write
from tests.histories import CROSSING, OURS, OWN, TOGETHER, History, Step
from tests.recorder import Recorder, same_cast, undone
from tests.screens import Screen

PEOPLE = ("sam", "sam", "robin", "robin", "kim")
ACTS = [what for what, often in (OURS | CROSSING | OWN | TOGETHER).items() for _ in range(often)]
FATES = ("heard", "heard", "heard", "heard", "lost", "doubled", "late", "late")
EVENTS = ("act",) * 12 + ("offline", "online", "hours", "hours", "late ones come", "look again")

steps = st.builds(Step, st.sampled_from(PEOPLE), st.sampled_from(ACTS), st.integers(0, 40), st.integers(0, 40))
often = settings(
    max_examples=50,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow, HealthCheck.data_too_large],
)


class Watched(live.Screen):
    """A screen that counts how often it asked the database."""

    asked = 0

    async def _catch_up(self, first: bool) -> None:
        self.asked += 1
        await super()._catch_up(first)


class Phone:
    """A device: what it shows, and its socket while it has one."""

    def __init__(self, hub: live.Hub, member: Member) -> None:
        self.hub, self.visit = hub, Visit(member, None, "a token")
        self.screen = Screen()
        self.socket: Watched | None = None
        self.code = 0

    async def open(self) -> None:
        self._said: asyncio.Queue[Any] = asyncio.Queue()
        self._pong = asyncio.Event()
        self.socket = Watched(self.visit, self.screen.cursor, self._said.get, self._sent)
        self.hub.join(self.socket)
        self._open = asyncio.create_task(self.socket.stay())
        await self.settle()

    async def _sent(self, message: dict[str, Any]) -> None:
        if message["type"] == "websocket.close":
            self.code = message["code"]
            self._pong.set()
            return
        frame = orjson.loads(message["text"])
        if frame["type"] == "news":
            self.screen.take(frame)
        else:
            self._pong.set()

    async def settle(self) -> None:
        """All that is on its way has come."""
        self._pong.clear()
        self._said.put_nowait({"type": "websocket.receive", "text": '{"type":"ping"}'})
        await asyncio.wait_for(self._pong.wait(), 20)

    async def close(self) -> None:
        if self.socket:
            self._said.put_nowait({"type": "websocket.disconnect"})
            await self._open
            self.hub.leave(self.socket)
            self.socket = None


class World:
    """A home, its people's phones, and a network that does as it likes."""

    def __init__(self, cast: Any, clock: Clock, recorder: Recorder) -> None:
        self.history, self.clock, self.recorder = History(cast), clock, recorder
        self.home, self.hub = cast.sam.home, live.Hub()
        self.late: list[Poke] = []
        self.phones: dict[str, list[Phone]] = {
            name: [Phone(self.hub, getattr(cast, name).member) for _ in range(1 + (name == "sam"))]
            for name in ("sam", "robin", "kim")
        }

    async def open(self) -> None:
        for phone in self.everyones():
            await phone.open()

    async def close(self) -> None:
        for phone in self.everyones():
            await phone.close()

    def everyones(self) -> list[Phone]:
        return [phone for phones in self.phones.values() for phone in phones]

    async def act(self, step: Step, fate: str) -> None:
        told, pokes = await sync_to_async(lambda: (self.history.do(step), self.recorder.after_commit()))()
        self.phones[step.who][step.a % len(self.phones[step.who])].screen.merge(
            [orjson.loads(item) for item in told.items]
        )
        for poke in pokes:
            if fate == "late":
                self.late.append(poke)
            elif fate != "lost" or poke.ends:
                for _ in range(2 if fate == "doubled" else 1):
                    self.hub.hear(poke)
        await self.settle()

    async def happens(self, event: str, step: Step) -> None:
        """What is nobody's act."""
        phones = self.phones[step.who]
        phone = phones[step.a % len(phones)]
        match event:
            case "offline":
                await phone.close()
            case "online":
                if phone.socket is None and step.who not in self.history.left:
                    await phone.open()
            case "hours":
                self.clock.move(hours=step.a)
            case "late ones come":
                random.Random(step.b).shuffle(self.late)
                while self.late:
                    self.hub.hear(self.late.pop())
            case "look again":
                for each in self.everyones():
                    if each.socket:
                        each.socket.look_again()
            case "months":
                self.clock.move(days=91)
                await sync_to_async(tidy)(self.clock.now)
            case "restored":
                await sync_to_async(lambda: Household.objects.filter(pk=self.home).update(epoch=new_epoch()))()
        await self.settle()

    async def settle(self) -> None:
        for phone in self.everyones():
            if phone.socket and not phone.code:
                await phone.settle()

    async def all_catch_up(self) -> None:
        """By the socket who has one, by the news who has none; then each shows what a fresh screen shows."""
        await self.happens("look again", Step("sam", ""))
        for name, phones in self.phones.items():
            member = self.history.members[name]
            if name in self.history.left:
                with pytest.raises(NotHere):
                    await sync_to_async(news_for)(member, "")
                assert {phone.code for phone in phones if phone.socket} <= {NOT_HERE}
                continue
            fresh = await self.loaded(member)
            for phone in phones:
                if phone.socket is None:
                    news = await sync_to_async(news_for)(member, phone.screen.cursor)
                    phone.screen.take(orjson.loads(news.encoded()))
                assert phone.screen.seen(self.clock.now) == fresh.seen(self.clock.now), f"a screen of {name}"
                assert phone.screen.cursor == fresh.cursor

    async def loaded(self, member: str) -> Screen:
        fresh = Screen()
        fresh.take(orjson.loads((await sync_to_async(news_for)(member, "")).encoded()))
        return fresh


@given(
    moves=st.lists(st.tuples(st.sampled_from(EVENTS), steps, st.sampled_from(FATES)), min_size=10, max_size=40),
    rare=st.lists(st.tuples(st.integers(0, 40), st.sampled_from(("leave", "months", "restored"))), max_size=2),
)
@often
def test_catching_up_equals_loading_fresh(
    db: None, clock: Clock, recorder: Recorder, home: Any, moves: list[Any], rare: list[Any]
) -> None:
    async def live_through() -> None:
        world = World(home, clock, recorder)
        await world.open()
        for n, (event, step, fate) in enumerate(moves):
            if event == "act":
                await world.act(step, fate)
            else:
                await world.happens(event, step)
            for at, what in rare:
                if at == n and what == "leave":
                    await world.act(Step("robin", "leave"), "heard")
                elif at == n:
                    await world.happens(what, step)
            if n % 13 == 12:
                await world.all_catch_up()
        await world.all_catch_up()
        await world.close()

    clock.restart()
    with undone():
        async_to_sync(live_through)()


@pytest.fixture
def home(db: None, clock: Clock, recorder: Recorder) -> Any:
    cast = same_cast(7)
    recorder.after_commit()
    return cast


@given(moves=st.lists(steps, min_size=5, max_size=25))
@often
def test_the_fast_path_equals_the_slow_path(
    db: None, clock: Clock, recorder: Recorder, home: Any, moves: list[Step]
) -> None:
    """Frames passed on without a query, and the news read from the database: the same rows, tombstones and cursor."""

    async def live_through() -> None:
        world = World(home, clock, recorder)
        await world.open()
        slow = {name: Screen() for name in world.phones}
        for step in moves:
            await world.act(step, "heard")
            for name, screen in slow.items():
                news = await sync_to_async(news_for)(world.history.members[name], screen.cursor)
                screen.take(orjson.loads(news.encoded()))
                (fast, *_) = world.phones[name]
                assert fast.screen.cursor == screen.cursor
                assert living(fast.screen) == living(screen)
        assert [phone.socket.asked for phone in world.everyones() if phone.socket] == [1, 1, 1, 1], (
            "the first time only"
        )
        await world.close()

    clock.restart()
    with undone():
        async_to_sync(live_through)()


def living(screen: Screen) -> dict[Any, Any]:
    """The rows, tombstones too where the other screen can have them: a fresh one has heard of none before it."""
    return {key: row for key, row in screen.rows.items() if not row.get("gone")}


def test_those_histories_do_happen(db: None, clock: Clock, recorder: Recorder, home: Any) -> None:
    """Else the tests above would show nothing: most acts succeed in a history of chance."""
    chance = random.Random(1)
    done: Counter[str] = Counter()
    seldom = {"keep", "add_again", "there_and_back", "sign_out", "withdraw", "dismiss", "release", "skip_all"}
    wanted = set(OURS | CROSSING | OWN) - seldom - {"bring", "close", "unguess"}
    for _ in range(300):
        if set(done) >= wanted:
            return
        with undone():
            history = History(home)
            for _ in range(40):
                missing = sorted(wanted - set(done))  # half of the time, so that it need not take long
                what = chance.choice(missing if missing and chance.random() < 0.5 else ACTS)
                step = Step(chance.choice(PEOPLE), what, chance.randrange(41), chance.randrange(41))
                if history.do(step).status == 200 and recorder.after_commit():
                    done[step.what] += 1
    assert set(done) >= wanted, done


def test_an_answer_stays_its_persons_whatever_becomes_of_the_task(db: None, home: Any) -> None:
    """Sam writes it, ticks it, opens it again and wants it back: Robin has been asked by then."""
    sam, robin = home.sam, home.robin
    task = write(sam, "A parcel", private=True)
    sam.post(f"tasks/{task}/shared/")
    sam.post(f"tasks/{task}/done/")
    (asked,) = robin.screen().all("check_in")
    phone = robin.screen()
    robin.post(f"check-ins/{asked['id']}/answered/", {"felt": 2})
    sam.post(f"tasks/{task}/reopened/")
    answers = [sam.post(f"tasks/{task}/private/").status_code, sam.delete(f"tasks/{task}/").status_code]
    phone.take(robin.news(phone.cursor))
    assert phone.seen() == robin.screen().seen()
    assert [c["felt"] for c in robin.screen().all("check_in")] == [2]
    assert answers == [409, 409], "others were asked about it, so it stays on our list"


def test_what_is_gone_does_not_come_back_under_its_old_id(db: None, home: Any) -> None:
    """A screen that holds the tombstone would never show it, a fresh one would."""
    sam, robin = home.sam, home.robin
    area, task = str(uuid.uuid4()), write(sam, "Only mine", private=True)
    sam.post("areas/", {"id": area, "name": "Kitchen"})
    phone = sam.screen()
    sam.delete(f"tasks/{task}/")
    sam.delete(f"areas/{area}/")
    for who in (sam, robin, home.stranger):
        for path, body in (("tasks/", {"id": task, "title": "Again"}), ("areas/", {"id": area, "name": "Again"})):
            refused = who.post(path, body)
            assert (refused.status_code, refused.json()["code"]) == (409, "id_in_use")
    phone.take(sam.news(phone.cursor))
    assert phone.seen() == sam.screen().seen()
