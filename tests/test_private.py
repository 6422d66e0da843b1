"""What is private stays so: nobody's bytes, numbers or moments differ by what somebody else did on their own."""

from __future__ import annotations

import random
from copy import deepcopy
from dataclasses import dataclass
from typing import Any

import orjson
import pytest
from django.conf import settings

from household.access import Visit
from household.models import SignInLink, Token
from household.news import news_for
from household.poke import Poke
from household.screen import Screen
from tasks.models import CheckIn, Moment, Task
from tests.clock import Clock
from tests.conftest import Cast, Person, write
from tests.histories import CROSSING, OURS, OWN, TOGETHER, History, Step
from tests.live_server import Server, Socket
from tests.recorder import Recorder, same_cast, undone

HISTORIES = 2000 if not settings.POSTGRES else 512  # the same code; there each query takes its way
AT_ONCE = 64  # histories that share their beginnings: a tree, in which each way from the root is one
SECRET_ACTS = [*OWN, *TOGETHER, "in_vain", "forget", "done", "reopen", "let_go", "edit", "move", "think", "answer"]
SECRET_ACTS += ["add_step", "change_step"]
FIRST = (("sam", "add"), ("robin", "think"), ("robin", "add_many"), ("robin", "done"), ("robin", "share"))
OFTEN = OURS | CROSSING


@dataclass
class Node:
    """A step that both runs make, what robin does on their own before it in one of them, and how it may go on."""

    step: Step
    secrets: list[Step]
    then: list[Node]


