"""How well two mentions agree: points for and against that they tell of one event.

Place, days, kind of event, counts, and words give points that are added up, as the weights of
evidence in record linkage (Fellegi and Sunter 1969); above zero it is likelier than not that
both tell of one event. No single key decides: a village and its province, a day and a week,
20 and 22 dead may be one event, and two strikes on one town on one day two. The points are
our judgement, not fitted; each has its reason in words.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from geomap.events.likeness.days import NEVER, days_between, says_little
from geomap.events.likeness.facets import Facets
from geomap.events.likeness.places import places_between
from geomap.events.terms.typology import event_type_of

__all__ = [
    "PRIOR",
    "Comparison",
    "compare",
    "probability_of",
    "same_number",
]

PRIOR = -2.3
# Of two mentions near in place and time most are of two events.
_UNSAID = "Attack"
# Goes with any other kind: it only says that somebody was attacked.
_BESIDE = frozenset({_UNSAID, "Looting/property destruction"})
# Goes with any other kind, too: who burns a village also kills in it.
_CARE = frozenset({"health"})
_HALF_A_DAY = 2
_HOURS = 6
_ELSEWHERE, _ABROAD = -0.3, 0.7
# points where what came after was elsewhere, and off them where that was in another country
_HEARD = 0.5
# for a number that is told as known


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """The points of two mentions, and why."""

    score: float
    # above 0: likelier one event than two; -inf: cannot be one
    reasons: tuple[str, ...]

    @property
    def probability(self) -> float:
        """The score as a probability, 0 to 1, rounded; by the weights' own reckoning."""
        return 0.0 if self.score == -math.inf else probability_of(self.score)


def probability_of(points: float) -> float:
    """Give points as a probability, 0 to 1, rounded.

    Examples
    --------
    >>> probability_of(0.0)
    0.5
    """
    return round(1 / (1 + math.exp(-points)), 3)


def compare(one: Facets, other: Facets) -> Comparison:
    """Compare two mentions of different reports.

    Parameters
    ----------
    one, other : Facets
        The mentions.

    Returns
    -------
    Comparison
        The same in both orders.
    """
    if _order(other) < _order(one):
        one, other = other, one
    score, reasons = PRIOR, []
    for points, reason in (
        _somewhere(one, other),
        days_between(one, other),
        _kinds(one, other),
        _counts(one, other),
        _hours(one, other),
        _targets(one, other),
        _words(one, other),
    ):
        score += points
        if reason:
            reasons.append(reason if points == NEVER else f"{reason} ({points:+.1f})")
        if score == NEVER:
            return Comparison(score=NEVER, reasons=(reason,))
    return Comparison(score=round(score, 4), reasons=tuple(reasons))


def _somewhere(one: Facets, other: Facets) -> tuple[float, str]:
    """Compare the places; of an echo they are those of funerals, courts and marches.

    "Najaf receives the dead" is of the bombing in Tal Afar.
    """
    points, reason = places_between(one, other)
    echo = next((m for m in (one, other) if m.echo), None)
    told = echo is not None and (echo.known or echo.place is not None)
    if not told or (one.echo and other.echo) or points >= _ELSEWHERE:
        return points, reason
    here, there = one.place, other.place
    abroad = here is not None and there is not None and here.country != there.country
    points = _ELSEWHERE - (_ABROAD if abroad else 0.0)
    return points, "the later one of what came after, elsewhere"


def _order(facets: Facets) -> tuple[str, str]:
    return (facets.report_id, facets.incident.id)


def _kinds(one: Facets, other: Facets) -> tuple[float, str]:
    here, there = one.incident.event_type, other.incident.event_type
    if here != there and (one.reaction or other.reaction):
        # Who denies an event may call it otherwise.
        return 0.0, ""
    if here == there:
        return (0.3 if here == _UNSAID else 0.7), f"both '{here}'"
    if {here, there} & _BESIDE or event_type_of(here) == event_type_of(there):
        return 0.3, ""
    # A rocket from an ambush is shelling to one and a clash to another.
    points = -1.0 if one.targets & other.targets else -2.2
    return points, f"'{here}' and '{there}'"


