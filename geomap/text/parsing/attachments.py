"""Whom a coordinated noun belongs to, where the parser hangs it on the nearest name.

"The mayor of Huanta and his wife": a place has no wife. Such a noun is joined to the noun that
the place's name stands behind, so that each rule after this one sees two people. So is one that
the parser takes for another name of the first, "the mayor of Huanta, his wife and a guard", or
for a second subject, "the chief of Kandahar and three of his men were killed".
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from geomap.protocols import Token

__all__ = ["mended", "uncited"]

_SUBJECTS = ("nsubj", "nsubjpass")
_NOUN = ("NN", "NNS", "NNP")
_TAKEN = ("dobj", "nsubj", "nsubjpass", "conj", "appos", "attr")


def mended(
    words: Sequence[Token], heads: Sequence[int], owners: frozenset[str]
) -> tuple[tuple[Token, ...], tuple[int, ...]]:
    """Join people to people where the parser hangs them on a place's name.

    Parameters
    ----------
    words : sequence of Token
        The sentence.
    heads : sequence of int
        Positions in it; a root's is its own.
    owners : frozenset of str
        The possessives that only people own by: "his", but not "its".

    Returns
    -------
    tuple of (tuple of Token, tuple of int)
        The words and heads; what was moved is a ``conj`` of whom it belongs to.
    """
    moved: dict[int, int] = {}
    for at, word in enumerate(words):
        if word.lower in owners and word.dep == "poss":
            noun = _counted(words, heads, heads[at])
            beside = _beside(words, heads, noun)
            if beside is not None:
                moved[noun] = beside
    if not moved:
        return tuple(words), tuple(heads)
    return (
        tuple(replace(w, dep="conj") if at in moved else w for at, w in enumerate(words)),
        tuple(moved.get(at, head) for at, head in enumerate(heads)),
    )


def uncited(words: Sequence[Token]) -> tuple[Token, ...]:
    """Take a label for nobody whom a verb takes: "three wounded (source: police)".

    So too at the head of a sentence: "Correction: The ministry said".

    Parameters
    ----------
    words : sequence of Token
        The sentence.

    Returns
    -------
    tuple of Token
        The same; the word before the colon hangs on its verb as an aside.
    """
    return tuple(
        replace(word, dep="meta")
        if word.dep in _TAKEN
        and at < len(words) - 1
        and words[at + 1].text == ":"
        and (not at or words[at - 1].text == "(")
        else word
        for at, word in enumerate(words)
    )


def _counted(words: Sequence[Token], heads: Sequence[int], noun: int) -> int:
    """Climb from "bodyguards" to the number in "two of his bodyguards"."""
    preposition = heads[noun]
    if words[noun].dep != "pobj" or words[preposition].lower != "of":
        return noun
    number = heads[preposition]
    return number if words[number].tag == "CD" else noun


def _beside(words: Sequence[Token], heads: Sequence[int], noun: int) -> int | None:
    """Find whom a noun is joined to."""
    head, dep = heads[noun], words[noun].dep
    if head > noun and dep in _SUBJECTS:
        return _subject_before(words, heads, noun)
    if head >= noun:
        return None
    if dep == "appos" and _last_before(words, noun) == ",":
        # "the mayor, his wife"; but "Ali, his son" names the son
        return head if words[head].tag in ("NN", "NNS") else _behind(words, heads, head)
    return _behind(words, heads, head) if dep == "conj" else None


def _last_before(words: Sequence[Token], noun: int) -> str:
    at = noun - 1
    while at > 0 and words[at].dep in ("poss", "amod", "nummod", "compound", "det"):
        at -= 1
    return words[at].text


def _subject_before(words: Sequence[Token], heads: Sequence[int], noun: int) -> int | None:
    """Find the first subject of a verb that seems to have two, with "and" between them."""
    for at in range(noun - 1, -1, -1):
        if heads[at] == heads[noun] and words[at].dep in _SUBJECTS:
            joined = any(words[k].dep == "cc" and heads[k] == at for k in range(at, noun))
            return at if joined and words[at].tag in _NOUN else None
    return None


def _behind(words: Sequence[Token], heads: Sequence[int], name: int) -> int | None:
    """Give the noun that a name stands behind with a preposition: "the mayor of Huanta"."""
    preposition = heads[name]
    if words[name].pos != "PROPN" or words[name].dep != "pobj" or words[preposition].pos != "ADP":
        return None
    outer = heads[preposition]
    return outer if words[outer].tag in _NOUN and outer < preposition else None
