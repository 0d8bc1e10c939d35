"""Number phrases: "at least a dozen" → Count(low, best, high, qualifier, wording).

Bounds follow DATA_MODEL.md: "at least n" leaves the high open and takes n as best (ACLED's
lower bound), "up to n" leaves the low open, a range has no best, and a vague word ("dozens",
"several") keeps its words and gets no number unless a policy is named.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from geomap.model import Count, Qualifier
from geomap.protocols import Token
from geomap.text.lexicon import Lexicon

__all__ = ["NumberPhrase", "find_numbers", "make_count"]

_DIGITS = re.compile(r"\d{1,3}(?:[,.\u00a0\u202f]\d{3})+|\d+")
_DECIMAL = re.compile(r"\d+[.,]\d+")
_YEAR = re.compile(r"(?:19|20)\d\d")
_DASHES = {"-", "–", "—", "to", "or"}
_LARGEST = 100_000_000
# Of people in one report: above it a number is a mistake or not of people.


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
        phrase = _phrase_at(sentence, at, lexicon, text)
        if phrase is None:
            at += 1
            continue
        found.append(phrase)
        at = phrase.last + 1
    return found


def _phrase_at(
    sentence: Sequence[Token], at: int, lexicon: Lexicon, text: str
) -> NumberPhrase | None:
    qualifier, start = _qualifier_at(sentence, at, lexicon)
    # "between five and ten"; "rose from five to ten" is two figures, not a range
    ranged = sentence[start].lower == "between" if start < len(sentence) else False
    risen = at > 0 and sentence[at - 1].lower == "from"
    number = _number_at(sentence, start + 1 if ranged else start, lexicon)
    if number is None:
        vague = _vague_at(sentence, start, lexicon)
        if vague is None:
            return None
        return _finish(sentence, (at, start, vague), Qualifier.VAGUE, None, None, text)
    value, end = number
    number_first = start + 1 if ranged else start
    joiners = {"and", "to"} if ranged else _DASHES
    second = None
    if not risen and end + 1 < len(sentence) and sentence[end + 1].lower in joiners:
        second = _number_at(sentence, end + 2, lexicon)
    if second and second[0] > value and _people_follow(sentence, number_first, second[1], lexicon):
        return _finish(
            sentence,
            (start if ranged else at, number_first, second[1]),
            Qualifier.RANGE,
            value,
            second[0],
            text,
        )
    if ranged or not _people_follow(sentence, number_first, end, lexicon):
        return None
    if qualifier is None and [t.lower for t in sentence[end + 1 : end + 3]] == ["or", "so"]:
        qualifier, end = Qualifier.ABOUT, end + 2
    if qualifier is None and [t.lower for t in sentence[end + 1 : end + 3]] == ["or", "more"]:
        qualifier, end = Qualifier.AT_LEAST, end + 2
    if qualifier is None and value == 0:
        qualifier = Qualifier.ZERO
    return _finish(
        sentence, (at, number_first, end), qualifier or Qualifier.EXACT, value, None, text
    )


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
    for words, kind in lexicon.qualifiers:
        end = at + len(words)
        if all(
            end <= len(sentence) and sentence[at + k].lower == word for k, word in enumerate(words)
        ):
            following = end
            while following < len(sentence) and sentence[following].lower in ("a", "an", "the"):
                following += 1
            if following >= len(sentence):
                continue
            if (
                kind == "about"
                and words == ("some",)
                and not _starts_number(sentence, end, lexicon)
            ):
                continue
            if _starts_number(sentence, end, lexicon):
                return Qualifier(kind), end
    return None, at


def _starts_number(sentence: Sequence[Token], at: int, lexicon: Lexicon) -> bool:
    return _number_at(sentence, at, lexicon) is not None or (
        _vague_at(sentence, at, lexicon) is not None
    )


def _number_at(sentence: Sequence[Token], at: int, lexicon: Lexicon) -> tuple[int, int] | None:
    """Read a number; give its value and its last position."""
    if at >= len(sentence):
        return None
    word = sentence[at]
    if _DIGITS.fullmatch(word.text):
        value = int(re.sub(r"\D", "", word.text))
        return _scaled(sentence, at, value, lexicon)
    if _DECIMAL.fullmatch(word.text):
        following = sentence[at + 1].lower if at + 1 < len(sentence) else ""
        if following in lexicon.scales:
            scaled = float(word.text.replace(",", ".")) * lexicon.scales[following]
            return round(scaled), at + 1
        return None
    return _collective_at(sentence, at, lexicon) or _words_at(sentence, at, lexicon)


def _scaled(
    sentence: Sequence[Token], at: int, value: int, lexicon: Lexicon
) -> tuple[int, int] | None:
    following = sentence[at + 1].lower if at + 1 < len(sentence) else ""
    factor = lexicon.scales.get(following) or lexicon.collectives.get(following)
    if factor and value < 1000:
        return value * factor, at + 1
    return (value, at) if value <= _LARGEST else None


def _collective_at(sentence: Sequence[Token], at: int, lexicon: Lexicon) -> tuple[int, int] | None:
    """Read "a dozen", "half a dozen", "a hundred", "two dozen"."""
    words = [token.lower for token in sentence[at : at + 3]]
    both = {**lexicon.scales, **lexicon.collectives}
    if words[:2] == ["half", "a"] and words[2:] and words[2] in both:
        return both[words[2]] // 2, at + 2
    if words[:1] and words[0] in ("a", "one") and words[1:] and words[1] in both:
        return both[words[1]], at + 1
    if len(words) > 1 and words[0] in lexicon.numbers and words[1] in lexicon.collectives:
        return lexicon.numbers[words[0]] * lexicon.collectives[words[1]], at + 1
    return None


def _words_at(sentence: Sequence[Token], at: int, lexicon: Lexicon) -> tuple[int, int] | None:
    """Read number words: "two hundred and twenty-five thousand"."""
    total, current, end = 0, 0, None
    position = at
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


def _vague_at(sentence: Sequence[Token], at: int, lexicon: Lexicon) -> int | None:
    """Read "dozens of", "a number of", "several", "an unknown number of"; give its end."""
    if at >= len(sentence):
        return None
    position = at
    if sentence[position].lower in ("a", "an", "the"):
        position += 1
    while position < len(sentence) and sentence[position].tag in ("JJ", "RB", "JJR"):
        if sentence[position].lower in lexicon.vague:
            break
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
    return None


def _people_follow(sentence: Sequence[Token], first: int, last: int, lexicon: Lexicon) -> bool:
    """Tell whether a number can count people, by the words beside it."""
    before = sentence[first - 1] if first else None
    after = sentence[last + 1] if last + 1 < len(sentence) else None
    number = sentence[last]
    if before is not None:
        if before.lower in ("aged", "age", "#", "$", "€", "£", "no.", "number", "least,"):
            return False
        if before.lower in lexicon.months and first == last and number.text.isdigit():
            return False
        named = before.tag in ("NNP", "NNPS") and before.end + 1 >= number.start
        if named and number.text.isdigit() and before.lower not in lexicon.weekdays:
            return after is None or after.tag not in (".", ",", "IN", "-RRB-", "CC")
        if before.text in ("-", "/") and before.end == number.start:
            return False
    if after is None:
        return not _YEAR.fullmatch(number.text)
    if after.text in ("-", "–") and after.start == number.end:
        return False
    if after.lower in ("%", "percent", "per", "st", "nd", "rd", "th", "'s", "°", "/"):
        return False
    if after.lower in lexicon.months or after.lower in ("a.m.", "p.m.", "am", "pm", "years-old"):
        return False
    return not (_YEAR.fullmatch(number.text) and after.tag not in ("NNS", "NN", "JJ", "VBN"))
