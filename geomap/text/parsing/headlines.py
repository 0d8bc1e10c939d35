"""What headlines leave out, and the parser then misses.

"Blast injures 14": without an article the verb looks like the plural of a noun. "Bomb kills
eight outside Aden hotel": the preposition loses its place to the verb, which then seems to have
two objects. Both are set right here, so that each rule after this one asks the grammar it knows.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

from geomap.protocols import Token

__all__ = ["headline_mended"]

_NOUN = ("NN", "NNP", "JJ", "VBG")
# What may stand before the verb: "Suicide blast", "Deadly shelling".
_BARS = (":", "-", "–", "—", "|")


def headline_mended(
    words: Sequence[Token], heads: Sequence[int], verbs: Collection[str]
) -> tuple[tuple[Token, ...], tuple[int, ...]]:
    """Give a headline its verb, and its prepositions their objects.

    Parameters
    ----------
    words : sequence of Token
        The sentence.
    heads : sequence of int
        Positions in it; a root's is its own.
    verbs : collection of str
        The forms of verbs of harm.

    Returns
    -------
    tuple of (tuple of Token, tuple of int)
        The words and heads; the same where nothing is to mend.
    """
    at = _verb_as_noun(words, verbs)
    if at is not None:
        words, heads = _with_verb(words, heads, at)
    for at in range(1, len(words) - 1):
        noun = _second_object(words, heads, at)
        if noun is not None:
            words, heads = list(words), list(heads)
            words[at] = replace(words[at], tag="IN", pos="ADP")
            words[noun], heads[noun] = replace(words[noun], dep="pobj"), at
    return tuple(words), tuple(heads)


def _verb_as_noun(words: Sequence[Token], verbs: Collection[str]) -> int | None:
    """Find "injures" in "Blast injures 14", where it was taken for a noun.

    Nothing but the doer may stand before it: "treated for wounds 14 men" has no such verb.
    """
    for at in range(1, len(words) - 1):
        word = words[at]
        if word.tag == "NNS" and word.lower in verbs and words[at + 1].tag == "CD":
            return at
        if word.tag not in _NOUN and word.text not in _BARS:
            return None
    return None


def _with_verb(
    words: Sequence[Token], heads: Sequence[int], at: int
) -> tuple[list[Token], list[int]]:
    words, heads = list(words), list(heads)
    root = next((k for k, head in enumerate(heads) if head == k and words[k].dep == "ROOT"), at)
    count = at + 1
    whom = heads[count] if words[count].dep == "nummod" and heads[count] > count else count
    for k, head in enumerate(heads):
        # What hung on the word that seemed to rule the sentence.
        if head == root and k not in (at, at - 1) and k > at:
            heads[k] = at
    words[at] = replace(words[at], tag="VBZ", pos="VERB", dep="ROOT")
    words[at - 1] = replace(words[at - 1], tag="NN", pos="NOUN", dep="nsubj")
    words[whom] = replace(words[whom], dep="dobj")
    heads[at], heads[at - 1], heads[whom] = at, at, at
    for k in range(at - 1):
        # "Suicide blast": what stands before the doer belongs to it
        if heads[k] in (at, k) and words[k].tag in _NOUN:
            words[k], heads[k] = replace(words[k], dep="compound"), at - 1
    return words, heads


def _second_object(words: Sequence[Token], heads: Sequence[int], at: int) -> int | None:
    """Find the place that a preposition lost to its verb: "kills eight | outside | Aden hotel"."""
    if words[at].dep != "prep" or words[at].tag not in ("IN", "RB") or at in heads:
        return None
    verb = heads[at]
    noun = at + 1
    while noun < len(words) - 1 and words[noun].dep in ("compound", "det", "amod", "nummod"):
        noun += 1
    lost = words[noun].dep == "dobj" and heads[noun] == verb
    whole = all(at < heads[k] <= noun for k in range(at + 1, noun))
    first = any(heads[k] == verb and words[k].dep == "dobj" for k in range(verb + 1, at))
    return noun if lost and whole and first else None
