"""What tests of our meeting do in a browser: come to it, go from step to step, say, choose, look."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from playwright.sync_api import Locator, expect

from tests.browser.conftest import Opens
from tests.browser.window import LAPTOP, PHONE, Window
from tests.conftest import Person, write

TABLET: dict[str, Any] = {"viewport": {"width": 820, "height": 1180}}
THINGS = ["Tax papers", "Dentist", "Birthday", "Hallway", "Car check", "Winter clothes", "Bike"]
SAMS = ["Tax papers", "Dentist", "Birthday", "Hallway", "Car check"]
ROBINS = ["Hallway", "Birthday", "Dentist", "Winter clothes", "Bike"]
# what a list shows at the very moment it comes
AT_ONCE = """
new MutationObserver(() => {
  const draft = document.querySelector(".draft");
  if (!draft || globalThis.atOnce) return;
  globalThis.atOnce = [draft.innerText, draft.querySelectorAll(".place-of .mark").length];
}).observe(document, { subtree: true, childList: true });
"""
# everything this device keeps: the store of rows and of writes, and both kinds of small storage
ALL_KEPT = """async () => {
  const db = await new Promise((done) => {
    const opening = indexedDB.open("tandem");
    opening.onsuccess = () => done(opening.result);
  });
  const kept = [];
  for (const name of db.objectStoreNames)
    kept.push(await new Promise((done) => {
      const all = db.transaction(name).objectStore(name).getAll();
      all.onsuccess = () => done(all.result);
    }));
  db.close();
  return JSON.stringify([kept, { ...sessionStorage }, { ...localStorage }]);
}"""
SOURCE = "() => fetch(location.href, { cache: 'no-store' }).then((answer) => answer.text())"


# ---- coming and going


def meets(opens: Opens, who: Person, device: dict[str, Any], **more: Any) -> Window:
    """Somebody's page of our meeting."""
    window = opens(who, device, to=None, **more)
    window.page.add_init_script(AT_ONCE)
    return window.goto(f"/h/{who.home}/meeting/").is_live()


def both(opens: Opens, sam: Person, robin: Person) -> tuple[Window, Window]:
    """Both are at the table, and have been told of each other."""
    laptop, phone = meets(opens, sam, LAPTOP), meets(opens, robin, PHONE)
    for window in (laptop, phone):
        window.takes_what_was_sent()
    return laptop, phone


def at(window: Window, step: str) -> None:
    expect(window.page.locator("main.step")).to_have_attribute("data-step", step)


def at_step(window: Window, name: str) -> None:
    expect(window.page.get_by_role("heading", level=1)).to_have_text(name)


def press(window: Window, name: str) -> None:
    window.page.get_by_role("button", name=name, exact=True).click()


def at_once(windows: tuple[Window, ...], button: str) -> None:
    """All of them press it, and none waits for an answer first. Where the first one's press has led on, it is gone."""
    for window in windows:
        expect(window.page.locator(button)).to_be_visible()
    for window in windows:
        window.page.evaluate("(button) => { document.querySelector(button)?.click(); }", button)


def on(window: Window, step: str) -> None:
    """Presses on; whoever presses, it is that step."""
    window.page.locator("[data-onward]").click()
    at(window, step)


def more(window: Window, entry: str) -> None:
    press(window, "More for our meeting")
    window.page.get_by_role("menuitem", name=entry, exact=True).click()


# ---- what reaches whom


@contextmanager
def hears_nothing(window: Window) -> Iterator[None]:
    """Not a frame but who is there, and nothing on the page, while the other goes on in silence."""
    window.is_saved()
    window.takes_what_was_sent()
    frames, step = len(window.news_frames), window.page.locator(".step").inner_html()
    yield
    window.takes_what_was_sent()
    came = [frame for frame in window.news_frames[frames:] if not frame.startswith('{"type":"presence"')]
    assert not came, came
    assert window.page.locator(".step").inner_html() == step


def holds_nothing_of(window: Window, who: Person, *words: str) -> None:
    """No byte of what somebody holds sealed: in what the sockets and the API sent, in the page as it stands and as the
    server sends it, in all that this device keeps."""
    sealed = [row["id"] for kind in ("hand", "pulse", "ballot", "worth") for row in who.screen().all(kind)]
    sealed += [task["id"] for task in who.screen().all("task") if task["private"]]
    assert sealed
    window.is_saved()
    reached = "\n".join([window.received(), window.page.evaluate(SOURCE), window.page.evaluate(ALL_KEPT)])
    for trace in (*sealed, *words):
        assert trace not in reached, trace


# ---- how it was


def says(window: Window, item: str, word: str, share: bool = False) -> None:
    """One of the five words about one item of the week."""
    form = window.page.locator(f".asked[data-item={item}]")
    form.locator(".scale label").get_by_text(word, exact=True).click()
    expect(form.get_by_role("radio", name=word, exact=True)).to_be_checked()
    if share:
        form.locator(".share").click()
        expect(form.get_by_role("checkbox")).to_be_checked()


def shown(window: Window, item: str) -> Locator:
    return window.page.locator(f".shown [data-item={item}] li")


# ---- what first, who and how


def things(sam: Person) -> dict[str, str]:
    return {title: write(sam, title) for title in THINGS}


def chosen(window: Window) -> Locator:
    return window.page.locator(".order [data-row] .t")


def choose(window: Window, *titles: str) -> None:
    for title in titles:
        window.page.get_by_role("button", name=f"Choose {title}", exact=True).click()
        expect(chosen(window).filter(has_text=title)).to_have_count(1)


def drafted(window: Window) -> Locator:
    return window.page.locator(".draft [data-row] .t")


def line(window: Window, title: str) -> Locator:
    return window.page.locator("[data-row]").filter(has=window.page.locator(".t").get_by_text(title, exact=True))


def card_of(window: Window) -> Locator:
    return window.page.locator(".one-card h2")


def row(window: Window, title: str) -> Locator:
    return window.page.locator(".who-list > li").filter(has=window.page.get_by_role("heading", name=title, exact=True))


def asked(by: Person, to: Person, task: str) -> str:
    """An ask; its id."""
    answer = by.post("asks/", {"task": task, "to": to.id, "how": "ask"})
    assert answer.status_code == 201, answer.content
    found: str = next(item["id"] for item in answer.json()["items"] if item["kind"] == "ask")
    return found


def lived_in(sam: Person, robin: Person) -> None:
    """Something in every step of a meeting."""
    write(sam, "Tax papers", place="week")
    for title, who in (("Pay the rent", robin), ("Water the plants", robin), ("Car check", sam)):
        who.post(f"tasks/{write(who, title)}/done/")
    sam.post(f"tasks/{write(sam, 'Iron the napkins')}/let-go/")
    robin.patch(f"tasks/{write(robin, 'The birthday')}/", {"bring": True})
    robin.post("topics/", {"feel": "alone with it", "about": "the mornings", "like": "one morning to myself"})
