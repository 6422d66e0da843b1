"""The threat model names what shows each row: those tests are there, so that none goes away unnoticed."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).parent.parent


def test_every_test_it_names_is_there() -> None:
    text = (ROOT / "docs" / "threat-model.md").read_text()
    named = re.findall(r"`((?:browser/)?test_\w+\.py)(?:::(\w+))?`", text)
    assert len(named) > 25
    for file, test in named:
        path = ROOT / "tests" / file
        assert path.exists(), file
        assert not test or f"def {test}(" in path.read_text(), f"{file}::{test}"
