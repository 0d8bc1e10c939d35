"""Which incident is which when reports are added: an id stays with its founding mention.

An incident has the id of one of its mentions, its founder: the one published first when the
incident was new. As long as the casebook has that mention, the id is that of the incident
which the mention is in. Where two incidents turn out to be one, the id whose founder was
published first stays; where one turns out to be two, the founder's part keeps it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from geomap.events.matching.links import Mention
from geomap.events.reconcile import Reconciliation

__all__ = ["Fates", "fates_of", "renamed"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Fates:
    """What has become of incidents."""

    names: Mapping[str, str]
    # the id an incident was made under to the id that it keeps
    added: tuple[str, ...] = ()
    merged: tuple[tuple[str, str], ...] = ()
    # the id that is gone, and the id that it went into
    split: tuple[tuple[str, str], ...] = ()
    # the new id, and the id that it was part of
    removed: tuple[str, ...] = ()
    # of reports that were read again and no longer tell of it


def fates_of(
    mentions: Sequence[Mention], before: Mapping[str, str], days: Mapping[str, str]
) -> Fates:
    """Tell for each incident which one it was before.

    Parameters
    ----------
    mentions : sequence of Mention
        All mentions, with the incidents they are in now.
    before : mapping of str to str
        Mention id to the id of the incident it was in.
    days : mapping of str to str
        Report id to its day of publication, as it sorts.

    Returns
    -------
    Fates
        Everything is ``added`` where there was nothing before.

    Examples
    --------
    >>> fates_of([], {}, {}).added
    ()
    """
    groups: dict[str, list[Mention]] = {}
    for mention in mentions:
        groups.setdefault(mention.incident_id, []).append(mention)
    homes = _homes(mentions, before)
    by_id = {mention.id: mention for mention in mentions}

    def rank(incident_id: str) -> tuple[str, str]:
        founder = by_id.get(incident_id)
        day = days.get(founder.span.report_id) if founder is not None else None
        return (day or "9999", incident_id)

    dwellers: dict[str, list[str]] = {}
    for old, made in homes.items():
        dwellers.setdefault(made, []).append(old)
    names: dict[str, str] = {}
    added: list[str] = []
    merged: list[tuple[str, str]] = []
    split: list[tuple[str, str]] = []
    for made, group in sorted(groups.items()):
        living = sorted(dwellers.get(made, ()), key=rank)
        names[made] = living[0] if living else made
        merged += [(gone, living[0]) for gone in living[1:]]
        from_ids = sorted({before[m.id] for m in group if m.id in before})
        if not living and from_ids:
            split.append((made, from_ids[0]))
        elif not living:
            added.append(made)
    return Fates(
        names=names,
        added=tuple(added),
        merged=tuple(sorted(merged)),
        split=tuple((made, names[homes[old]]) for made, old in split),
        removed=tuple(sorted(set(before.values()) - set(homes))),
    )


def _homes(mentions: Sequence[Mention], before: Mapping[str, str]) -> dict[str, str]:
    """Give for each incident of before the one that it is now, by its founder.

    Where a founder is gone, since its report was read again, most of its mentions decide.
    """
    incident_of = {mention.id: mention.incident_id for mention in mentions}
    votes: dict[str, Counter[str]] = {}
    for mention, old in sorted(before.items()):
        if mention in incident_of:
            votes.setdefault(old, Counter())[incident_of[mention]] += 1
    return {
        old: incident_of[old] if old in incident_of else _most(told) for old, told in votes.items()
    }


def _most(votes: Counter[str]) -> str:
    return min(votes, key=lambda made: (-votes[made], made))


def renamed(found: Reconciliation, names: Mapping[str, str]) -> Reconciliation:
    """Give incidents the ids that they keep.

    Parameters
    ----------
    found : Reconciliation
        The incidents under the ids they were made under.
    names : mapping of str to str
        Those ids to the ones that are kept.

    Returns
    -------
    Reconciliation
        The same, by their lasting names.
    """
    spans = {mention.id: mention.span for mention in found.mentions}
    return replace(
        found,
        incidents=tuple(
            replace(
                incident,
                id=names[incident.id],
                # The words that an incident opens with are those of the mention it is named by.
                span=spans.get(names[incident.id], incident.span),
                parts=tuple(sorted(names.get(part, part) for part in incident.parts)),
            )
            for incident in found.incidents
        ),
        mentions=tuple(replace(m, incident_id=names[m.incident_id]) for m in found.mentions),
    )
