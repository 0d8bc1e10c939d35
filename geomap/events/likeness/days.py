"""How well the days of two mentions agree: one day, days that overlap, or a later telling of it."""

from __future__ import annotations

import math

from geomap.events.likeness.facets import Facets

__all__ = ["NEVER", "REACTION_DAYS", "RECALL_DAYS", "days_between", "says_little"]

NEVER = -math.inf
# points of what cannot be
_SLACK_DAYS = 3
# how long after an event its toll is still brought up to date
REACTION_DAYS = 10
# how long after an event a party may deny or own it, and no day be said
RECALL_DAYS = 14
# how long after an event a report names its dead as known, without a day
_FEW = 2
# dead whom so many events have that no one is meant
_UNSAID = "Attack"
# Anything violent: the words say no more.
_NIGHT = 5
# the last of the hours of a day


def days_between(one: Facets, other: Facets) -> tuple[float, str]:
    """Give the points that the days of two mentions make, and why.

    Parameters
    ----------
    one, other : Facets
        The mentions.

    Returns
    -------
    (float, str)
        ``NEVER`` where they cannot be of one event.
    """
    if one.first is None or one.last is None or other.first is None or other.last is None:
        return -1.5, "one does not say when"
    gap = max(one.first - other.last, other.first - one.last)
    if gap <= 0:
        vague = max(one.precision, other.precision)
        points = {1: 1.5, 2: 0.8, 3: 0.4}.get(vague, -1.5)
        return points, "the same day" if vague == 1 else "days that overlap"
    later = one if one.first > other.first else other
    heard = (one if later is other else other).counts & later.known
    if gap <= RECALL_DAYS and later.echo and heard:
        return -0.05 * gap, f"{gap} days apart, the later one of what came after"
    if gap <= REACTION_DAYS and later.guessed and later.reaction:
        # What is denied has been told of.
        return 1.0 - 0.1 * gap, f"{gap} days apart, the later one only a party's word on it"
    if gap <= _SLACK_DAYS and later.guessed:
        return 0.2 - 0.3 * gap, f"{gap} days apart, the later one not said"
    if gap <= _SLACK_DAYS and later.update:
        return 0.3 - 0.3 * gap, f"{gap} days apart, the later one an update"
    if gap <= _SLACK_DAYS and says_little(later):
        return 0.2 - 0.3 * gap, f"{gap} days apart, the later one without any figure"
    earlier = other if later is one else one
    recalled = gap <= RECALL_DAYS and later.guessed
    if recalled and any(number > _FEW for number in later.known & earlier.counts):
        return -0.1 * gap, f"{gap} days apart, the later one of the dead that it takes as known"
    if recalled and any(number > _FEW for number in later.known):
        # The toll that it takes as known may be a later one than this.
        return -3.0, f"{gap} days apart, the later one of other dead that it takes as known"
    if gap > 1:
        return NEVER, f"{gap} days apart"
    if _NIGHT in one.hours and _NIGHT in other.hours:
        return -0.3, "the night between two days"
    return -3.0, "a day apart"


def says_little(mention: Facets) -> bool:
    """Tell whether a mention has no figure and no word for what happened: maybe an aftermath.

    Parameters
    ----------
    mention : Facets
        The mention.

    Returns
    -------
    bool
        False for what counts anybody, or names the kind of event.
    """
    counted = mention.wounded is not None or any(bound is not None for bound in mention.killed)
    return not counted and mention.incident.event_type == _UNSAID and not mention.incident.claims
