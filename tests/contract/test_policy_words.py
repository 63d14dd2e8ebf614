"""A number of the policy has one name: on its screen, and where the server refuses it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from app.neighbourhoods.policy_words import NAMES

LOCALES = Path(__file__).parents[2] / "frontend/src/locales"
NAME = re.compile(r"""'number\.(\w+)': (?:'([^']*)'|"([^"]*)"),""")


@pytest.mark.parametrize("language", ["ko", "en"])
def test_the_screen_and_the_server_call_each_number_the_same(language: str) -> None:
    shown = {name: one or other for name, one, other in NAME.findall((LOCALES / f"desk-policy.{language}.ts").read_text())}
    assert shown == {name: getattr(words, language) for name, words in NAMES.items()}
