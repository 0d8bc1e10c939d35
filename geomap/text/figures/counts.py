"""Number phrases: "at least a dozen" → Count(low, best, high, qualifier, wording).

Bounds follow DATA_MODEL.md: "at least n" leaves the high open and takes n as best (ACLED's
lower bound), "up to n" leaves the low open, a range has no best, and a vague word ("dozens",
"several") keeps its words and gets no number unless a policy is named.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from geomap.model import Count
from geomap.protocols import Token
from geomap.text.figures.ages import behind_aged, of_their_age, past_ages
from geomap.text.figures.countable import counts_people
from geomap.text.figures.numbers import (
    BEFORE_VAGUE,
    is_particle,
    is_rate,
    may_open,
    multiple_at,
    number_at,
)
from geomap.text.figures.ranges import range_at
from geomap.text.words.lexicon import Lexicon
from geomap.vocabulary import Qualifier

__all__ = ["NumberPhrase", "find_numbers", "make_count"]

_MARKS = frozenset("~≈∼≃")
# Right before a number they say "about".


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberPhrase:
    """A number in a sentence, with the words that qualify it."""

    first: int
    last: int
    # positions in the sentence, last included, qualifier included
    number_first: int
    # where the number itself begins
    count: Count


def make_count(
    qualifier: Qualifier, low: int | None, high: int | None = None, *, wording: str
) -> Count:
    """Turn a worded number into bounds.

    Parameters
    ----------
    qualifier : Qualifier
        How it was worded.
    low : int or None
        The number; of a range its lower end.
    high : int, optional
        The upper end of a range.
    wording : str
        The words.

    Returns
    -------
    Count
        The bounds by the rules of DATA_MODEL.md.

    Examples
    --------
    >>> count = make_count(Qualifier.AT_LEAST, 24, wording="at least 24")
    >>> count.low, count.best, count.high
    (24, 24, None)
    """
    if qualifier in (Qualifier.AT_LEAST, Qualifier.MORE_THAN):
        return Count(low=low, best=low, high=None, qualifier=qualifier, wording=wording)
    if qualifier is Qualifier.UP_TO:
        return Count(low=None, best=low, high=low, qualifier=qualifier, wording=wording)
    if qualifier is Qualifier.FEWER_THAN:
        return Count(low=None, best=None, high=low, qualifier=qualifier, wording=wording)
    if qualifier is Qualifier.RANGE:
        return Count(low=low, best=None, high=high, qualifier=qualifier, wording=wording)
    if qualifier is Qualifier.VAGUE:
        return Count(low=None, best=None, high=None, qualifier=qualifier, wording=wording)
    return Count(low=low, best=low, high=low, qualifier=qualifier, wording=wording)


def find_numbers(sentence: Sequence[Token], lexicon: Lexicon, text: str) -> list[NumberPhrase]:
    """Find the number phrases of a sentence that could count people.

    Ages, dates, times, percentages and the numbers in names ("Su-24", "District 9") are
    left out.

    Parameters
    ----------
    sentence : sequence of Token
        The sentence's words.
    lexicon : Lexicon
        The language's number words.
    text : str
        The report's text.

    Returns
    -------
    list of NumberPhrase
        In order, none overlapping.
    """
    found: list[NumberPhrase] = []
    at = 0
    while at < len(sentence):
        if not may_open(sentence[at], lexicon):
            at += 1
            continue
        none = of_their_age(sentence, at, lexicon) or is_rate(sentence, at)
        none = none or behind_aged(sentence, at, lexicon)
        phrase = None if none else _phrase_at(sentence, at, lexicon, text)
        if phrase is None:
            # Of "aged 12 to 30" the 30 counts nobody either.
            ranged = range_at(sentence, at, lexicon)
            at = ranged[-1] + 1 if ranged else past_ages(sentence, at, lexicon)
            continue
        found.append(phrase)
        at = phrase.last + 1
    return found


def _phrase_at(
    sentence: Sequence[Token], at: int, lexicon: Lexicon, text: str
) -> NumberPhrase | None:
    qualifier, start = _qualifier_at(sentence, at, lexicon)
    ranged = range_at(sentence, start, lexicon)
    if ranged is not None:
        first, number_first, low, high, last = ranged
        if not counts_people(sentence, number_first, last, lexicon):
            return None
        places = (first if first < number_first else at, number_first, last)
        return _finish(sentence, places, Qualifier.RANGE, low, high, text)
    if start < len(sentence) and sentence[start].lower == "between":
        return None
    bounds = _bounds_at(sentence, start, qualifier, lexicon)
    if bounds is not None and counts_people(sentence, start, bounds[2], lexicon):
        low, high, last = bounds
        return _finish(sentence, (at, start, last), Qualifier.RANGE, low, high, text)
    number = number_at(sentence, start, lexicon)
    multiple = multiple_at(sentence, start, lexicon)
    vague = multiple if multiple is not None or number else _vague_at(sentence, start, lexicon)
    if vague is not None:
        return _finish(sentence, (at, start, vague), Qualifier.VAGUE, None, None, text)
    if number is None:
        return None
    value, end = number
    behind, end = _qualifier_after(sentence, _repeated(sentence, end, value))
    if not counts_people(sentence, start, end, lexicon):
        return None
    qualifier = qualifier or behind or _by_mark(text, sentence[start].start)
    if qualifier is None and value == 0:
        qualifier = Qualifier.ZERO
    return _finish(sentence, (at, start, end), qualifier or Qualifier.EXACT, value, None, text)


def _by_mark(text: str, start: int) -> Qualifier | None:
    """Read the mark of "~40" and "~ 1,800"."""
    return Qualifier.ABOUT if text[max(0, start - 2) : start].strip()[-1:] in _MARKS else None


def _bounds_at(
    sentence: Sequence[Token], start: int, qualifier: Qualifier | None, lexicon: Lexicon
) -> tuple[int, int, int] | None:
    """Read "at least three and possibly as many as five"; give both ends and the last word."""
    low = number_at(sentence, start, lexicon) if qualifier is Qualifier.AT_LEAST else None
    if low is None:
        return None
    at = low[1] + 1
    while at < len(sentence) and sentence[at].lower in lexicon.harm.between_bounds:
        at += 1
    # "at least one and possibly two"
    guessed = at > low[1] + 1 and sentence[at - 1].lower in lexicon.harm.guessing - {"or"}
    upper, number = _qualifier_at(sentence, at, lexicon)
    high = number_at(sentence, number, lexicon) if at > low[1] + 1 else None
    bounded = upper is Qualifier.UP_TO or (guessed and upper is None)
    if not bounded or high is None or high[0] <= low[0]:
        return None
    return low[0], high[0], high[1]


def _repeated(sentence: Sequence[Token], end: int, value: int) -> int:
    """Read "one (1)": the same number once more; give the end of both."""
    again = [token.text for token in sentence[end + 1 : end + 4]]
    return end + 3 if again == ["(", str(value), ")"] else end


def _qualifier_after(sentence: Sequence[Token], end: int) -> tuple[Qualifier | None, int]:
    """Read "30 or so", "30 or more", "30+", "30-odd" and "30-plus"."""
    following = [token.lower for token in sentence[end + 1 : end + 3]]
    if following[:1] == ["+"]:
        return Qualifier.AT_LEAST, end + 1
    if following[:1] == ["-"] and following[1:] in (["odd"], ["plus"]):
        return (Qualifier.ABOUT if following[1] == "odd" else Qualifier.AT_LEAST), end + 2
    if following == ["or", "so"]:
        return Qualifier.ABOUT, end + 2
    if following == ["or", "more"]:
        return Qualifier.AT_LEAST, end + 2
    return None, end


def _finish(
    sentence: Sequence[Token],
    places: tuple[int, int, int],
    qualifier: Qualifier,
    low: int | None,
    high: int | None,
    text: str,
) -> NumberPhrase:
    first, number_first, last = places
    wording = text[sentence[first].start : sentence[last].end]
    return NumberPhrase(
        first=first,
        last=last,
        number_first=number_first,
        count=make_count(qualifier, low, high, wording=wording),
    )


def _qualifier_at(
    sentence: Sequence[Token], at: int, lexicon: Lexicon
) -> tuple[Qualifier | None, int]:
    first = sentence[at].lower if at < len(sentence) else ""
    for words, kind in lexicon.qualifiers.get(first, ()):
        end = at + len(words)
        if all(
            end <= len(sentence) and sentence[at + k].lower == word for k, word in enumerate(words)
        ):
            following = end
            while following < len(sentence) and sentence[following].lower in ("a", "an", "the"):
                following += 1
            if following >= len(sentence):
                continue
            moved = lexicon.harm.rise | lexicon.harm.own_up
            if words[0] == "up" and at and sentence[at - 1].lower in moved:
                # "has gone up to 33", "owned up to eight"
                continue
            if words[0] == "over" and is_particle(sentence, at):
                continue
            if kind == Qualifier.EXACT:
                inner, start = _qualifier_at(sentence, end, lexicon)
                ranged = range_at(sentence, start, lexicon) is not None
                if inner is not None or ranged or _starts_number(sentence, start, lexicon):
                    return inner, start
            if _starts_number(sentence, end, lexicon):
                return Qualifier(kind), end
    return None, at


def _starts_number(sentence: Sequence[Token], at: int, lexicon: Lexicon) -> bool:
    return number_at(sentence, at, lexicon) is not None or (
        _vague_at(sentence, at, lexicon) is not None
        or multiple_at(sentence, at, lexicon) is not None
    )


def _vague_at(sentence: Sequence[Token], at: int, lexicon: Lexicon) -> int | None:
    """Read "dozens of", "a number of", "several", "an unknown number of"; give its end."""
    if at >= len(sentence):
        return None
    position = at
    if [token.lower for token in sentence[at : at + 2]] == ["as", "many"]:
        return at + 1
    if sentence[position].lower in ("a", "an", "the"):
        position += 1
    while position < len(sentence) and sentence[position].tag in BEFORE_VAGUE:
        if sentence[position].lower in lexicon.vague:
            break
        if position > at and sentence[position].lower == "as":
            # "possibly as many as nine"
            return None
        position += 1
    if position >= len(sentence):
        return None
    word = sentence[position].lower
    of = position + 1 < len(sentence) and sentence[position + 1].lower == "of"
    if word in lexicon.vague and word != "some":
        follows = position + 1 < len(sentence) and sentence[position + 1].lower in (
            lexicon.vague_heads
        )
        if follows:
            position += 1
            of = position + 1 < len(sentence) and sentence[position + 1].lower == "of"
        if of and position + 2 < len(sentence) and _vague_at(sentence, position + 2, lexicon):
            return _vague_at(sentence, position + 2, lexicon)
        return position + 1 if of else position
    if word in lexicon.vague_heads and of and position > at:
        return position + 1
    if word == "number" and sentence[position - 1].lower in lexicon.harm.equal and position > at:
        # "and the same number captured"
        return position
    return None
