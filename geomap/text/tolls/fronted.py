"""A word of harm that stands before its verb: "Killed were four weavers"."""

from __future__ import annotations

from dataclasses import replace

from geomap.text.harmed.casualty import Casualty, casualties_of
from geomap.text.harmed.chains import chain_from
from geomap.text.harmed.scene import Scene

__all__ = ["by_fronted"]

_FRONTED = 9
# Words within which "were" may stand behind a fronted "Killed".
_STOPS = frozenset({";", ":", ",", ".", "-", "–", "—", '"', "“", "”"})
_AMONG = (["among", "the"], ["among", "those"])


def by_fronted(scene: Scene, at: int) -> list[Casualty]:
    """Read "Killed in the raid were four weavers" and "Also wounded was a nurse".

    Parameters
    ----------
    scene : Scene
        The sentence's people.
    at : int
        Position of a word of harm.

    Returns
    -------
    list of Casualty
        Those behind the verb; empty where the word does not open its clause.
    """
    words, lexicon = scene.sentence.words, scene.lexicon
    opening = at
    while opening and words[opening - 1].tag in ("RB", "CC"):
        opening -= 1
    if [word.lower for word in words[max(0, opening - 2) : opening]] in _AMONG:
        opening -= 2
    if opening and words[opening - 1].text not in _STOPS:
        return []
    word = words[at].lower
    quantity = lexicon.verbs.get(word) or lexicon.states.get(word)
    verb = next(
        (
            k
            for k in range(at + 1, min(len(words), at + _FRONTED))
            if words[k].lower in lexicon.harm.being
        ),
        None,
    )
    if quantity is None or verb is None:
        return []
    if any(at < g.first < verb for g in scene.people) or words[verb].lower == word:
        return []
    behind = [g for g in scene.people if verb < g.first <= verb + 3 and g.sure]
    told = casualties_of(chain_from(scene, behind[:1]), quantity, at)
    # "among those wounded were the mayor and a guard"
    some = "among" in [word.lower for word in words[max(0, at - 2) : at]]
    return [replace(casualty, part=True) for casualty in told] if some else told
