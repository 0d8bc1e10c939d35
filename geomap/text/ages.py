"""Numbers that are ages, and so count nobody: "a woman, 34, and", "aged 15, 16 and 19"."""

from __future__ import annotations

from collections.abc import Sequence

from geomap.protocols import Token
from geomap.text.lexicon import Lexicon
from geomap.text.numbers import number_at

__all__ = ["is_age", "past_ages"]

_OLDEST = 115
_AGED = frozenset({"aged", "ages"})
_LISTING = frozenset({",", "and", "&", "or"})


def is_age(sentence: Sequence[Token], first: int, last: int) -> bool:
    """Tell whether a number beside a person is an age: "a woman, 34, and", "Ali Hassan (7)".

    Parameters
    ----------
    sentence : sequence of Token
        The sentence's words.
    first, last : int
        The number's positions.

    Returns
    -------
    bool
        False for a number that may count.
    """
    if first < 2 or first != last or first >= len(sentence) or not sentence[first].text.isdecimal():
        return False
    following = sentence[last + 1].text if last + 1 < len(sentence) else "."
    person = sentence[first - 2].tag in ("NN", "NNP")
    closed = {",": (",", ".", ";"), "(": (")", ",")}.get(sentence[first - 1].text, ())
    return person and following in closed and int(sentence[first].text[:4]) <= _OLDEST


def past_ages(sentence: Sequence[Token], at: int, lexicon: Lexicon) -> int:
    """Go on from a position, past the rest of a list of ages: "aged 15, 16 and 19".

    Parameters
    ----------
    sentence : sequence of Token
        The sentence's words.
    at : int
        A position.
    lexicon : Lexicon
        The language's number words.

    Returns
    -------
    int
        The next position, or the one behind the list of ages that begins here.
    """
    age = number_at(sentence, at, lexicon)
    aged = at > 0 and sentence[at - 1].lower in _AGED
    if not aged or age is None:
        return at + 1
    end = age[1] + 1
    while end + 1 < len(sentence) and sentence[end].lower in _LISTING:
        start = end + 1
        start += sentence[start].lower in _LISTING
        following = number_at(sentence, start, lexicon)
        if following is None:
            break
        end = following[1] + 1
    return end
