"""A share of some people: "a third of the 30 hostages", "half the town's 8,000 residents"."""

from __future__ import annotations

from collections.abc import Sequence

from geomap.model import Count
from geomap.protocols import Token
from geomap.text.figures.counts import NumberPhrase, make_count
from geomap.text.parsing.grammar import Sentence
from geomap.text.words.lexicon import Lexicon
from geomap.vocabulary import Qualifier

__all__ = ["share_before", "share_of"]

_BETWEEN = frozenset({"DT", "PRP$", "POS", "NN", "NNP", "JJ"})
# Tags of the words between a share and the number it is of: "half the town's 8,000".
_FARTHEST = 5
_CLAUSES = ("acl", "relcl")


def share_before(words: Sequence[Token], at: int, lexicon: Lexicon) -> tuple[float, int] | None:
    """Find the share that the words before a number take of it.

    Parameters
    ----------
    words : sequence of Token
        The sentence's words.
    at : int
        Where the number begins.
    lexicon : Lexicon
        The language's shares, and its numbers: "two thirds".

    Returns
    -------
    (float, int) or None
        The share and its first position; None where the number stands for itself.
    """
    k = at - 1
    while k > max(0, at - _FARTHEST) and words[k].tag in _BETWEEN and not _share(words, k, lexicon):
        k -= 1
    of = k > 0 and words[k].lower == "of"
    if of:
        k -= 1
    if k < 0 or (k == at - 1 and not of):
        # "half 30", "a third 20"
        return None
    part = _share(words, k, lexicon)
    if part is None or not (of or words[k + 1].tag in ("DT", "PRP$")):
        return None
    if any(word.lower in lexicon.harm.age_units for word in words[k + 1 : at]):
        # "in the first half of the year 1,662 civilians were killed"
        return None
    many = words[k - 1].lower if k else ""
    if part[1]:
        # "half the", "half of the"
        return part[0], k
    if many in ("a", "an", "one"):
        return part[0], k - 1
    times = lexicon.numbers.get(many, 0)
    return (times * part[0], k - 1) if times > 1 and times * part[0] < 1 else None


def _share(words: Sequence[Token], at: int, lexicon: Lexicon) -> tuple[float, bool] | None:
    """Give what share a word tells, and whether it needs no number before it."""
    word = words[at].lower
    if word in lexicon.shares:
        return lexicon.shares[word], False
    factor = lexicon.factors.get(word, 1)
    return (factor, True) if factor < 1 else None


def share_of(
    sentence: Sentence, number: NumberPhrase, last: int, lexicon: Lexicon
) -> tuple[Count, int] | None:
    """Work out a share of some people, unless harm befell all of them.

    Of "half of the 26 people killed were women" the 26 were killed; of "half of the 26
    people were killed" the 13.

    Parameters
    ----------
    sentence : Sentence
        The sentence.
    number : NumberPhrase
        The number of all.
    last : int
        Last position of the people's noun.
    lexicon : Lexicon
        The language's shares and words of harm.

    Returns
    -------
    (Count, int) or None
        The share, "about" where it is no whole number, and its first position.
    """
    whole = number.count.best
    found = share_before(sentence.words, number.first, lexicon)
    if found is None or whole is None:
        return None
    behind = last + 1
    if behind < len(sentence.words):
        word = sentence.words[behind]
        harm = word.lower in lexicon.verbs or word.lower in lexicon.states
        if word.lower in ("who", "that") or word.dep in _CLAUSES or harm:
            return None
    wording = sentence.surface(found[1], last)
    exact = abs(whole * found[0] - round(whole * found[0])) < 1e-6
    qualifier = number.count.qualifier if exact else Qualifier.ABOUT
    if qualifier in (Qualifier.RANGE, Qualifier.VAGUE, Qualifier.ZERO):
        return None
    return make_count(qualifier, round(whole * found[0]), wording=wording), found[1]
