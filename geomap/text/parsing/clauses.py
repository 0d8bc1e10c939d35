"""The clauses of a sentence: where each begins, and in which of them nothing happened.

"Tripoli was quiet on Sunday, but gunmen raided a plant in Sabha on Saturday": the place and
the day are those of the clause that tells of an event.
"""

from __future__ import annotations

from collections.abc import Iterable

from geomap.stretches import Span
from geomap.text.parsing.grammar import Sentence

__all__ = ["SIDE_BY_SIDE", "clause_heads", "main_clauses", "quiet_words"]

_SUBJECTS = ("nsubj", "nsubjpass", "csubj", "expl")
_ADDED = ("conj", "parataxis", "ccomp")
SIDE_BY_SIDE = frozenset({"while", "whereas", "whilst"})
_VERBS = ("VERB", "AUX")


def clause_heads(sentence: Sentence) -> list[int]:
    """Give for each word the verb of its clause.

    A clause has a subject of its own, or stands beside its noun ("which …"); "killing five"
    and "and killed five" belong to the clause before.

    Parameters
    ----------
    sentence : Sentence
        The sentence.

    Returns
    -------
    list of int
        Positions of verbs, in order of the words; the root's where no verb stands above.
    """
    heads: list[int | None] = [None] * len(sentence.words)
    for position in range(len(sentence.words)):
        path: list[int] = []
        at, seen = position, {position}
        while heads[at] is None and not _opens(sentence, at):
            path.append(at)
            at = sentence.heads[at]
            if at in seen:
                break
            seen.add(at)
        found = heads[at] if heads[at] is not None else at
        for word in (*path, at):
            heads[word] = found
    return [position if head is None else head for position, head in enumerate(heads)]


def quiet_words(sentence: Sentence, told_at: Iterable[int]) -> frozenset[int]:
    """Find the words of clauses without an event, beside clauses that have one.

    Parameters
    ----------
    sentence : Sentence
        The sentence.
    told_at : iterable of int
        Positions of the words that tell of an event.

    Returns
    -------
    frozenset of int
        Empty where all clauses tell of one, or none does.
    """
    told = tuple(told_at)
    if not told:
        return frozenset()
    heads = clause_heads(sentence)
    loud = {heads[position] for position in told}
    # "in Kafanchan, where youths killed two": the place is the event's, and so is its day
    for verb in tuple(loud):
        below = [sentence.words[k] for k in sentence.children[verb]]
        where = any(word.tag == "WRB" for word in below)
        # "where hundreds of bodies had been found" tells of what was over
        over = any(word.dep == "aux" and word.tag == "VBD" for word in below)
        if sentence.words[verb].dep == "relcl" and where and not over:
            loud.add(heads[sentence.heads[verb]])
        while_at = where and sentence.words[verb].dep == "advcl"
        going = _under_way(sentence, verb) if while_at else None
        loud |= set() if going is None else {heads[going]}
    return frozenset(position for position, head in enumerate(heads) if head not in loud)


def _under_way(sentence: Sentence, verb: int) -> int | None:
    """Find what went on in "was passing near Titao when gunmen struck": there, and then."""
    return next(
        (
            at
            for at in range(verb - 1, 0, -1)
            if sentence.words[at].tag == "VBG"
            and any(
                sentence.words[k].tag == "VBD" and sentence.words[k].dep == "aux"
                for k in sentence.children[at]
            )
        ),
        None,
    )


def main_clauses(sentence: Sentence) -> tuple[Span, ...]:
    """Give the clauses that stand side by side: "A was shelled, and a mine killed two in B".

    Parameters
    ----------
    sentence : Sentence
        The sentence.

    Returns
    -------
    tuple of Span
        The sentence from the first word of each clause to the next; empty where it has one.
    """
    roots = [k for k, head in enumerate(sentence.heads) if head == k]
    verbs = [verb for root in roots for verb in _side_by_side(sentence, root)]
    if not verbs:
        return ()
    heads = clause_heads(sentence)
    first = {head: position for position, head in reversed(list(enumerate(heads)))}
    beside = {first[verb] for verb in verbs if verb in first}
    # "a mine killed two in 2014; the road opened on Sunday": grammar hangs the first on the second
    begun = [first.get(root, 0) for root in roots]
    beside |= {at + 1 for at in begun if at and sentence.words[at].text == ";"}
    starts = [0, *sorted(beside - {0})]
    if len(starts) < 2:
        return ()
    ends = [*(start - 1 for start in starts[1:]), len(sentence.words) - 1]
    return tuple(
        sentence.span_of(start, end)
        for start, end in zip(starts, ends, strict=True)
        if start <= end
    )


def _opens(sentence: Sentence, at: int) -> bool:
    """Tell whether a word is the verb of a clause of its own."""
    word = sentence.words[at]
    if word.dep in ("relcl", "ROOT") or sentence.heads[at] == at:
        return True
    own = any(sentence.words[k].dep in _SUBJECTS for k in sentence.children[at])
    return own and word.pos in _VERBS and word.dep in (*_ADDED, "advcl")


def _side_by_side(sentence: Sentence, root: int) -> list[int]:
    """Give the verbs of the clauses that stand beside a sentence's first."""
    found: list[int] = []
    stack = [root]
    while stack:
        at = stack.pop()
        for other in sentence.children[at]:
            word = sentence.words[other]
            if not _opens(sentence, other):
                # "said that A was hit and that B was": further clauses hang on what it says
                if word.dep == "conj" and word.pos in _VERBS:
                    stack.append(other)
                continue
            if word.dep in _ADDED or (word.dep == "advcl" and _beside(sentence, other)):
                found.append(other)
                stack.append(other)
    return found


def _beside(sentence: Sentence, verb: int) -> bool:
    return any(sentence.words[k].lower in SIDE_BY_SIDE for k in sentence.children[verb])
