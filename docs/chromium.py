"""The Chromium that is installed here, for the scripts that make pictures."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser, sync_playwright

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


@contextmanager
def open_chromium() -> Iterator[Browser]:
    """A browser until the block ends. Raises SystemExit with a sentence where there is none."""
    path = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)
    if not path:
        raise SystemExit("Pictures need Chromium or Google Chrome; name one with: CHROMIUM=/path/to/it bin/pictures")
    args = ["--disable-gpu", "--hide-scrollbars", *["--no-sandbox"][: os.getuid() == 0]]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=args)
        yield browser
        browser.close()
