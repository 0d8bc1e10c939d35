"""How a figure stands to those told before it: history that goes on, or some of a count."""

from __future__ import annotations

from collections.abc import Sequence

from geomap.model import Claim
from geomap.text.assertions.history import was_over
from geomap.text.harmed.casualty import Casualty
from geomap.text.parsing.grammar import Sentence
from geomap.text.words.lexicon import Lexicon
from geomap.vocabulary import Quantity, Scope

__all__ = ["scope_beside"]

_OF_THE = 4
# Words beside people within which "of the five" stands.
_NEAR = 60
# Claims before a sentence that a figure of it may be some of.
_MANY = 10
# Dead whom a side counts over a war, and not in one event.


def scope_beside(
    sentence: Sentence,
    casualty: Casualty,
    earlier: Sequence[Claim],
    beside: Sequence[Claim],
    lexicon: Lexicon,
) -> Scope:
    """Give the scope of a figure whose own words say that it is of an event.

    Parameters
    ----------
    sentence : Sentence
        The figure's.
    casualty : Casualty
        The figure.
    earlier : sequence of Claim
        What the report counted in the sentences before.
    beside : sequence of Claim
        What it counts before the figure in the same sentence.
    lexicon : Lexicon
        The language's numbers and words of time.

    Returns
    -------
    Scope
        ``BACKGROUND`` where history goes on or the event is another one, ``PART`` where the
        people are some of those counted before, else ``EVENT``.
    """
    told = [*earlier[-_NEAR:], *beside]
    if _of_background(casualty, told, lexicon):
        return Scope.BACKGROUND
    if _goes_on_with_history(sentence, casualty, earlier, lexicon):
        return Scope.BACKGROUND
    if _of_those_counted(sentence, casualty, earlier, lexicon) or _of_the_injured(casualty, told):
        return Scope.PART
    over = _of_one_before(sentence, casualty, earlier, lexicon)
    return Scope.BACKGROUND if over else Scope.EVENT


def _of_background(casualty: Casualty, before: Sequence[Claim], lexicon: Lexicon) -> bool:
    """Tell whether a figure rests on history's: "5,000 since 1999; others say twice as many"."""
    wording = casualty.group.count.wording.lower()
    told = [claim for claim in before if claim.count.best is not None]
    return bool(told) and wording.endswith(lexicon.multiples) and told[-1].scope is Scope.BACKGROUND


def _goes_on_with_history(
    sentence: Sentence, casualty: Casualty, earlier: Sequence[Claim], lexicon: Lexicon
) -> bool:
    """Read "834 have died since 2014. The other side says 63 of its own have been killed".

    A perfect right behind history's figure, in a sentence that names no day and no place.
    """
    last = earlier[-1] if earlier else None
    if last is None or last.scope is not Scope.BACKGROUND or casualty.quantity is not last.quantity:
        return False
    between = sentence.text[last.sentence.end : sentence.words[0].start]
    at, size = casualty.predicate, casualty.group.count.best
    perfect = any(
        word.lower in lexicon.harm.have and word.tag in ("VBP", "VBZ")
        for word in sentence.words[max(0, at - 3) : at]
    )
    if "\n" in between or len(between) > 1 or not perfect or size is None or size < _MANY:
        return False
    return not any(
        label in ("DATE", "TIME", "FAC", "LOC")
        or (first > 0 and sentence.words[first - 1].tag == "IN")
        for first, _, label in sentence.entities
    )


def _of_those_counted(
    sentence: Sentence, casualty: Casualty, earlier: Sequence[Claim], lexicon: Lexicon
) -> bool:
    """Tell whether people are some of a count before: "killing five. One of the five, a woman"."""
    lower = [word.lower for word in sentence.words[: casualty.group.last + 1 + _OF_THE]]
    at = next(
        (
            k + 1
            for k in range(len(lower) - 2, max(0, casualty.group.first - _OF_THE), -1)
            if lower[k - 1 : k + 1] == ["of", "the"]
        ),
        None,
    )
    told = lower[at] if at is not None else ""
    whole = lexicon.numbers.get(told) or (int(told) if told.isdecimal() else None)
    return whole is not None and any(
        claim.quantity is casualty.quantity and claim.count.best == whole
        for claim in earlier[-_NEAR:]
    )


def _of_the_injured(casualty: Casualty, before: Sequence[Claim]) -> bool:
    """Tell whether "two of them have had limbs amputated" are of the 17 injured told before."""
    size = casualty.group.count.best
    return (
        casualty.quantity is Quantity.WOUNDED
        and casualty.group.of_them
        and size is not None
        and any(
            claim.quantity is Quantity.WOUNDED
            and claim.scope is Scope.EVENT
            and (claim.count.best or 0) > size
            for claim in before
        )
    )


def _of_one_before(
    sentence: Sentence, casualty: Casualty, earlier: Sequence[Claim], lexicon: Lexicon
) -> bool:
    """Tell whether a figure is of an event before: "no link with the bomb that had killed two".

    The event told of has figures already, and none of them is this.
    """
    known = casualty.group.count.best
    if known is None or not was_over(sentence, casualty, lexicon):
        return False
    told = {
        claim.count.best
        for claim in earlier
        if claim.quantity is casualty.quantity and claim.scope is Scope.EVENT
    }
    return bool(told) and known not in told