def grown(chance: random.Random, ways: int, depth: int = 0) -> Node:
    """A tree of random steps with so many ways from the root to a leaf, each of at least eight steps."""

    def step(who: str, what: str) -> Step:
        return Step(who, what, chance.randrange(60), chance.randrange(60))

    who = chance.choice(("sam", "sam", "robin", "robin", "kim"))
    if depth < len(FIRST) and (depth < 3 or chance.random() < 0.4):
        shared = step(*FIRST[depth])
    elif chance.random() < 0.2:
        shared = step(who, chance.choice(("think", "answer", "erase", "skip_all", "ask")))
    elif depth > 6 and chance.random() < 0.1:
        shared = step("robin", "leave")
    else:
        shared = step(who, chance.choices(list(OFTEN), list(OFTEN.values()))[0])
    secrets = [step("robin", chance.choice(SECRET_ACTS)) for _ in range(chance.choice((0, 1, 1, 2)))]
    if depth < 2:
        then = [grown(chance, ways, depth + 1)]
    elif ways > 1:
        then = [grown(chance, ways - ways // 2, depth + 1), grown(chance, ways // 2, depth + 1)]
    else:
        then = []
    return Node(shared, secrets, then)


class Watcher:
    """All that somebody is ever told: what comes over the socket, what they can ask for, what their acts answer."""

    def __init__(self, name: str, person: Person) -> None:
        self.name, self.person = name, person
        visit = Visit(person.member, None, "their token")
        self.socket = Screen(visit, "", lambda: None, lambda _: None)
        self.cursor = ""
        self.told: list[Any] = []

    def hear(self, pokes: list[Poke]) -> None:
        for poke in pokes:
            if mine := [part for part in poke.parts if self.socket.reads(part)]:
                self.told.append(mine)

    def ask(self) -> None:
        news = news_for(self.person.id, self.cursor)
        self.cursor = str(news.cursor)
        self.told.append(news.encoded())

    def look_around(self) -> None:
        """Everything anew, and some of the history that tasks have."""
        self.cursor = ""
        self.ask()
        tasks = Task.objects.filter(household_id=self.person.home, private_to=None)
        for task in tasks.order_by("-stamp", "pk")[:2]:
            self.told.append(orjson.dumps(Moment.of(task, self.person.member)[0]))


def live_on(node: Node, history: History, watchers: list[Watcher], recorder: Recorder, secretly: bool) -> None:
    """Does the node's step, then goes each way on from there as if the others had not been."""
    for secret in node.secrets if secretly else ():
        history.do_in_secret(secret)
        pokes = recorder.after_commit()
        for watcher in watchers:
            watcher.hear(pokes)
    answer = history.do(node.step)
    pokes = recorder.after_commit()
    for watcher in watchers:
        watcher.told.append(node)
        if watcher.name == node.step.who:
            watcher.told.append(answer)
        watcher.hear(pokes)
    if len(node.then) == 2 and len(node.then[0].then) == 0:
        for watcher in watchers:
            watcher.ask()
    for way in node.then:
        kept = deepcopy(history.known), [watcher.cursor for watcher in watchers]
        with undone():
            live_on(way, history, watchers, recorder, secretly)
        history.known = kept[0]
        for watcher, cursor in zip(watchers, kept[1], strict=True):
            watcher.cursor = cursor
    if not node.then:
        watchers[0].look_around()


def lived(cast: Cast, root: Node, recorder: Recorder, secretly: bool) -> list[Watcher]:
    """Plays histories; what sam and kim were told in them."""
    watchers = [Watcher("sam", cast.sam), Watcher("kim", cast.kim)]
    history = History(cast)
    with undone(), history.same_ids():
        for watcher in watchers:
            watcher.ask()
        live_on(root, history, watchers, recorder, secretly)
    return watchers


@pytest.mark.parametrize("seed", range(-(-HISTORIES // AT_ONCE)))
def test_nobody_is_told_one_byte_more_or_less_by_what_robin_does_privately(
    db: None, clock: Clock, recorder: Recorder, seed: int
) -> None:
    cast = same_cast(seed)
    recorder.after_commit()
    root = grown(random.Random(seed), AT_ONCE)
    without, with_them = (lived(cast, root, recorder, secretly) for secretly in (False, True))
    for one, other in zip(without, with_them, strict=True):
        steps: list[Node] = []
        for told, told_too in zip(one.told, other.told, strict=False):
            if isinstance(told, Node):
                steps.append(told)
            assert told == told_too, f"{one.name} can tell at or after {steps[-1].step}, {steps[-1].secrets}"
        assert len(one.told) == len(other.told), f"{one.name} heard more"


def test_the_secret_acts_of_those_histories_do_happen(db: None, clock: Clock, recorder: Recorder) -> None:
    """Else the test above would show nothing."""
    cast = same_cast(0)
    done: set[str] = set()
    wanted = set(OWN) - {"sign_out"} | {"done", "edit", "move"}  # signing out tells no screen anything

    def go(node: Node, history: History) -> None:
        for secret in node.secrets:
            before = cast.robin.fresh().own_version
            history.do_in_secret(secret)
            if cast.robin.fresh().own_version > before:
                done.add(secret.what)
        history.do(node.step)
        if node.then:
            go(node.then[-1], history)

    for seed in range(160):
        if done >= wanted:
            return
        with undone():
            history = History(cast)
            with history.same_ids():
                go(grown(random.Random(seed), AT_ONCE), history)
    assert done >= wanted


# -- on real pages and a real socket ---------------------------------------------------------------

SECRET = b"SECRET"


def keep_secrets(robin: Person, shared: str) -> list[str]:
    """Robin writes SECRET wherever one can write without telling anybody; the ids of what is only Robin's."""
    mine = write(robin, "SECRET title", notes="SECRET notes", feel="SECRET feel", private=True)
    robin.patch(f"tasks/{mine}/", {"title": "SECRET wording", "done_means": "SECRET measure", "due": "2026-12-24"})
    ticked = write(robin, "SECRET deed", private=True)
    robin.post(f"tasks/{ticked}/done/")
    gone = write(robin, "SECRET regret", private=True)
    robin.delete(f"tasks/{gone}/")
    robin.on_device("tokens/", {"name": "SECRET token"})
    SignInLink.make(robin.fresh().user, rescue=True)
    link, _secret = SignInLink.make(robin.fresh().user)
    link.use("SECRET browser")
    asked = {c["task"]: c["id"] for c in robin.screen().all("check_in")}
    robin.post(f"check-ins/{asked[shared]}/answered/", {"felt": 1})
    robin.post(f"check-ins/{asked[ticked]}/skipped/")
    robin.patch("asking/", {"introduced": True})
    robin.post(f"tasks/{shared}/taken/", {"SECRET": "SECRET"})  # refused
    robin.patch(f"tasks/{shared}/", {"title": "SECRET", "was": {"title": "never said"}})  # refused
    token = Token.objects.get(member=robin.member, name="SECRET token").pk
    return [mine, ticked, gone, token, *asked.values(), *(notice["id"] for notice in robin.screen().all("notice"))]


def test_no_page_and_no_answer_of_the_others_holds_what_is_robins(cast: Cast) -> None:
    sam, robin = cast.sam, cast.robin
    brought = write(robin, "SECRET first wording", private=True)
    robin.patch(f"tasks/{brought}/", {"title": "Parcel", "notes": "SECRET"})
    robin.patch(f"tasks/{brought}/", {"notes": ""})
    robin.post(f"tasks/{brought}/shared/")
    shared = write(sam, "Dishes")
    sam.post(f"tasks/{shared}/done/")
    before = {who.id: (who.news(), who.news()["cursor"]) for who in (sam, cast.kim)}
    ids = keep_secrets(robin, shared)
    for who in (sam, cast.kim):
        assert who.news() == before[who.id][0]
        assert who.news(before[who.id][1])["items"] == []
    pages = {
        path: sam.client.get(path, headers={"Cookie": f"tandem={sam.cookie}"})
        for path in (
            *(f"/h/{sam.home}/{rest}" for rest in ("", "mine/", "settings/", f"tasks/{shared}/", f"tasks/{brought}/")),
            *(f"/h/{sam.home}/tasks/{pk}/" for pk in ids[:3]),
            "/api/homes/",
            "/",
        )
    }
    for who in (sam, cast.kim, cast.stranger):
        who.member = sam.member if who is cast.stranger else who.member
        pages |= {
            f"{path} as {who.id}": who.get(path)
            for path in ("news/", "devices/", "tasks/?place=done", "tasks/?place=let_go", f"tasks/{shared}/history/")
        }
        pages |= {f"{pk} as {who.id}": who.get(f"tasks/{pk}/history/") for pk in (brought, *ids[:3])}
        pages |= {f"{pk} by {who.id}": who.patch(f"tasks/{pk}/", {"title": "x"}) for pk in ids[:3]}
        pages |= {f"{pk} of {who.id}": who.post(f"check-ins/{pk}/answered/", {"felt": 5}) for pk in ids[4:6]}
    assert {page.status_code for path, page in pages.items() if path.startswith("/h/")} == {200}
    for path, page in pages.items():
        assert SECRET not in page.content, path
        for pk in ids:
            assert pk.encode() not in page.content or pk in path, path
    assert {page.status_code for path, page in pages.items() if " by " in path or " of " in path} == {404}
    assert [c.felt for c in CheckIn.objects.filter(member=robin.member, task=shared)] == [1]


def test_an_open_socket_is_sent_nothing_by_what_robin_does_privately(server: Server, cast: Cast) -> None:
    sam, robin, kim = cast.sam, cast.robin, cast.kim
    shared = write(sam, "Dishes")
    sam.post(f"tasks/{shared}/done/")
    with Socket(server, sam) as mine, Socket(server, kim) as childs, Socket(server, robin) as robins:
        for phone in (mine, childs, robins):
            phone.take()
        keep_secrets(robin, shared)
        for phone in (mine, childs):
            phone.ping()
            assert [frame["type"] for frame in phone.frames] == ["news", "pong"]
            assert phone.frames[1]["cursor"] == phone.frames[0]["cursor"]
            assert SECRET not in b"".join(phone.raw)
        robins.ping()
        assert SECRET in b"".join(robins.raw)
