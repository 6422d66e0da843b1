"""A day-long session: what was opened and closed is gone, also from memory."""

from __future__ import annotations

from playwright.sync_api import CDPSession, expect

from tests.browser.window import Window
from tests.conftest import Person, write

ROUND = """async (times) => {
  const until = async (seen) => { while (!seen()) await new Promise(requestAnimationFrame); };
  for (let time = 0; time < times; time += 1) {
    document.querySelector(".columns .title").click();
    await until(() => document.querySelector("tandem-card textarea"));
    history.back();
    await until(() => !document.querySelector("tandem-card"));
    if (time % 4) continue;
    document.querySelector(".columns .more").click();
    await until(() => document.querySelector(".menu:popover-open"));
    document.querySelector(".menu").hidePopover();
    await until(() => !document.querySelector(".menu"));
  }
}"""


def test_two_hundred_openings_leave_nothing_behind(laptop: Window, sam: Person) -> None:
    for n in range(10):
        write(sam, f"Line {n}", place="week", notes="Some words")
    laptop.sees("Line 9", "week")
    cdp = laptop.context.new_cdp_session(laptop.page)
    cdp.send("Performance.enable")
    laptop.page.evaluate(ROUND, 20)
    expect(laptop.page.locator("tandem-card, .menu")).to_have_count(0)
    before = measured(cdp)
    laptop.page.evaluate(ROUND, 200)
    after = measured(cdp)
    grown = {name: after[name] - before[name] for name in before}
    assert grown["JSEventListeners"] <= 5, grown
    assert grown["Nodes"] <= 50, grown
    assert grown["Documents"] <= 0, grown
    assert grown["JSHeapUsedSize"] <= 1_000_000, grown


def measured(cdp: CDPSession) -> dict[str, float]:
    """Counts after everything unreachable has been collected."""
    for _round in range(3):
        cdp.send("HeapProfiler.collectGarbage")
    found = {one["name"]: one["value"] for one in cdp.send("Performance.getMetrics")["metrics"]}
    return {name: found[name] for name in ("JSEventListeners", "Nodes", "Documents", "JSHeapUsedSize")}
