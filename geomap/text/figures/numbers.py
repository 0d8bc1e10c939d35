"""Plain numbers in a sentence: "1,200", "two hundred and five", "half a dozen"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from geomap.protocols import Token
from geomap.text.words.lexicon import Lexicon

__all__ = [
    "BEFORE_VAGUE",
    "LARGEST",
    "figures_in",
    "is_particle",
    "is_rate",
    "may_open",
    "multiple_at",
    "number_at",
]

BEFORE_VAGUE = ("JJ", "RB", "JJR")
# What may stand before a word like "dozens".

_TURN = 4
# Words of "one after the other".
_DIGITS = re.compile(
    r"\d{1,3}(?:[,.\u00a0\u202f'’]\d{3}){1,3}"
    # by lakhs: "1,20,000"
    r"|\d{1,2}(?:,\d\d){1,2},\d{3}"
    r"|\d{1,12}"
)
_DECIMAL = re.compile(r"\d{1,6}[.,]\d{1,6}")
_TIMES = re.compile(r"\d{1,4}[xX×]")
# Lengths are bounded: int() refuses 4,300 digits.
_OPENING = frozenset({"a", "half"})
# Words that open a number without being one: "a dozen".
_DIGITS_GROUPED = 3
# "1 200": a thousand written with a space.
LARGEST = 100_000_000  # above it a number is a mistake or not of people


def number_at(sentence: Sequence[Token], at: int, lexicon: Lexicon) -> tuple[int, int] | None:
    """Read a number.

    Parameters
    ----------
    sentence : sequence of Token
        The sentence's words.
    at : int
        Where the number would begin.
    lexicon : Lexicon
        The language's number words.

    Returns
    -------
    (int, int) or None
        Its value and its last position; None where no number begins.
    """
    if at >= len(sentence):
        return None
    word = sentence[at]
    if not word.text[:1].isdecimal():
        if word.lower not in lexicon.numbers and word.lower not in _OPENING:
            return None
        if _in_turn(sentence, at, lexicon):
            return None
        return _collective_at(sentence, at, lexicon) or _words_at(sentence, at, lexicon)
    if _DIGITS.fullmatch(word.text):
        value = int(re.sub(r"\D", "", word.text))
        return _spaced(sentence, at, lexicon) or _scaled(sentence, at, value, lexicon)
    if _TIMES.fullmatch(word.text):
        # "2x US KIA" of logs
        return int(word.text[:-1]), at
    if _DECIMAL.fullmatch(word.text):
        following = sentence[at + 1].lower if at + 1 < len(sentence) else ""
        if following in lexicon.scales:
            scaled = float(word.text.replace(",", ".")) * lexicon.scales[following]
            return round(scaled), at + 1
        return None
    if word.lower not in lexicon.numbers and word.lower not in _OPENING:
        return None
    return _collective_at(sentence, at, lexicon) or _words_at(sentence, at, lexicon)


def _in_turn(sentence: Sequence[Token], at: int, lexicon: Lexicon) -> bool:
    """Tell "one after the other" and "one by one" from numbers."""
    words = [word.lower for word in sentence[at : at + _TURN]]
    return any(" ".join(words[:end]) in lexicon.harm.in_turn for end in range(2, len(words) + 1))


def may_open(word: Token, lexicon: Lexicon) -> bool:
    """Tell at a glance whether a word may be the first of a number with what qualifies it.

    Parameters
    ----------
    word : Token
        The word.
    lexicon : Lexicon
        The language's number words.

    Returns
    -------
    bool
        False for most words of a sentence: no number, range or "dozens" begins with them.
    """
    said = word.lower in lexicon.counting or word.tag in BEFORE_VAGUE
    return said or word.text[:1].isdecimal()


def multiple_at(sentence: Sequence[Token], at: int, lexicon: Lexicon) -> int | None:
    """Read "twice as many", "three times as many"; give its end.

    Parameters
    ----------
    sentence : sequence of Token
        The sentence's words.
    at : int
        A position.
    lexicon : Lexicon
        The language's factors.

    Returns
    -------
    int or None
        Its last position; None where no multiple begins.
    """
    if at < len(sentence) and sentence[at].lower in lexicon.factors:
        end = at + 1
    elif at + 1 < len(sentence) and sentence[at].lower in lexicon.numbers:
        end = at + 2 if sentence[at + 1].lower == "times" else at
    else:
        return None
    following = [token.lower for token in sentence[end : end + 2]]
    if following == ["as", "many"] and end > at:
        return end + 1
    if following[:1] == ["that"] and end > at:
        # "twice that number", "double that"
        return end + 1 if following[1:] and following[1] in lexicon.harm.figures else end
    return None


def figures_in(words: Sequence[Token], lexicon: Lexicon) -> frozenset[int]:
    """Give all numbers that stand in some words.

    Parameters
    ----------
    words : sequence of Token
        The words.
    lexicon : Lexicon
        The language's number words.

    Returns
    -------
    frozenset of int
        "20 to two dozen" has 20 and 24.
    """
    found = set()
    at = 0
    while at < len(words):
        number = number_at(words, at, lexicon)
        if number is not None:
            found.add(number[0])
            at = number[1]
        at += 1
    return frozenset(found)


def is_particle(sentence: Sequence[Token], at: int) -> bool:
    """Tell an "over" that bounds no number: "handed over nine", "when it was over nine lay dead".

    Parameters
    ----------
    sentence : sequence of Token
        The sentence's words.
    at : int
        Position of "over".

    Returns
    -------
    bool
        False where it may say that a number is exceeded.
    """
    lead = [token.lower for token in sentence[max(0, at - 3) : at]]
    ended = lead[1:] in (["it", "was"], ["it", "is"]) and lead[0] in ("when", "once", "until")
    return sentence[at].tag == "RP" or ended


def is_rate(sentence: Sequence[Token], at: int) -> bool:
    """Tell whether a number is the second of a rate: "one in five soldiers".

    Parameters
    ----------
    sentence : sequence of Token
        The sentence's words.
    at : int
        The number's position.

    Returns
    -------
    bool
        Whether it counts nobody.
    """
    words = sentence[max(0, at - 2) : at + 1]
    return len(words) > 2 and words[0].tag == words[2].tag == "CD" and words[1].lower == "in"


def _spaced(sentence: Sequence[Token], at: int, lexicon: Lexicon) -> tuple[int, int] | None:
    """Read "1 200", a thousand written with a space."""
    after_month = at > 0 and sentence[at - 1].lower in lexicon.months
    if after_month or at + 1 >= len(sentence) or len(sentence[at].text) > _DIGITS_GROUPED:
        return None
    word, rest = sentence[at], sentence[at + 1]
    grouped = word.text.isdecimal() and rest.text.isdecimal() and word.text[0] != "0"
    if not grouped or len(rest.text) != _DIGITS_GROUPED:
        return None
    return (int(word.text + rest.text), at + 1) if rest.start == word.end + 1 else None


def _scaled(
    sentence: Sequence[Token], at: int, value: int, lexicon: Lexicon
) -> tuple[int, int] | None:
    following = sentence[at + 1].lower if at + 1 < len(sentence) else ""
    factor = lexicon.scales.get(following) or lexicon.collectives.get(following)
    if factor and value < 1000:
        return value * factor, at + 1
    return (value, at) if value <= LARGEST else None


def _collective_at(sentence: Sequence[Token], at: int, lexicon: Lexicon) -> tuple[int, int] | None:
    """Read "a dozen", "half a dozen", "a hundred", "two dozen"."""
    words = [token.lower for token in sentence[at : at + 4]]
    both = {**lexicon.scales, **lexicon.collectives}
    if words[:2] == ["half", "a"] and len(words) > 2 and words[2] in both:
        return both[words[2]] // 2, at + 2
    many = 1 if words[0] == "a" else lexicon.numbers.get(words[0])
    if many is None or len(words) < 2 or words[1] not in lexicon.collectives:
        return None
    of_unit = words[2:3] == ["of"] and words[-1] in both
    # "a couple of dozen"
    unit = both[words[-1]] if of_unit else 1
    halved = [token.lower for token in sentence[at + 2 : at + 5]] == ["and", "a", "half"]
    if halved and not of_unit:
        # "a dozen and a half"
        return many * lexicon.collectives[words[1]] * 3 // 2, at + 4
    return many * lexicon.collectives[words[1]] * unit, at + (3 if of_unit else 1)


def _words_at(sentence: Sequence[Token], at: int, lexicon: Lexicon) -> tuple[int, int] | None:
    """Read number words: "two hundred and twenty-five thousand", "a hundred"."""
    total, current, end = 0, 0, None
    position = at
    following = sentence[at + 1].lower if at + 1 < len(sentence) else ""
    if sentence[at].lower == "a" and following in lexicon.scales:
        current, end, position = 1, at, at + 1
    while position < len(sentence):
        word = sentence[position].lower
        if word in lexicon.numbers:
            current += lexicon.numbers[word]
        elif word in lexicon.scales and end is not None:
            scale = lexicon.scales[word]
            if scale == 100:
                current = max(1, current) * 100
            else:
                total, current = total + max(1, current) * scale, 0
        elif word in ("-", "and") and end is not None and _continues(sentence, position, lexicon):
            position += 1
            continue
        else:
            break
        end = position
        position += 1
    return (total + current, end) if end is not None else None


def _continues(sentence: Sequence[Token], position: int, lexicon: Lexicon) -> bool:
    """Tell whether "-" or "and" joins two number words to one number."""
    if position + 1 >= len(sentence):
        return False
    before, after = sentence[position - 1].lower, sentence[position + 1].lower
    if after not in lexicon.numbers:
        return False
    if sentence[position].lower == "-":
        return lexicon.numbers.get(before, 0) >= 20 and lexicon.numbers[after] < 10
    return before in lexicon.scales
