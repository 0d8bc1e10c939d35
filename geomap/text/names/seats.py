"""The places of speakers and of those who did it: a seat, not the ground of the event.

Three of them may still be where it happened, if the sentence names no other: the town of a
witness, the place beside "killed by gunmen", and what a monitor names before it speaks.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from geomap.model import Toponym
from geomap.text.assertions.situation import Situation
from geomap.text.parsing.bearings import LOCAL_PEOPLE, Bearing
from geomap.text.parsing.grammar import Sentence
from geomap.text.voices.claimants import Attribution
from geomap.text.words.lexicon import Lexicon
from geomap.vocabulary import ClaimantKind, EventPlace, ToponymRole

__all__ = ["seat_of_speaker", "with_speakers_town"]

_INDEFINITE = frozenset({"a", "an", "one"})
_DASH = re.compile(r"\s[-–—]{1,2}\s")
# Who tells of what is not where they sit.
_ONLOOKERS = (
    ClaimantKind.NGO_MONITOR,
    ClaimantKind.NEWS_AGENCY,
    ClaimantKind.NEWSPAPER,
    ClaimantKind.BROADCASTER,
    ClaimantKind.ACTIVISTS,
    ClaimantKind.POLICE,
    ClaimantKind.HOSPITAL,
    ClaimantKind.CIVIL_DEFENCE,
    ClaimantKind.WITNESS,
)


def seat_of_speaker(
    sentence: Sentence, first: int, last: int, situation: Situation, lexicon: Lexicon
) -> Bearing | None:
    """Tell whether a name says where a speaker is, or those who did it.

    Parameters
    ----------
    sentence : Sentence
        The sentence.
    first, last : int
        Positions of the name.
    situation : Situation
        Its speakers.
    lexicon : Lexicon
        The language's words for acts and speaking.

    Returns
    -------
    Bearing or None
        None where it says neither.
    """
    # "Two killed in Homs: monitor": what stands before the colon is what is told, and what
    # stands behind it in "a monitor said: two in Homs"
    spoken: Sequence[Attribution] = situation.attributions
    if ":" in sentence.lower or _DASH.search(sentence.lower):
        spoken = [a for a in spoken if not _parted(sentence, (first, last), a)]
    for attribution in spoken:
        if attribution.first <= first and last <= attribution.last:
            name = attribution.claimant.name
            dep = sentence.words[last].dep
            if dep in ("nsubj", "poss", "compound", "nmod", "amod") or first == attribution.first:
                return Bearing(ToponymRole.METONYM, f"a party that speaks: '{name}'")
            return Bearing(ToponymRole.CLAIMANT, f"where the speaker is: '{name}'")
    for position in sentence.ancestors(last):
        word = sentence.words[position]
        if word.dep == "agent" and sentence.heads[last] == position:
            return Bearing(ToponymRole.METONYM, f"'{word.lower}' a side, not a ground")
        if word.dep == "agent" and _only_describes(sentence, position, lexicon):
            continue
        if word.dep == "agent" and not _by_an_act(sentence, position, lexicon):
            return _beside_agent(sentence, position, situation, lexicon)
        inside = [a for a in spoken if a.first <= position <= a.last]
        if inside:
            name = inside[0].claimant.name
            return Bearing(ToponymRole.CLAIMANT, f"tells more of the speaker: '{name}'")
        told = _in_what_is_said(sentence, position, last, lexicon)
        if (
            word.lower in lexicon.places.speaking
            and not told
            and not (situation.triggered and _is_struck(sentence, position, lexicon))
        ):
            seen = word.lower in lexicon.places.visits and sentence.words[last].dep == "dobj"
            reached = EventPlace.REACHED if seen else None
            return Bearing(ToponymRole.CLAIMANT, f"'{word.lower}': where somebody spoke", reached)
        if _announced_there(sentence, position, last, lexicon):
            return Bearing(ToponymRole.CLAIMANT, f"where it was said ('{word.lower}')")
        if _acted_there(sentence, position, last, lexicon):
            return None
        if word.dep in ("relcl", "acl"):
            continue
        if word.pos in ("AUX", "ADJ") and word.dep == "ccomp":
            # "the mine is at Dosso, police said", "a sniper shot dead a girl, her uncle said"
            return None
        if word.pos == "VERB":
            if told and any(a.verb == position for a in spoken):
                if word.dep == "ccomp":
                    # "the priest said he had counted 34 graves in Agweng"
                    return None
                continue
            return _beside_saying(sentence, (first, position), spoken, situation, lexicon)
    return None


def _is_struck(sentence: Sentence, noun: int, lexicon: Lexicon) -> bool:
    """Tell whether what people speak at is what was attacked: "fired into a meeting in X"."""
    led = sentence.heads[noun]
    small = sentence.words[led].lower
    aimed = small in lexicon.places.hit or small in lexicon.places.aimed
    return aimed or sentence.words[led].lower in lexicon.acts


def _in_what_is_said(sentence: Sentence, verb: int, place: int, lexicon: Lexicon) -> bool:
    """Tell whether a place belongs to what is told: "admitted the loss of four men in Nokou"."""
    if sentence.words[sentence.heads[place]].lower in lexicon.speech["whence"]:
        # "condemned the attacks from Rome"
        return False
    above = frozenset(sentence.ancestors(place))
    return any(
        verb < child < place and child in above
        for child in sentence.children[verb]
        if sentence.words[child].dep == "dobj" or sentence.words[child].lower in ("of", "about")
    )


def _announced_there(sentence: Sentence, verb: int, last: int, lexicon: Lexicon) -> bool:
    """Read "the provisional toll, announced in Ouagadougou, is 21"."""
    word, preposition = sentence.words[verb], sentence.heads[last]
    said = word.dep == "acl" and word.lower in lexicon.speech["announcing"]
    return said and sentence.heads[preposition] == verb


def _acted_there(sentence: Sentence, act: int, last: int, lexicon: Lexicon) -> bool:
    """Read "blamed a gang for an explosion in Guayaquil", not "condemned the attack from Rome"."""
    word = sentence.words[act]
    above = sentence.words[sentence.heads[last]].lower
    away = above in lexicon.speech["whence"]
    act = word.lower in lexicon.acts or word.lower in lexicon.places.occurrences
    return word.tag in ("NN", "NNS") and act and not away


def _beside_saying(
    sentence: Sentence,
    between: tuple[int, int],
    spoken: Sequence[Attribution],
    situation: Situation,
    lexicon: Lexicon,
) -> Bearing | None:
    """Read "said in Kyiv", and "In Mayadin, a monitor said, twelve died"."""
    first, verb = between
    word = sentence.words[verb].lower
    here = [a for a in spoken if a.verb == verb]
    if not here:
        return None
    reason = f"where it was said ('{word}')"
    if here[0].last < first < verb:
        # "the monitor, in London, counted"
        return Bearing(ToponymRole.CLAIMANT, reason)
    taken = sentence.child(verb, "dobj")
    counting = word in lexicon.harm.put or word in lexicon.speech["moving"]
    counted = counting and taken is not None and verb < taken < first
    if word in lexicon.places.told_where or counted:
        # "put the losses near Batticaloa at 24"
        return None
    fronted = first < min(here[0].first, verb)
    # "In Ataq, a military official said": one of those there, and no office in the capital
    opening = sentence.words[max(0, here[0].first - 1) : here[0].first + 1]
    speaker = here[0].claimant
    some = speaker.kind is ClaimantKind.MILITARY
    some = some and any(word.lower in _INDEFINITE for word in opening)
    local = any(word in lexicon.speech["local"] for word in speaker.name.lower().split())
    some = some or (speaker.kind is ClaimantKind.GOVERNMENT and local)
    if fronted and situation.counts and (some or speaker.kind in _ONLOOKERS):
        return Bearing(ToponymRole.EVENT, f"in passing: {reason}", EventPlace.PASSING)
    return Bearing(ToponymRole.CLAIMANT, reason)


def _beside_agent(
    sentence: Sentence, agent: int, situation: Situation, lexicon: Lexicon
) -> Bearing:
    """Read "killed by gunmen in Manbij": there, if the sentence names no other place."""
    reason = "where those who did it were, not what was hit"
    verb = sentence.heads[agent]
    done = sentence.words[verb].lower
    # "shot dead by soldiers in Shwebo": what is fired flies, the dead lie where they were shot
    outcome = sentence.child(verb, "oprd", "acomp")
    dead = outcome is not None and sentence.words[outcome].lower in lexicon.states
    if situation.eventful and (dead or done not in lexicon.places.shooting):
        return Bearing(ToponymRole.EVENT, f"in passing: {reason}", EventPlace.ORIGIN)
    return Bearing(ToponymRole.MOVEMENT, reason)


def _parted(sentence: Sentence, bounds: tuple[int, int], attribution: Attribution) -> bool:
    """Tell whether a colon or a dash stands between a name and who speaks."""
    first, last = bounds
    if last < min(attribution.first, attribution.verb):
        between = sentence.words[last + 1 : attribution.first]
    else:
        between = sentence.words[max(attribution.last, attribution.verb) + 1 : first]
    if not between:
        return False
    words = sentence.text[between[0].start - 1 : between[-1].end + 1]
    return any(word.text == ":" for word in between) or bool(_DASH.search(words))


def _only_describes(sentence: Sentence, agent: int, lexicon: Lexicon) -> bool:
    """Tell whether an agent is of what was hit: "exploded in a bar used by soldiers in Asmara"."""
    verb = sentence.words[sentence.heads[agent]]
    described = sentence.words[sentence.heads[sentence.heads[agent]]].lower
    deed = (
        verb.lower in lexicon.verbs
        or verb.lower in lexicon.acts
        or verb.lower in (lexicon.places.shooting | lexicon.places.ground_harm | lexicon.places.hit)
    )
    event = described in lexicon.acts or described in lexicon.victims or described in lexicon.nouns
    return verb.dep == "acl" and not deed and not event


def _by_an_act(sentence: Sentence, agent: int, lexicon: Lexicon) -> bool:
    """Tell "killed by shelling in Kharkiv" from "launched by a battalion near Dobropillia".

    Where people of the place did something, that is where it was done, and where a thing did
    it, a mine, a shell, that is where it went off.
    """
    doer = sentence.child(agent, "pobj", "pcomp")
    if doer is None:
        return False
    word = sentence.words[doer].lower
    return (
        word in lexicon.acts
        or word in lexicon.things
        or word in lexicon.nonpersons
        or lexicon.victims.get(word) in LOCAL_PEOPLE
    )


def _is_left(sentence: Sentence, place: Toponym, lexicon: Lexicon) -> bool:
    """Tell whether it is where speakers come from: "those who fled to Pemba from Ancuabe"."""
    before = [word.lower for word in sentence.words if word.end <= place.span.start][-1:]
    return before != [] and before[0] in lexicon.speech["whence"]


def with_speakers_town(
    sentence: Sentence, found: list[Toponym], situation: Situation, lexicon: Lexicon
) -> list[Toponym]:
    """Take the town of a witness as the place, where no other is named and "the town" was hit.

    Parameters
    ----------
    sentence : Sentence
        The sentence.
    found : list of Toponym
        Its toponyms with their roles.
    situation : Situation
        Its speakers.
    lexicon : Lexicon
        The words that point back to a town.

    Returns
    -------
    list of Toponym
        The same, with at most one role changed to ``EVENT``.
    """
    if not situation.eventful or any(t.role is ToponymRole.EVENT for t in found):
        return found
    lower = sentence.lower
    anaphor = lexicon.patterns["anaphor"]
    result = list(found)
    for attribution in situation.attributions:
        own = sentence.words[attribution.first].lower in lexicon.places.own_people
        witness = own or attribution.claimant.kind is ClaimantKind.WITNESS
        span = attribution.claimant.span
        if span is None:
            continue
        # "the director of the hospital in Deir al-Balah": the hospital is the speaker's
        begin = sentence.words[0].start
        others = lower[: max(0, span.start - begin)] + " ; " + lower[max(0, span.end - begin) :]
        if not (witness or anaphor.search(others)):
            continue
        inside = [
            t for t in found if t.role is ToponymRole.CLAIMANT and (span.covers(t.span) or witness)
        ]
        if inside:
            place = next((t for t in inside if _is_left(sentence, t, lexicon)), inside[0])
            reason = (
                f"the speaker's own place, and no other is named: '{attribution.claimant.name}'"
            )
            result[found.index(place)] = replace(
                place, role=ToponymRole.EVENT, reason=reason, told=EventPlace.SPEAKERS
            )
            break
    return result
