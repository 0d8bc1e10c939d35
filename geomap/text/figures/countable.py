"""Whether a number can count people: not "District 9", "the 1995 massacre", "a mother of five"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from geomap.protocols import Token
from geomap.text.figures.ages import in_years, is_age
from geomap.text.words.lexicon import Lexicon

__all__ = ["counts_people"]

_TITLE = 5
# Words of a speaker's title: "the deputy regional governor".
_PHRASE = 8
# Words from the dead to "number": "the deaths from the clash in Sabha now number".
_YEAR = re.compile(r"(?:19|20)\d\d")


def counts_people(sentence: Sequence[Token], first: int, last: int, lexicon: Lexicon) -> bool:
    """Tell whether a number can count people, by the words beside it.

    Parameters
    ----------
    sentence : sequence of Token
        The sentence's words.
    first, last : int
        Positions of the number.
    lexicon : Lexicon
        The language's words beside ages, dates and names.

    Returns
    -------
    bool
        False for ages, dates, years and the numbers in names: "District 9".
    """
    if is_age(sentence, first, last) or in_years(sentence, last, lexicon):
        return False
    before = _by_word_before(sentence, first, last, lexicon) if first else None
    if before is not None:
        return before
    year = _YEAR.fullmatch(sentence[last].text) is not None
    if last + 1 >= len(sentence):
        return not year
    after = sentence[last + 1]
    if after.text in ("-", "–") and after.start == sentence[last].end:
        return False
    further = sentence[last + 2].text if last + 2 < len(sentence) else ""
    # a bar before a word parts two fields of a form; before a number it is a date's
    parted = after.text == "/" and further.isalpha()
    if after.lower in lexicon.harm.no_count_after and not parted:
        return False
    if after.lower in lexicon.months and after.tag != "MD":
        return False
    return not (year and after.tag not in ("NNS", "NN", "JJ", "VBN"))


def _by_word_before(
    sentence: Sequence[Token], first: int, last: int, lexicon: Lexicon
) -> bool | None:
    """Tell it by the word before a number; None where that says nothing."""
    before, number = sentence[first - 1], sentence[last]
    after = sentence[last + 1] if last + 1 < len(sentence) else None
    of_people = after is not None and after.lower in lexicon.victims
    if before.lower == "of" and first > 1 and _of_one(sentence, first - 2, last + 1, lexicon):
        return False
    if before.lower in lexicon.harm.no_count_before:
        return before.lower == "number" and _numbers_the_harmed(sentence, first, lexicon)
    if before.lower in lexicon.months and first == last and number.text.isdigit():
        # "on 5 July 4 fishermen were shot"
        return first > 1 and sentence[first - 2].text.isdigit() and of_people
    named = before.tag in ("NNP", "NNPS") and before.end + 1 >= number.start
    # "KIA 7, WIA 19"
    named = named and before.lower not in lexicon.harm.abbreviations
    if named and number.text.isdigit() and before.lower not in lexicon.weekdays:
        return after is None or after.tag not in (".", ",", "IN", "-RRB-", "CC")
    if before.text in ("-", "/") and before.end == number.start:
        return False
    if before.lower == "the" and _YEAR.fullmatch(number.text):
        # "the 1995 massacre"
        return of_people
    return None


def _numbers_the_harmed(sentence: Sequence[Token], first: int, lexicon: Lexicon) -> bool:
    """Read "the dead number 31", "the dead now number 31", "deaths at the port now number 31"."""
    if first < 2:
        return False
    at = first - 3 if first > 2 and sentence[first - 2].tag == "RB" else first - 2
    lead = sentence[at].lower
    if lead in lexicon.states or lead in lexicon.nouns or lead in ("who", "to"):
        return True
    if sentence[first - 2].tag not in ("RB", "NNP") or sentence[first - 1].text != "number":
        # "the dead of house number 31"
        return False
    return any(
        (sentence[k].lower in lexicon.states or sentence[k].lower in lexicon.nouns)
        and sentence[k + 1].tag == "IN"
        for k in range(max(0, at - _PHRASE), at)
    )


def _spoke_too(sentence: Sequence[Token], at: int, lexicon: Lexicon) -> bool:
    """Tell whether somebody speaks beside another: "villagers spoke of 40, the governor of 22"."""
    first = next((k for k in range(at, max(0, at - _TITLE), -1) if sentence[k].lower == "the"), 0)
    if not first or sentence[first - 1].lower not in lexicon.speech["parting"]:
        return False
    return any(
        sentence[k].lower == "of" and sentence[k - 1].lower in lexicon.speech["verbs"]
        for k in range(1, first)
    )


def _of_one(sentence: Sequence[Token], at: int, behind: int, lexicon: Lexicon) -> bool:
    """Read "a mother of five" and "a neighbour of 60": the number is no count of the harmed."""
    word = sentence[at]
    if word.lower in lexicon.harm.parents:
        return True
    many = word.lower in lexicon.harm.kinds_of_group or word.lower in lexicon.harm.collectives
    alone = behind >= len(sentence) or sentence[behind].tag not in ("NN", "NNS", "JJ", "NNP")
    person = word.lower in lexicon.victims and word.tag == "NN" and not many
    led = at > 0 and sentence[at - 1].tag in ("DT", "JJ", "PRP$")
    if person and led and _spoke_too(sentence, at, lexicon):
        return False
    return person and alone and led and word.lower not in lexicon.harm.remains
