"""People told of one by one beside the figure that they make up."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from geomap.model import Claim
from geomap.text.harmed.casualty import Casualty
from geomap.text.parsing.grammar import Sentence
from geomap.vocabulary import Scope, Victims

__all__ = ["by_status", "in_a_list"]


def by_status(sentence: Sentence, casualty: Casualty, whole: Claim, number: int) -> list[Claim]:
    """Give the parts of a list counted as one whose status is known: "a girl and a teacher".

    Parameters
    ----------
    sentence : Sentence
        The sentence.
    casualty : Casualty
        The list.
    whole : Claim
        Its claim.
    number : int
        Of the report's claims so far, for the parts' ids.

    Returns
    -------
    list of Claim
        Empty where it is no list, or nobody's status is told.
    """
    if whole.victims is not Victims.PEOPLE or whole.scope not in (Scope.EVENT, Scope.TOTAL):
        return []
    known = [g for g in (casualty.group, *casualty.added) if g.victims is not Victims.PEOPLE]
    return [
        replace(
            whole,
            id=f"{sentence.report_id}-c{number + 1 + k}",
            span=sentence.span_of(group.first, group.last),
            count=group.count,
            victims=group.victims,
            scope=Scope.PART,
            part_of=whole.id,
            perpetrators_included=group.count.best if group.perpetrators else None,
            adds=False,
        )
        for k, group in enumerate(known if casualty.added else ())
    ]


def in_a_list(sentence: Sentence, made: Sequence[Claim]) -> list[Claim]:
    """Read "there are two dead: a woman died at the market, a man in the ambulance": two.

    Parameters
    ----------
    sentence : Sentence
        The sentence.
    made : sequence of Claim
        Its claims.

    Returns
    -------
    list of Claim
        The same; those behind a figure's colon that make it up are its parts.
    """
    told = list(made)
    for whole in [claim for claim in made if claim.scope is Scope.EVENT]:
        colon = sentence.text.find(":", whole.span.end, sentence.words[-1].end)
        after = [c for c in told if c.quantity is whole.quantity and c.span.start > whole.span.end]
        behind = [c for c in after if c.scope is Scope.EVENT and c.span.start > colon > 0]
        if len(behind) < len(after):
            continue
        if len(behind) > 1 and sum(c.count.best or 0 for c in behind) == whole.count.best:
            parts = [replace(c, scope=Scope.PART, part_of=whole.id, adds=False) for c in behind]
            told = [parts[behind.index(c)] if c in behind else c for c in told]
    return told
