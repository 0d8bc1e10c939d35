"""What brought a toll to its new figure: "two more died, bringing the toll to 12"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from geomap.text.harmed.casualty import Casualty
from geomap.text.harmed.scene import Scene
from geomap.vocabulary import Quantity

__all__ = ["brought", "of_the_same"]

_LEFT = 7
# Words before a figure within which "bringing" may stand.


def brought(scene: Scene, told: Sequence[Casualty]) -> list[Casualty]:
    """Tell what is counted in already: "two more died, bringing the toll to 12".

    Parameters
    ----------
    scene : Scene
        The sentence's people.
    told : sequence of Casualty
        Its figures.

    Returns
    -------
    list of Casualty
        The same; what brought a toll to its new figure is a part of that.
    """
    words, harm = scene.sentence.words, scene.lexicon.harm
    result = list(told)
    for toll in told:
        # "bringing to six the dead" has its figure first
        at = min(toll.predicate, toll.group.first)
        lead = {word.lower for word in words[max(0, at - _LEFT) : at]} & harm.bring
        before = words[toll.group.first - 1].lower if toll.group.first else ""
        if not lead or before != "to":
            continue
        for index, other in enumerate(result):
            if other.quantity is not toll.quantity or other.group.last >= at:
                continue
            # "a policeman who was wounded on Monday has died, bringing …"
            hurt = any(
                c.quantity is Quantity.WOUNDED and c.group.first == other.group.first for c in told
            )
            late = hurt or of_the_same(scene, other) or _died_late(scene, other, toll)
            if late or _sums_up(other, toll, told):
                result[index] = replace(other, part=True, on_top=True)
            elif _anew(scene, other, toll):
                result[index] = replace(other, superseded=True)
            else:
                # "a raid killed 16, bringing the toll to 20": four died elsewhere
                result[result.index(toll)] = toll = replace(toll, summed=True)
    return [_held(scene, casualty, result) for casualty in result]


def _anew(scene: Scene, older: Casualty, toll: Casualty) -> bool:
    """Tell whether a toll is a later count: "39 were killed; hours later he raised it to 50"."""
    between = scene.sentence.words[older.group.last + 1 : toll.group.first]
    cut = next((k for k, word in enumerate(between) if word.text == ";"), len(between))
    return any(word.lower == "later" for word in between[cut:])


def _held(scene: Scene, late: Casualty, told: Sequence[Casualty]) -> Casualty:
    """Read "four more bodies were found, so that 18 rebels died": the four are some of them."""
    own = late.group.count.best
    if own is None or late.part or not of_the_same(scene, late):
        return late
    words = scene.sentence.words
    for whole in told:
        between = range(late.group.last + 1, whole.group.first)
        larger = whole.quantity is late.quantity and (whole.group.count.best or 0) > own
        if not larger or not between or of_the_same(scene, whole):
            continue
        link = scene.sentence.surface(between[0], between[-1]).lower()
        if scene.lexicon.patterns["amounts_to"].search(f"{link} {words[whole.group.first].lower}"):
            return replace(late, part=True, on_top=True)
    return late


def _died_late(scene: Scene, late: Casualty, toll: Casualty) -> bool:
    """Tell whether somebody only died, and the toll that grew is one event's.

    "A baker died on Monday, raising the number killed in Friday's shooting to 14", not "two
    died, bringing the number killed this year to 140".
    """
    words = scene.sentence.words
    died = words[late.predicate].lower in scene.lexicon.subject_verbs
    start, end = sorted((toll.predicate, toll.group.first))
    told = scene.sentence.surface(max(0, min(start, late.predicate)), end).lower()
    behind = scene.sentence.surface(end, len(words) - 1).lower()
    wide = scene.lexicon.patterns["over_time"]
    return died and wide.search(told) is None and wide.search(behind) is None


def _sums_up(late: Casualty, toll: Casualty, told: Sequence[Casualty]) -> bool:
    """Tell whether late deaths make an older figure the new one: "earlier two", one, "to three"."""
    whole, own = toll.group.count.best, late.group.count.best
    older = {c.group.count.best for c in told if c.quantity is toll.quantity and c is not late}
    return whole is not None and own is not None and whole - own in older - {None, whole}


def of_the_same(scene: Scene, casualty: Casualty) -> bool:
    """Tell whether people are more of those told of before: "two more", "another body".

    Parameters
    ----------
    scene : Scene
        The sentence's people.
    casualty : Casualty
        One of its figures.

    Returns
    -------
    bool
        Whether they may be in a figure told beside them.
    """
    words, harm = scene.sentence.words, scene.lexicon.harm
    group = casualty.group
    said = {word.lower for word in words[max(0, group.first - 1) : group.last + 2]}
    # "A neighbour was also killed, raising the toll to four."
    between = {word.lower for word in words[group.last + 1 : casualty.predicate + 2]}
    said.add(words[casualty.predicate].lower)
    again = harm.more | harm.remains | harm.succumb | harm.again - {"the", "all"}
    told = said & (again | harm.ordinals) or between & harm.too
    return bool(told) or group.of_harmed is not None
