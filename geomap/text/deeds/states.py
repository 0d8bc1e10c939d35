"""States that tell of harm: "12 dead", "were found dead", "shot dead two men"."""

from __future__ import annotations

from geomap.text.deeds.unsplit import of_both
from geomap.text.deeds.verbs import as_noun, ending, nobody_hit
from geomap.text.figures.groups import Group, group_at
from geomap.text.harmed.casualty import Casualty, casualties_of
from geomap.text.harmed.scene import Scene
from geomap.text.harmed.sufferers import adjacent_before, objects_of, subjects_of, whom
from geomap.text.parsing.grammar import Sentence
from geomap.vocabulary import Quantity

__all__ = ["by_state"]

_VERBAL = ("VBD", "VBN", "VBG", "VBP", "VBZ", "VB")
_CLOSING = frozenset({".", ",", ":", "IN", "RB"})
# What may stand behind "shot dead" that has its people before it.


def by_state(scene: Scene, at: int) -> list[Casualty]:
    """Read a state: "12 dead", "were found dead", "are still missing", "shot dead two men"."""
    sentence, harm = scene.sentence, scene.lexicon.harm
    word = sentence.words[at]
    if (word.lower in scene.lexicon.verbs and word.tag != "NN") or as_noun(scene, at):
        return []
    behind = sentence.words[at + 1].lower if at + 1 < len(sentence.words) else ""
    if word.lower == "dead" and (
        behind in harm.not_dead or _presumed(scene, at) or _mistaken(scene, at)
    ):
        return []
    if of_both(scene, at) or (word.lower in harm.captives and _is_somebody(scene, at)):
        return []
    quantity = ending(scene, at, scene.lexicon.states[word.lower])
    asked = whom(scene, sentence.heads[at])
    if asked:
        return casualties_of(asked, quantity, at)
    verb = max(0, at - 1)
    while verb > 0 and sentence.words[verb].tag == "RB":
        verb -= 1
    leads = sentence.words[verb]
    if word.lower == "dead" and _goes_on_passive(sentence, verb):
        return _shot_dead(scene, verb, at)
    if leads.lower not in harm.copulas and _takes_behind(scene, verb, at):
        if word.lower == "dead":
            return _shot_dead(scene, verb, at)
        if word.lower in harm.captives:
            # "have taken captive some 300 policemen"
            captives = [g for g in objects_of(scene, verb) if g.first > at]
            return casualties_of(captives, quantity, at)
    if word.tag in _VERBAL and sentence.child(at, "dobj") is not None:
        return []
    if word.tag == "JJ" and sentence.child(at, "dobj") is not None:
        # "a sniper shot dead a girl", whose verb the parser takes for a noun
        return casualties_of(objects_of(scene, at), quantity, at)
    before = adjacent_before(scene, at)
    if before and _tells_of_subject(sentence, before[-1], at):
        before = subjects_of(scene, sentence.heads[at])
    if before:
        return casualties_of(before, quantity, at)
    if word.tag == "VBG" and word.dep == "amod":
        return []
    if leads.lower in harm.copulas:
        none = nobody_hit(scene, at, quantity)
        return none or casualties_of(subjects_of(scene, at), quantity, at)
    if word.lower == "dead" and leads.tag in _VERBAL and leads.lower not in harm.have:
        return _shot_dead(scene, verb, at)
    above = sentence.heads[at]
    if sentence.words[above].lower in harm.found:
        taken = sentence.child(above, "dobj") is not None and not sentence.is_passive(above)
        # "pulled eleven men out and shot them dead"
        chain = objects_of(scene, above) if taken else subjects_of(scene, at)
        return casualties_of(chain, quantity, at)
    return []


