"""The small words around the parties of an event: "by", "on", "claimed", "forces"."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields

__all__ = ["ActorWords"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ActorWords:
    """One language's words around parties, in lower case."""

    forces: frozenset[str]
    # nouns of those who bear arms, beside those of the victims' lists
    bands: frozenset[str]
    # of them, those that are from somewhere: "the gang of Croix-des-Bouquets"
    groups: frozenset[str]
    # armed groups by name
    nameless: frozenset[str]
    # people of whom nothing is said
    by: frozenset[str]
    # before who did it
    on: frozenset[str]
    # before whom it was done to
    between: frozenset[str]
    # before both sides
    aiming: frozenset[str]
    # "an attack targeting a convoy"
    doing: frozenset[str]
    # "carried out an attack"
    claiming: frozenset[str]
    responsibility: frozenset[str]
    # "claimed responsibility", "claimed the attack"
    blaming: frozenset[str]
    towards: frozenset[str]
    # between talks or calls and what they are about: "talks on a truce"
    agreeing: frozenset[str]
    # how words begin that make it done: "agreed on a truce"
    peaceful: frozenset[str]
    # kinds of event without attacker and target

    @classmethod
    def from_lists(cls, lists: Mapping[str, Sequence[str]]) -> ActorWords:
        """Build from the lexicon's lists; each field has the list of its name."""
        return cls(**{field.name: frozenset(lists[field.name]) for field in fields(cls)})
