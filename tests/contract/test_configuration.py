"""docs/configuration.md names every setting of the one settings class, with its default, and nothing else."""

from __future__ import annotations

import re

from app.core.settings import CHECKOUT, Settings
from tests.support.sources import ROOT, lines_of, python_files

ROW = re.compile(r"^\| `(MODU_[A-Z0-9_]+)` \| (.+?) \| (.+?) \|$", re.MULTILINE)


def documented() -> dict[str, str]:
    """The documented default of every setting, as written."""
    text = (ROOT / "docs" / "configuration.md").read_text(encoding="utf-8")
    return {name: default for name, default, _meaning in ROW.findall(text)}


def defaults() -> dict[str, str]:
    """The default of every setting, as the document has to write it."""
    written = {}
    for name, field in Settings.model_fields.items():
        value = field.default
        shown = "not set" if value in (None, "") else f"`{str(value).replace(f'{CHECKOUT}/', '')}`"
        written[f"MODU_{name.upper()}"] = shown
    return written


def test_every_setting_is_documented() -> None:
    assert documented().keys() == defaults().keys()


def test_the_documented_defaults_are_the_defaults() -> None:
    assert documented() == defaults()


def test_every_setting_describes_itself() -> None:
    silent = [name for name, field in Settings.model_fields.items() if not field.description]
    assert not silent


def test_no_setting_is_read_past_the_class() -> None:
    readers = [
        f"{name}:{number}"
        for name in python_files("app")
        if name != "app/core/settings.py"
        for number, line in enumerate(lines_of(name), 1)
        if re.search(r"os\.environ(\[|\.get)|os\.getenv", line)
    ]
    assert not readers, "a knob belongs into app.core.settings.Settings"
