"""People of one list harmed each at a place of their own: "a nun in Goma, two men in Uvira"."""

from __future__ import annotations

from dataclasses import replace

from geomap.text.figures.groups import Group
from geomap.text.harmed.casualty import Casualty
from geomap.text.harmed.scene import Scene

__all__ = ["by_place"]

_PLACE = 2
# Words behind people up to the name of their place: "in Goma", "in the Uvira".


def by_place(scene: Scene, casualty: Casualty) -> list[Casualty]:
    """Part those of one figure that each have a place of their own.

    Parameters
    ----------
    scene : Scene
        The sentence's people.
    casualty : Casualty
        Perhaps of several groups, counted together.

    Returns
    -------
    list of Casualty
        The same one where fewer than two of its groups have a place.
    """
    groups = (casualty.group, *casualty.added)
    runs: list[list[Group]] = [[]]
    for group in groups:
        runs[-1].append(group)
        if group is not groups[-1] and _has_place(scene, group):
            runs.append([])
    if len(runs) == 1 or not _has_place(scene, groups[-1]):
        return [casualty]
    return [replace(casualty, group=run[0], added=tuple(run[1:])) for run in runs]


def _has_place(scene: Scene, group: Group) -> bool:
    """Tell whether a place with a name stands right behind people: "a lorry driver in Engels"."""
    words, at = scene.sentence.words, group.last + 1
    led = at < len(words) and words[at].lower in scene.lexicon.harm.at_place
    return led and any(word.tag == "NNP" for word in words[at + 1 : at + 1 + _PLACE])