def _presumed(scene: Scene, at: int) -> bool:
    """Tell whether the missing are only taken to be dead: "missing, presumed dead"."""
    before = [word.lower for word in scene.sentence.words[max(0, at - 4) : at]]
    guessed = before[-1:] and before[-1] in scene.lexicon.adverbs_unverified
    before = [word for word in before[:-1] if word not in (",", "and", "(", "now", "-", "–")]
    states = scene.lexicon.states
    return bool(guessed) and states.get((before or [""])[-1]) is Quantity.MISSING


def _mistaken(scene: Scene, at: int) -> bool:
    """Tell whether people were only once taken to be dead: "three first listed as dead"."""
    words, harm = scene.sentence.words, scene.lexicon.harm
    listed = [k for k in range(max(0, at - 3), at) if words[k].lower in harm.listing]
    if not listed or words[listed[-1]].dep not in ("acl", "relcl"):
        return False
    return any(word.lower in harm.at_first for word in words[max(0, listed[-1] - 2) : listed[-1]])


def _tells_of_subject(sentence: Sentence, group: Group, at: int) -> bool:
    """Tell whether people only describe who died: "two men guarding nurses were shot dead"."""
    subject = sentence.child(sentence.heads[at], "nsubjpass", "nsubj")
    return (
        subject is not None
        and subject < group.first
        and (subject in sentence.ancestors(group.head if group.head is not None else group.first))
    )


def _is_somebody(scene: Scene, at: int) -> bool:
    """Tell whether a word for a captive has an article: "both gunmen and a hostage"."""
    return at > 0 and scene.sentence.words[at - 1].tag in ("DT", "PRP$", "CD", "JJ")


def _takes_behind(scene: Scene, verb: int, at: int) -> bool:
    """Tell whether an active verb has its object behind its state: "shot dead two men"."""
    sentence = scene.sentence
    objects = [c for c in sentence.children[verb] if sentence.words[c].dep == "dobj" and c > at]
    # "gunmen shot dead a fighter", whose verb looks like a noun
    root = sentence.words[verb].dep == "ROOT" and sentence.child(verb, "nsubj") is not None
    return bool(objects) and (sentence.words[verb].tag in _VERBAL or root)


def _shot_dead(scene: Scene, verb: int, at: int) -> list[Casualty]:
    """Read "shot dead two men" and "two men were shot dead"."""
    sentence = scene.sentence
    goes_on = _goes_on_passive(sentence, verb)
    passive = sentence.is_passive(verb) or goes_on
    above = sentence.heads[verb] if goes_on else verb
    chain = subjects_of(scene, above) if passive else objects_of(scene, verb)
    if not chain and not passive:
        chain = [g for g in scene.people if g.first == at + 1] or _somebody_behind(scene, at)
    if not chain and sentence.words[verb].tag == "VBN":
        chain = adjacent_before(scene, verb)
    if not chain and not passive and sentence.child(verb, "dobj") is None:
        # "one suspect, aged 19, shot dead while resisting": grammar misses the passive
        behind = sentence.words[at + 1 : at + 2]
        chain = subjects_of(scene, verb) if not behind or behind[0].tag in _CLOSING else []
    return casualties_of(chain, Quantity.KILLED, at)


def _goes_on_passive(sentence: Sentence, verb: int) -> bool:
    """Tell whether a verb shares a passive: "were taken from their homes and shot dead"."""
    above = sentence.heads[verb]
    own = sentence.child(verb, "nsubj", "nsubjpass", "dobj")
    joined = sentence.words[verb].dep == "conj" and sentence.words[verb].tag in ("VBD", "VBN")
    return joined and own is None and sentence.child(above, "auxpass") is not None


def _somebody_behind(scene: Scene, at: int) -> list[Group]:
    """Read "shot dead a head constable", whose noun the parser gives to another word."""
    words = scene.sentence.words
    if at + 1 >= len(words) or words[at + 1].tag != "DT":
        return []
    last = at + 1
    while last + 1 < len(words) and words[last + 1].tag in ("NN", "JJ", "VBN"):
        last += 1
    group = group_at(scene.sentence, last, scene.lexicon) if last > at + 1 else None
    return [] if group is None else [group]
