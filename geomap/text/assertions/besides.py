"""Whom a later sentence counts on top of the dead told before: the wounded who die, attackers."""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum

from geomap.model import Claim
from geomap.text.harmed.casualty import Casualty
from geomap.text.parsing.grammar import Sentence
from geomap.text.words.lexicon import Lexicon
from geomap.vocabulary import Quantity, Scope, Victims

__all__ = ["Besides", "besides"]

_NO_ATTACKERS = frozenset(
    {Victims.POLICE, Victims.SOLDIERS, Victims.CIVILIANS, Victims.CHILDREN, Victims.WOMEN}
)
# Of whom nobody is an attacker.
_NEAR = 60
# Claims before a figure that may be what it comes on top of.


class Besides(Enum):
    """How a figure stands to the counts before it."""

    APART = "apart"
    # nothing says
    ON_TOP = "on top"
    # its people are not in them
    HELD = "held"
    # they hold its people


def besides(
    sentence: Sentence, casualty: Casualty, earlier: Sequence[Claim], lexicon: Lexicon
) -> Besides:
    """Tell whether a figure's people are in the counts of the dead before it.

    "A rocket killed 14. Two of the wounded died in hospital": 16, unless the count before has
    been brought up to date. "Gunmen killed five. One of the attackers was shot dead": six.

    Parameters
    ----------
    sentence : Sentence
        The figure's.
    casualty : Casualty
        The figure.
    earlier : sequence of Claim
        What the report counted in the sentences before.
    lexicon : Lexicon
        The language's words of harm and of figures that move.

    Returns
    -------
    Besides
        ``APART`` where nobody was counted before, or the words do not say.
    """
    next_one = _next_in_turn(sentence, casualty, lexicon)
    late = _of_the_wounded(sentence, casualty, lexicon)
    # asked first: to look back for every figure would take the square of a report's length
    if casualty.quantity is not Quantity.KILLED or not (
        late or next_one or _is_attacker(sentence, casualty, lexicon)
    ):
        return Besides.APART
    counted = [
        claim
        for claim in earlier[-_NEAR:]
        if claim.quantity is Quantity.KILLED
        and claim.scope is Scope.EVENT
        and claim.count.best is not None
    ]
    if not counted:
        return Besides.APART
    if next_one:
        last = counted[-1].count.best or 0
        return Besides.ON_TOP if next_one == last + 1 else Besides.APART
    if late:
        return Besides.HELD if _has_risen(sentence, counted, lexicon) else Besides.ON_TOP
    victims = all(
        claim.victims in _NO_ATTACKERS or _done_by_others(sentence, claim, lexicon)
        for claim in counted
    )
    return Besides.ON_TOP if victims else Besides.APART


def _of_the_wounded(sentence: Sentence, casualty: Casualty, lexicon: Lexicon) -> bool:
    at = casualty.group.of_harmed
    word = "" if at is None else sentence.words[at].lower
    return Quantity.WOUNDED in (lexicon.states.get(word), lexicon.nouns.get(word))


def _next_in_turn(sentence: Sentence, casualty: Casualty, lexicon: Lexicon) -> int:
    """Give the number of the one who dies last: "five were beheaded. A sixth died"; or 0."""
    group = casualty.group
    words = [word.lower for word in sentence.words[max(0, group.first - 1) : group.last + 1]]
    numbers = [lexicon.ordinals.index(w) + 1 for w in words if w in lexicon.ordinals]
    single = not lexicon.harm.singulars.isdisjoint(words)
    return numbers[0] if numbers and single and group.one else 0


def _has_risen(sentence: Sentence, counts: Sequence[Claim], lexicon: Lexicon) -> bool:
    """Tell whether a count before has been brought up to date, and holds those who died late."""
    words = {w for claim in counts for w in claim.sentence.of(sentence.text).lower().split()}
    moved = lexicon.harm.rise | lexicon.harm.bring
    return any(claim.supersedes for claim in counts) or not moved.isdisjoint(words)


def _is_attacker(sentence: Sentence, casualty: Casualty, lexicon: Lexicon) -> bool:
    """Tell whether "one of the attackers" is counted, whom the report has told of."""
    group = casualty.group
    first = max(0, group.first - 1)
    inside = [word.lower for word in sentence.words[first : group.last + 1]]
    told = lexicon.harm.definite | lexicon.harm.everybody
    numbered = (group.count.best or 0) > 1
    return group.perpetrators and (numbered or not told.isdisjoint(inside))


def _done_by_others(sentence: Sentence, claim: Claim, lexicon: Lexicon) -> bool:
    """Tell whether a count is of those whom attackers killed: "killing five men"."""
    first = claim.span.of(sentence.text).lower().split()[:1]
    active = bool(first) and (first[0] in lexicon.verbs or first[0] in lexicon.states)
    return active and claim.victims is not Victims.MILITANTS
