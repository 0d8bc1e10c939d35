"""Numbers that are ages, and so count nobody: "a woman, 34, and", "aged 15, 16 and 19"."""

from __future__ import annotations

from collections.abc import Sequence

from geomap.protocols import Token
from geomap.text.figures.numbers import number_at
from geomap.text.words.lexicon import Lexicon
from geomap.vocabulary import Victims

__all__ = ["behind_aged", "in_years", "is_age", "of_their_age", "past_ages"]

_OLDEST = 115
_OF_AN_AGE = frozenset({Victims.CHILDREN, Victims.WOMEN, Victims.MEN})
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
    if first < 2 or first != last or first >= len(sentence):
        return False
    if _is_predicated(sentence, first) or _beside_many(sentence, first)[1]:
        return True
    if not sentence[first].text.isdecimal():
        return False
    following = sentence[last + 1].text if last + 1 < len(sentence) else "."
    person = sentence[first - 2].tag in ("NN", "NNP")
    closed = {",": (",", ".", ";"), "(": (")", ",")}.get(sentence[first - 1].text, ())
    return person and following in closed and int(sentence[first].text[:4]) <= _OLDEST


def _beside_many(sentence: Sequence[Token], at: int) -> tuple[int, int]:
    """Find the ages of many behind a comma: "the brothers, 14 and 17, were"; where and how many."""
    start = end = at
    while start and _is_listed(sentence[start - 1]):
        start -= 1
    while end < len(sentence) and _is_listed(sentence[end]):
        end += 1
    ages = [k for k in range(start, end) if sentence[k].text.isdecimal()]
    many = start > 0 and sentence[start - 1].tag == "NNS" and sentence[start].text == ","
    if not many or len(ages) <= 1 or any(int(sentence[k].text[:4]) > _OLDEST for k in ages):
        return start, 0
    after = sentence[ages[-1] + 1].text if ages[-1] + 1 < len(sentence) else "."
    return start, len(ages) if after in (",", ".", ";", ")") else 0


def _is_listed(token: Token) -> bool:
    return token.text.isdecimal() or token.lower in (",", "and", "&")


def _is_predicated(sentence: Sequence[Token], at: int) -> bool:
    """Tell whether a number is what somebody was: "who was 48,", "two were under fifteen."."""
    words = [token.lower for token in sentence[max(0, at - 2) : at]]
    closed = at + 1 >= len(sentence) or sentence[at + 1].text in (",", ".", ";", ")")
    return closed and (words in (["who", "was"], ["he", "was"], ["she", "was"]))


def behind_aged(sentence: Sequence[Token], at: int, lexicon: Lexicon) -> bool:
    """Tell whether a number or the word before it stands behind "aged": "aged approx. 25".

    Parameters
    ----------
    sentence : sequence of Token
        The sentence's words.
    at : int
        A position.
    lexicon : Lexicon
        The language's words for ages and about numbers.

    Returns
    -------
    bool
        Whether it is an age.
    """
    before = [token.lower for token in sentence[max(0, at - 2) : at]]
    aged = lexicon.harm.aged
    if before and before[-1] in aged:
        return True
    if before[1:] == ["than"] and before[0] in lexicon.harm.elder:
        # "thought to be no older than 13"
        return True
    return len(before) > 1 and before[0] in aged and before[1] in lexicon.qualifiers


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
    aged = behind_aged(sentence, at, lexicon) or (at > 0 and of_their_age(sentence, at, lexicon))
    if not aged or age is None:
        return at + 1
    end = age[1] + 1
    while end + 1 < len(sentence) and sentence[end].lower in _LISTING:
        start = end + 1
        start += sentence[start].lower in _LISTING
        following = number_at(sentence, start, lexicon)
        if following is None or _is_of_harmed(sentence, following[1], lexicon):
            break
        end = following[1] + 1
    return end


def _is_of_harmed(sentence: Sequence[Token], last: int, lexicon: Lexicon) -> bool:
    """Tell whether a number counts people in a state: "aged 6 and 14, and 29 injured"."""
    behind = sentence[last + 1].lower if last + 1 < len(sentence) else ""
    return behind in lexicon.states or behind in lexicon.victims


def of_their_age(sentence: Sequence[Token], at: int, lexicon: Lexicon) -> bool:
    """Tell whether a number is behind "of" and a person: "a man of 63", "two boys of 11 and 14".

    Parameters
    ----------
    sentence : sequence of Token
        The sentence's words.
    at : int
        Where the number begins.
    lexicon : Lexicon
        The language's words for people, and its number words.

    Returns
    -------
    bool
        False for "three women of two families": what stands behind is counted.
    """
    if at < 2 or sentence[at - 1].lower != "of":
        return False
    status = lexicon.victims.get(sentence[at - 2].lower)
    number = number_at(sentence, at, lexicon)
    behind = sentence[number[1] + 1].tag if number and number[1] + 1 < len(sentence) else ""
    # "three women of two families", "the girls of 11 villages"
    return status in _OF_AN_AGE and not behind.startswith(("NN", "JJ"))


def in_years(sentence: Sequence[Token], last: int, lexicon: Lexicon) -> bool:
    """Tell whether a number is an age in words: "41 year old Marwan", "nine and 11 years old".

    Parameters
    ----------
    sentence : sequence of Token
        The sentence's words.
    last : int
        The number's last position.
    lexicon : Lexicon
        The language's units of age.

    Returns
    -------
    bool
        Also for the ages that a list has before the last one.
    """
    end = last + 1
    while end + 1 < len(sentence) and sentence[end].lower in _LISTING:
        following = number_at(sentence, end + 1, lexicon)
        if following is None:
            break
        end = following[1] + 1
    behind = [word.lower for word in sentence[end : end + 2]]
    return (
        len(behind) == 2 and behind[0] in lexicon.harm.age_units and behind[1] in lexicon.harm.old
    )


def ages_listed(sentence: Sequence[Token], at: int, lexicon: Lexicon) -> int:
    """Count the ages behind some people, of whom there are as many: "her sons aged 9 and 13".

    Parameters
    ----------
    sentence : sequence of Token
        The sentence's words.
    at : int
        Where "aged" or a comma before it would stand.
    lexicon : Lexicon
        The language's number words.

    Returns
    -------
    int
        0 where no list of ages stands there.
    """
    if at + 1 < len(sentence) and sentence[at].text == "," and sentence[at + 1].text.isdecimal():
        start, many = _beside_many(sentence, at + 1)
        return many if start == at else 0
    if at < len(sentence) and sentence[at].text in (",", "("):
        at += 1
    if at >= len(sentence) or sentence[at].lower not in lexicon.harm.aged:
        return 0
    ages, at = 0, at + 1
    while at < len(sentence):
        age = number_at(sentence, at, lexicon)
        if age is None or age[0] > _OLDEST:
            break
        ages, at = ages + 1, age[1] + 1
        listed = at
        while at < len(sentence) and sentence[at].lower in _LISTING - {"or"}:
            at += 1
        if at == listed:
            break
    return ages
