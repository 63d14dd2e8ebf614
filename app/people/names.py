"""What neighbours call each other."""

from __future__ import annotations

_TWO_SYLLABLE_SURNAMES = ("남궁", "황보", "제갈", "사공", "선우", "서문", "독고", "동방")


def first_name(name: str) -> str:
    """What neighbours call somebody: the given name of a Korean name of three syllables or more, else the first word."""
    words = name.split()
    if not words:
        return name
    korean = all("가" <= letter <= "힣" for word in words for letter in word)
    if korean and len(words) == 2 and len(words[0]) <= 2:
        return words[1]
    if korean and len(words) == 1 and 3 <= len(words[0]) <= 5:
        surname = 2 if len(words[0]) > 3 and words[0].startswith(_TWO_SYLLABLE_SURNAMES) else 1
        return words[0][surname:]
    return words[0]
