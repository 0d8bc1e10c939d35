"""What the later words of one report make of its earlier counts: a toll that rose, a second blow.

Across reports `supersession` does the same by days and claimants; inside one the words decide.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from geomap.events.terms.linking_words import LinkingWords, load_linking_words
from geomap.model import Claim, Trigger
from geomap.vocabulary import Qualifier, Quantity, Scope, Stance, Victims

__all__ = ["another_blow", "brought_up", "several_blows"]

_COUNTED = (Quantity.KILLED, Quantity.WOUNDED)
_ANYBODY = frozenset({Victims.PEOPLE, Victims.CIVILIANS})
_BLOW = re.compile(r"(?:\W+[\w'’-]+){1,3}")
# Behind "a second", its noun: "a second roadside bomb".


def brought_up(claims: Sequence[Claim], text: str) -> tuple[Claim, ...]:
    """Mark the counts of one event that a later sentence of the report says have risen.

    "Five were killed. Update: the toll has risen to eight, the ministry says": whoever said
    five, eight is the count.

    Parameters
    ----------
    claims : sequence of Claim
        What one report claims of one event, in order of the text.
    text : str
        The report's text.

    Returns
    -------
    tuple of Claim
        The same in the same order, those that were overtaken as superseded.
    """
    result = list(claims)
    risen, last_one = load_linking_words().risen, load_linking_words().in_order
    for at, claim in enumerate(result):
        counted = claim.quantity in _COUNTED and claim.scope is Scope.EVENT and claim.count.best
        live = claim.stance not in (Stance.DENIED, Stance.REJECTED, Stance.SUPERSEDED)
        # Of 3,000 dead of a war the event's eight are no earlier count; and soldiers are some.
        if not (counted and live and claim.victims in _ANYBODY):
            continue
        since = claim.span.start
        if not last_one.match(claim.count.wording.lower()):
            # and not "the third person to die", who is the last of three
            found = risen.search(claim.sentence.of(text).lower())
            if found is None:
                continue
            since = claim.sentence.start + found.start()
        for earlier in range(at):
            if _is_overtaken(result[earlier], claim, since):
                result[earlier] = replace(result[earlier], stance=Stance.SUPERSEDED)
                by = claim.supersedes or claims[earlier].id
                claim = result[at] = replace(claim, supersedes=by)
    return tuple(result)


def _is_overtaken(earlier: Claim, later: Claim, since: int) -> bool:
    """Tell whether a count stands before the words that give the new one, of one sentence or two.

    "Eight dead in Jos – UPDATE: toll now 11."
    """
    return (
        earlier.quantity is later.quantity
        and earlier.scope is Scope.EVENT
        and earlier.span.end <= since < later.span.end
        and earlier.stance in (Stance.ASSERTED, Stance.ALLEGED, Stance.UNVERIFIED, Stance.CONFIRMED)
        and earlier.count.qualifier is not Qualifier.VAGUE
        and earlier.count.best is not None
        and earlier.count.best < (later.count.best or 0)
    )


def another_blow(text: str, words: LinkingWords | None = None) -> bool:
    """Tell whether a sentence tells of one more blow of an event, whose victims come on top.

    Parameters
    ----------
    text : str
        The sentence.
    words : LinkingWords, optional
        The language's words.

    Returns
    -------
    bool
        Whether a word for an attack or a weapon is one more.

    Examples
    --------
    >>> another_blow("A second roadside bomb killed a policeman.")
    True
    """
    known = words or load_linking_words()
    lower = text.lower()
    for found in known.further.finditer(lower):
        behind = _BLOW.match(lower, found.end())
        blows = known.happenings.finditer(behind[0]) if behind else ()
        # "One was killed and another was injured": what came of it is no blow.
        if any(blow[0] not in known.outcomes for blow in blows):
            return True
    return False


def several_blows(text: str, triggers: Sequence[Trigger], offset: int) -> bool:
    """Tell whether a sentence tells of several blows, of which each may be told again.

    Parameters
    ----------
    text : str
        The sentence: "Twin blasts killed nine."
    triggers : sequence of Trigger
        Its words for events.
    offset : int
        Where the sentence begins in its report.

    Returns
    -------
    bool
        Whether one of them is a plural.
    """
    told = (text[t.span.start - offset : t.span.end - offset].lower() for t in triggers)
    return any(word.endswith("s") for word in told)
