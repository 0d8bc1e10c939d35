"""Number phrases: "at least a dozen" → Count(low, best, high, qualifier, wording).

Bounds follow DATA_MODEL.md: "at least n" leaves the high open and takes n as best (ACLED's
lower bound), "up to n" leaves the low open, a range has no best, and a vague word ("dozens",
"several") keeps its words and gets no number unless a policy is named.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from geomap.model import Count
from geomap.protocols import Token
from geomap.text.figures.ages import in_years, is_age, of_their_age, past_ages
from geomap.text.figures.numbers import (
    BEFORE_VAGUE,
    LARGEST,
    is_particle,
    is_rate,
    may_open,
    multiple_at,
    number_at,
)
from geomap.text.words.lexicon import Lexicon
from geomap.vocabulary import Qualifier

__all__ = ["NumberPhrase", "find_numbers", "make_count"]

_YEAR = re.compile(r"(?:19|20)\d\d")
_DASHED = re.compile(r"(\d{1,9})[-–—](\d{1,9})")
# One token of the tokenizer's: "12–14".
_FAR = 25
# Words between "raised" and its "from 15 to 21".
_JOINERS = frozenset({"-", "–", "—", "to", "or"})


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
        phrase = None if none else _phrase_at(sentence, at, lexicon, text)
        if phrase is None:
            # Of "aged 12 to 30" the 30 counts nobody either.
            ranged = _range_at(sentence, at, lexicon)
            at = ranged[-1] + 1 if ranged else past_ages(sentence, at, lexicon)
            continue
        found.append(phrase)
        at = phrase.last + 1
    return found


def _phrase_at(
    sentence: Sequence[Token], at: int, lexicon: Lexicon, text: str
) -> NumberPhrase | None:
    qualifier, start = _qualifier_at(sentence, at, lexicon)
    ranged = _range_at(sentence, start, lexicon)
    if ranged is not None:
        first, number_first, low, high, last = ranged
        if not _people_follow(sentence, number_first, last, lexicon):
            return None
        places = (first if first < number_first else at, number_first, last)
        return _finish(sentence, places, Qualifier.RANGE, low, high, text)
    if start < len(sentence) and sentence[start].lower == "between":
        return None
    bounds = _bounds_at(sentence, start, qualifier, lexicon)
    if bounds is not None and _people_follow(sentence, start, bounds[2], lexicon):
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
    if not _people_follow(sentence, start, end, lexicon):
        return None
    qualifier = qualifier or behind
    if qualifier is None and value == 0:
        qualifier = Qualifier.ZERO
    return _finish(sentence, (at, start, end), qualifier or Qualifier.EXACT, value, None, text)


def _range_at(
    sentence: Sequence[Token], start: int, lexicon: Lexicon
) -> tuple[int, int, int, int, int] | None:
    """Read "between five and ten", "from five to ten", "5-10"; give places and both ends.

    "The toll rose from five to ten" is two figures, no range.
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
            if words[0] == "up" and at and sentence[at - 1].lower in lexicon.harm.rise:
                # "has gone up to 33"
                continue
            if words[0] == "over" and is_particle(sentence, at):
                continue
            if kind == Qualifier.EXACT:
                inner, start = _qualifier_at(sentence, end, lexicon)
                ranged = _range_at(sentence, start, lexicon) is not None
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


def _people_follow(sentence: Sequence[Token], first: int, last: int, lexicon: Lexicon) -> bool:
    """Tell whether a number can count people, by the words beside it."""
    before = sentence[first - 1] if first else None
    after = sentence[last + 1] if last + 1 < len(sentence) else None
    number = sentence[last]
    if is_age(sentence, first, last) or in_years(sentence, last, lexicon):
        return False
    if before is not None:
        if before.lower == "of" and first > 1 and _of_one(sentence, first - 2, last + 1, lexicon):
            return False
        if before.lower in lexicon.harm.no_count_before:
            # "the dead number 31"
            # … or "the dead now number 31"
            at = first - 3 if first > 2 and sentence[first - 2].tag == "RB" else first - 2
            lead = sentence[at].lower if first > 1 else ""
            led = lead in lexicon.states or lead in lexicon.nouns or lead in ("who", "to")
            return before.lower == "number" and led
        if before.lower in lexicon.months and first == last and number.text.isdigit():
            # "on 5 July 4 fishermen were shot"
            dated = first > 1 and sentence[first - 2].text.isdigit()
            return dated and after is not None and after.lower in lexicon.victims
        named = before.tag in ("NNP", "NNPS") and before.end + 1 >= number.start
        # "KIA 7, WIA 19"
        named = named and before.lower not in lexicon.harm.abbreviations
        if named and number.text.isdigit() and before.lower not in lexicon.weekdays:
            return after is None or after.tag not in (".", ",", "IN", "-RRB-", "CC")
        if before.text in ("-", "/") and before.end == number.start:
            return False
    if before is not None and before.lower == "the" and _YEAR.fullmatch(number.text):
        # "the 1995 massacre"
        return after is not None and after.lower in lexicon.victims
    if after is None:
        return not _YEAR.fullmatch(number.text)
    if after.text in ("-", "–") and after.start == number.end:
        return False
    further = sentence[last + 2].text if last + 2 < len(sentence) else ""
    # a bar before a word parts two fields of a form; before a number it is a date's
    parted = after.text == "/" and further.isalpha()
    if after.lower in lexicon.harm.no_count_after and not parted:
        return False
    if after.lower in lexicon.months and after.tag != "MD":
        return False
    return not (_YEAR.fullmatch(number.text) and after.tag not in ("NNS", "NN", "JJ", "VBN"))


def _of_one(sentence: Sequence[Token], at: int, behind: int, lexicon: Lexicon) -> bool:
    """Read "a mother of five" and "a neighbour of 60": the number is no count of the harmed."""
    word = sentence[at]
    if word.lower in lexicon.harm.parents:
        return True
    many = word.lower in lexicon.harm.kinds_of_group or word.lower in lexicon.harm.collectives
    alone = behind >= len(sentence) or sentence[behind].tag not in ("NN", "NNS", "JJ", "NNP")
    person = word.lower in lexicon.victims and word.tag == "NN" and not many
    led = at > 0 and sentence[at - 1].tag in ("DT", "JJ", "PRP$")
    return person and alone and led and word.lower not in lexicon.harm.remains
