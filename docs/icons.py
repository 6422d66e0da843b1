"""The icon as pictures, for systems that take no SVG: `bin/pictures icons` after a change of `frontend/icons/icon.svg`.

They are committed: whoever hosts needs no browser.
"""

from pathlib import Path

from docs.chromium import open_chromium

ICONS = Path(__file__).resolve().parent.parent / "frontend" / "icons"
SIZES = {"icon-192.png": 192, "icon-512.png": 512, "apple-touch-icon.png": 180}  # pixels


def main() -> None:
    picture = (ICONS / "icon.svg").read_text()
    with open_chromium() as browser:
        for name, size in SIZES.items():
            page = browser.new_page(viewport={"width": size, "height": size})
            page.set_content(f"<style>body {{ margin: 0 }} svg {{ display: block }}</style>{picture}")
            page.screenshot(path=ICONS / name)
            page.close()


if __name__ == "__main__":
    main()
