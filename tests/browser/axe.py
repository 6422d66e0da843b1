"""What every page is checked for: nothing that axe finds, in light and dark, and nothing wider than the window."""

from __future__ import annotations

from functools import cache
from typing import Any

import pytest

from tests.browser.window import LAPTOP, PHONE, Window
from tests.live_server import ROOT

STILL = {"reduced_motion": "reduce"}
DEVICES = pytest.mark.parametrize("device", [PHONE, LAPTOP], ids=["phone", "laptop"])
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


@cache
def axe() -> str:
    return (ROOT / "node_modules" / "axe-core" / "axe.min.js").read_text()


# What lies under a sticky foot can be scrolled from under it; axe takes it as it happens to stand.
FOOT_AT_THE_END = """() => {
  for (const foot of document.querySelectorAll("tandem-meeting-onward, .onward")) foot.style.position = "static";
}"""


def check(window: Window, what: str) -> None:
    """axe finds nothing in the light; in the dark only colours differ."""
    page = window.page
    page.evaluate(axe())
    page.evaluate(FOOT_AT_THE_END)
    only: dict[str, Any] = {"type": "tag", "values": RULES}
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        found = page.evaluate(
            """async (runOnly) => {
              const { violations } = await axe.run(document, { runOnly, preload: false, resultTypes: ["violations"] });
              return violations.flatMap(({ id, nodes }) =>
                nodes.map(({ html, failureSummary }) => `${id}: ${html.slice(0, 200)}\\n    ${failureSummary}`));
            }""",
            only,
        )
        assert not found, f"{what}, {scheme}:\n" + "\n".join(found)
        only = {"type": "rule", "values": ["color-contrast"]}
    page.emulate_media(color_scheme="light")
    wide = page.evaluate("() => document.scrollingElement.scrollWidth - innerWidth")
    assert wide <= 0, f"{what}: {wide} px wider than the window"


def too_wide(window: Window, what: str) -> None:
    """Nothing reaches out of a 320 px window at twice the text size, but what scrolls by itself."""
    window.page.evaluate("() => { document.documentElement.style.fontSize = '200%'; }")
    found = window.page.evaluate(REACHES_OUT)
    assert not found, f"{what}:\n" + "\n".join(found)


REACHES_OUT = """() => {
  const scrolls = (element) => {
    for (let up = element.parentElement; up && up !== document.documentElement; up = up.parentElement)
      if (/auto|scroll/.test(getComputedStyle(up).overflowX)) return true;
    return false;
  };
  const seen = [...document.body.querySelectorAll("*")].filter((element) =>
    element.checkVisibility({ visibilityProperty: true }) && !element.closest(".hidden, svg, noscript"));
  const out = seen.filter((element) => {
    const { left, right, width } = element.getBoundingClientRect();
    return width > 1 && (right > innerWidth + 1 || left < -1) && !scrolls(element);
  });
  const cut = seen.filter((element) => element.matches("button, a, p, h1, h2, label, li") &&
    /hidden|clip/.test(getComputedStyle(element).overflowX) && element.scrollWidth > element.clientWidth + 1);
  const page = document.scrollingElement.scrollWidth > innerWidth ? ["the page itself"] : [];
  return [...page, ...[...out, ...cut].map((element) => element.outerHTML.slice(0, 160))];
}"""
