"""The app's own words by their keys, so that a better wording breaks no journey."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

LOCALES = Path(__file__).parents[2] / "frontend/src/locales"
LINE = re.compile(r"'([\w.-]+)':\s*(?:'((?:[^'\\]|\\.)*)'|\"((?:[^\"\\]|\\.)*)\")")


@cache
def _texts(language: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for file in sorted(LOCALES.glob(f"*{language}.ts")):
        desk = "desk/" if file.name.startswith("desk") else ""
        room = file.name.removesuffix(f".{language}.ts")
        for key, single, double in LINE.findall(file.read_text()):
            text = (single or double).replace("\\'", "'")
            found.setdefault(desk + key, text)
            found[f"{room}/{key}"] = text
    return found


def say(key: str, language: str = "ko", **names: object) -> str:
    """The text of a key, `{names}` filled in; a room's own keys begin with its file's name, as `together/join.go`, the desk's with `desk/`."""
    text = _texts(language)[key]
    for name, value in names.items():
        text = text.replace(f"{{{name}}}", str(value))
    return text
