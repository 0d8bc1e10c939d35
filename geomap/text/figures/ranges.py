"""Ranges of numbers: "between five and ten", "two to three dozen", "twelve, perhaps fourteen"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from geomap.protocols import Token
from geomap.text.figures.numbers import LARGEST, number_at
from geomap.text.words.lexicon import Lexicon

__all__ = ["range_at"]

_DASHED = re.compile(r"(\d{1,9})[-–—](\d{1,9})")
# One token of the tokenizer's: "12–14".
_FAR = 25
# Words between "raised" and its "from 15 to 21".
_JOINERS = frozenset({"-", "–", "—", "to", "or"})


def range_at(
    sentence: Sequence[Token], start: int, lexicon: Lexicon
) -> tuple[int, int, int, int, int] | None:
    """Read "between five and ten", "from five to ten", "5-10".

    "The toll rose from five to ten" is two figures, no range.

    Parameters
    ----------
    sentence : sequence of Token
        The sentence's words.
    start : int
        Where the range may begin.
    lexicon : Lexicon
        The language's number words.

    Returns
    -------
    (int, int, int, int, int) or None
        Positions of the range and of its first number, both ends, and the last position.
    """
    if start >= len(sentence):
        return None
    dashed = _DASHED.fullmatch(sentence[start].text)
    if dashed and int(dashed[1]) < int(dashed[2]) <= LARGEST:
        return start, start, int(dashed[1]), int(dashed[2]), start
    lead = sentence[start].lower
    told = sentence[max(0, start - _FAR) : start]
    if lead == "from" and any(token.lower in lexicon.harm.rise for token in told):
        return None
    number_first = start + 1 if lead in ("between", "from") else start
    if number_first == start and start and sentence[start - 1].lower == "from":
        return None
    low = number_at(sentence, number_first, lexicon)
    if low is None or low[1] + 1 >= len(sentence):
        return None
    joiners = {"between": {"and", "to"}, "from": {"to"}}.get(lead, _JOINERS)
    upper = low[1] + 2
    if sentence[low[1] + 1].text == "," and lead not in ("between", "from"):
        # "twelve, perhaps fourteen, hikers"
        upper = _guess_behind(sentence, low[1] + 2, lexicon)
    elif sentence[low[1] + 1].lower not in joiners:
        return None
    high = number_at(sentence, upper, lexicon) if upper else None
    if high is None or high[0] <= low[0]:
        return None
    if upper > low[1] + 2 and sentence[low[1] + 1].text == ",":
        end = high[1] + 1
        closed = end < len(sentence) and sentence[end].text == ","
        return start, number_first, low[0], high[0], end if closed else high[1]
    # "two to three dozen": the dozen is of both.
    unit = sentence[high[1]].lower if sentence[low[1]].lower != sentence[high[1]].lower else ""
    factor = lexicon.scales.get(unit) or lexicon.collectives.get(unit) or 1
    least = low[0] * factor if low[0] * factor < high[0] else low[0]
    return start, number_first, least, high[0], high[1]


def _guess_behind(sentence: Sequence[Token], at: int, lexicon: Lexicon) -> int:
    """Give where the number of "perhaps fourteen" begins; 0 where no such guess stands there."""
    start = at
    while start < len(sentence) and sentence[start].lower in lexicon.harm.guessing:
        start += 1
    return start if start > at else 0