def _counts(one: Facets, other: Facets) -> tuple[float, str]:
    if one.aftermath != other.aftermath and any(m.aftermath and m.guessed for m in (one, other)):
        return 0.8, "one only of what came after"
    if says_little(one) != says_little(other) and any(
        says_little(m) and m.guessed for m in (one, other)
    ):
        return 0.8, "one says no more than that"
    heard = _recalled(one, other) if one.echo != other.echo else None
    if heard is not None:
        return heard
    points, reason = _killed(one.killed, other.killed)
    if points < 0.0 and one.on_top != other.on_top:
        # "two more people have died" is no smaller count of the twelve
        points, reason = 0.0, "one counts on top of the other"
    shared = max(one.counts & other.counts, default=0)
    if shared and one.killed[1] != other.killed[1]:
        # Claimants differ, and one of them is in both reports.
        points, reason = same_number(shared) - 0.5, f"both tell of {shared} killed"
    if one.wounded and one.wounded == other.wounded:
        points += min(1.0, 0.25 + 0.25 * math.log2(one.wounded))
        reason = f"{reason}, {one.wounded} wounded" if reason else f"{one.wounded} wounded"
    return points, reason


def _recalled(one: Facets, other: Facets) -> tuple[float, str] | None:
    """Give the points for the dead that an echo takes as known: "the families of the 17".

    None where it is told at the same place: then its figures are as good as any.
    """
    echo, first = (one, other) if one.echo else (other, one)
    shared = max(echo.known & first.counts, default=0)
    if shared:
        return same_number(shared) + _HEARD, f"the later one of the {shared} dead as known"
    if places_between(one, other)[0] >= _ELSEWHERE:
        return None
    if echo.known:
        return -1.5, "the later one of other dead that it takes as known"
    if echo.place is None:
        # "The council buried its dead": any of that day's
        return None
    return (0.5 if echo.guessed else 1.0), "one only of what came after"


def same_number(number: int) -> float:
    """Give the points for a number that both tell: the larger, the less it is by chance.

    Examples
    --------
    >>> same_number(1), same_number(64)
    (0.5, 2.5)
    """
    return min(2.5, 0.5 + 0.5 * math.log2(number))


def _killed(
    one: tuple[int | None, int | None, int | None], other: tuple[int | None, int | None, int | None]
) -> tuple[float, str]:
    here, there = one[1], other[1]
    if here is None or there is None:
        return 0.0, ""
    if here == there:
        return (same_number(here) if here else 0.3), f"both {here} killed"
    small, large = sorted((one, other), key=lambda figure: figure[1] or 0)
    if small[2] is None or (small[2] or 0) >= (large[0] or 0):
        return 0.2, "counts that overlap"
    low, high = sorted((here, there))
    if low == 0:
        return -0.5, f"none and {high} killed"
    ratio = high / low
    points = 0.3 if ratio <= 1.3 else 0.0 if ratio <= 2 else -0.5 if ratio <= 4 else -1.2
    return points, f"{here} and {there} killed"


def _hours(one: Facets, other: Facets) -> tuple[float, str]:
    if not one.hours or not other.hours:
        return 0.0, ""
    apart = min(
        min(abs(here - there), _HOURS - abs(here - there))
        for here in one.hours
        for there in other.hours
    )
    if apart == 0:
        return 0.4, "the same hours"
    return (-2.5, "other hours of the day") if apart >= _HALF_A_DAY else (0.0, "")


def _targets(one: Facets, other: Facets) -> tuple[float, str]:
    if not one.targets or not other.targets:
        return 0.0, ""
    shared = one.targets & other.targets
    if shared:
        return 1.0, f"both on a {min(shared)}"
    # The wounded of any attack are brought to a hospital.
    points = -0.5 if _CARE in (one.targets, other.targets) else -1.5
    return points, f"on a {min(one.targets)} and on a {min(other.targets)}"


def _words(one: Facets, other: Facets) -> tuple[float, str]:
    fewest = min(len(one.words), len(other.words))
    if fewest < 3:
        return 0.0, ""
    shared = one.words & other.words
    # Who denies an event tells little of it.
    least = 0.0 if one.reaction or other.reaction or one.echo != other.echo else -0.4
    points = max(least, min(1.2, 2.0 * (len(shared) / fewest - 0.25)))
    return points, f"words: {', '.join(sorted(shared)[:5])}" if shared else "no word in common"
