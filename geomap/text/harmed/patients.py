"""Whom a verb takes, and which of them are alive or counted by others."""

from __future__ import annotations

from collections.abc import Sequence

from geomap.text.figures.groups import Group
from geomap.text.harmed.scene import Scene
from geomap.text.harmed.sufferers import objects_of, subjects_of

__all__ = ["as_many", "living", "taken_by"]


def taken_by(scene: Scene, at: int) -> list[Group]:
    """Give whom a verb takes: its objects, or its subjects in the passive.

    Parameters
    ----------
    scene : Scene
        The sentence's people.
    at : int
        Position of the verb.

    Returns
    -------
    list of Group
        In order; empty where it takes nobody.
    """
    # "are holding 16 gendarmes" only looks like it
    passive = scene.sentence.words[at].tag != "VBG" and scene.sentence.is_passive(at)
    return subjects_of(scene, at) if passive else objects_of(scene, at)


def living(scene: Scene, groups: Sequence[Group]) -> list[Group]:
    """Leave out bodies, and those told of before as harmed.

    Parameters
    ----------
    scene : Scene
        The sentence's people.
    groups : sequence of Group
        Some of them.

    Returns
    -------
    list of Group
        Those who may have been alive.
    """
    words, remains = scene.sentence.words, scene.lexicon.harm.remains
    return [
        group
        for group in groups
        if not group.refers
        and group.of_harmed is None
        and (group.head is None or words[group.head].lower not in remains)
    ]


def as_many(scene: Scene, group: Group) -> bool:
    """Tell whether the number is that of others: "the attackers lost as many".

    Parameters
    ----------
    scene : Scene
        The sentence's people.
    group : Group
        One group of them.

    Returns
    -------
    bool
        True for a number without a noun that repeats another.
    """
    return group.head is None and group.count.wording.lower().endswith(scene.lexicon.multiples)
