"""What a place's name does in its sentence: the ground of an event, a speaker's seat, a party.

Only ``EVENT`` can reach the map; every other role keeps its reason in words.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from geomap.model import ClaimantKind, Scope, Toponym, ToponymRole, Victims
from geomap.text.claimant_kinds import claimant_kind
from geomap.text.claimants import Attribution
from geomap.text.grammar import Sentence
from geomap.text.lexicon import Lexicon
from geomap.text.mentions import ADDRESS
from geomap.text.situation import Situation

__all__ = ["ELSEWHERE", "PASSING", "in_dateline", "role_of", "with_speakers_town"]


PASSING = "in passing: "
# The reason of a place that is the event's only where no other is told.
ELSEWHERE = "where they come from"


_LOCAL_PEOPLE = (Victims.CIVILIANS, Victims.CHILDREN, Victims.WOMEN, Victims.MEN)


_DATELINE_LENGTH = 120
_DATELINE = re.compile(
    r"^[^a-z\n]{2,60}?(?:,[^\n—–-]{0,40})?\s*(?:\([^)\n]{2,40}\)\s*)?[—–-]{1,2}\s"
    # "Bogota, 7 Sep 89 --": in small letters the day tells it, or the agency in brackets
    r"|^[A-Z][^\n—–(,]{1,30}(?:,[^\n—–(,]{2,30})?,[^\n—–(,]{0,16}\d[^\n—–(]{0,16}"
    r"(?:\([^)\n]{2,40}\)\s*)?(?:--|[—–])\s"
    r"|^[A-Z][^\n—–(,]{1,30}(?:,[^\n—–(,]{2,30})?\s\([A-Z][^)\n]{1,40}\)\s*(?:--|[—–-])\s"
)


def role_of(
    sentence: Sentence,
    candidate: tuple[int, int, str],
    situation: Situation,
    lexicon: Lexicon,
    *,
    level: str | None,
) -> tuple[ToponymRole, str]:
    """Tell what a name does in its sentence.

    Parameters
    ----------
    sentence : Sentence
        The sentence.
    candidate : (int, int, str)
        First and last position of the name, and the label that found it.
    situation : Situation
        The sentence's scope and speakers.
    lexicon : Lexicon
        The language's words for institutions, movement and people.
    level : str or None
        What the text says the place is: "province".

    Returns
    -------
    (ToponymRole, str)
        The role, and why in words.
    """
    first, last, label = candidate
    words = sentence.words
    people = label == "NORP" or (words[last].tag == "JJ" and first == last)
    if people and label != ADDRESS:
        return ToponymRole.DEMONYM, "names people or a side, not ground"
    name_part = _name_part(sentence, candidate, lexicon)
    if name_part is not None:
        return ToponymRole.NAME_PART, name_part
    if situation.opening and in_dateline(sentence, last):
        named = sentence.surface(first, last)
        if words[max(first - 1, 0)].text == "(" and _speaks_by_trade(named, lexicon):
            return ToponymRole.NAME_PART, "the dateline: who filed the report"
        return ToponymRole.DATELINE, "the dateline: where the report was filed"
    if situation.scope is not Scope.EVENT:
        told = f"the sentence is {situation.scope.value}: {situation.scope_reason}"
        return ToponymRole.CONTEXT, told
    speaker = _speaker_role(sentence, first, last, situation, lexicon)
    if speaker is not None:
        return speaker
    governed = _governed_role(sentence, last, lexicon, level=level, addressed=label == ADDRESS)
    if governed is not None:
        return governed
    passing = _in_passing(sentence, (first, last), lexicon)
    if passing is not None and situation.eventful:
        return ToponymRole.EVENT, f"{PASSING}{passing}"
    if situation.heads_entry:
        return ToponymRole.EVENT, "heads the entry that tells of an event"
    if not situation.eventful:
        return ToponymRole.CONTEXT, "nothing is said to have happened in this sentence"
    return ToponymRole.EVENT, _why_event(sentence, first, last)


def _governed_role(
    sentence: Sentence, last: int, lexicon: Lexicon, *, level: str | None, addressed: bool
) -> tuple[ToponymRole, str] | None:
    """Read the role from the word that a name hangs on."""
    words = sentence.words
    # "by Russia and China": the second does what the first does
    at = last
    for head in sentence.ancestors(last):
        if words[at].dep != "conj":
            break
        at = head
    dep = words[at].dep
    if dep in ("nsubj", "poss", "compound", "nmod", "amod") and level is None:
        metonym = _metonym(sentence, at, dep, lexicon)
        if metonym is not None and not (addressed and dep != "poss"):
            return metonym
    if dep != "pobj":
        return None
    preposition = words[sentence.heads[at]].lower
    above = words[sentence.heads[sentence.heads[at]]].lower
    if preposition in lexicon.places.ways and above in lexicon.movement:
        told = f"'{above} {preposition}': on the way, not where it happened"
        return ToponymRole.MOVEMENT, told
    if preposition in lexicon.places.against:
        return ToponymRole.METONYM, f"'{preposition}' a side, not a ground"
    if above in lexicon.places.wars:
        return ToponymRole.CONTEXT, f"'{above} {preposition}': the wider setting"
    return None


def _in_passing(sentence: Sentence, bounds: tuple[int, int], lexicon: Lexicon) -> str | None:
    """Read "assailants from Kunar" and "the Panjwai district governor"."""
    first, last = bounds
    words = sentence.words
    before = words[first - 2].lower if first > 1 and words[first - 1].lower == "from" else ""
    if before in lexicon.victims or before in lexicon.actors.forces:
        return f"'{before} from': {ELSEWHERE}"
    at = last + 1
    while at < len(words) and words[at].lower in lexicon.levels and words[at].text.islower():
        at += 1
    if last < at - 1 and at < len(words) and words[at].tag.startswith("NN"):
        head = words[at].lower
        ground = head in lexicon.levels or head in lexicon.places.grounds or head in lexicon.acts
        if not ground and words[at - 1].dep == "compound":
            return f"names an office: '{sentence.surface(first, at)}'"
    return None


def _why_event(sentence: Sentence, first: int, last: int) -> str:
    before = sentence.words[first - 1].lower if first else ""
    if before in ("of", "and", ","):
        return f"named as the place: '{sentence.surface(max(0, first - 3), last)}'"
    words = f"{before} {sentence.surface(first, last)}".strip()
    return f"'{words}' in a sentence that tells of an event"


def _name_part(sentence: Sentence, candidate: tuple[int, int, str], lexicon: Lexicon) -> str | None:
    first, last, label = candidate
    words = sentence.words
    if label.startswith("in:"):
        entity = sentence.entity_at(first)
        whole = sentence.surface(entity[0], entity[1]) if entity else sentence.surface(first, last)
        return f"part of the name '{whole}'"
    if label == "FAC" and words[last].lower in lexicon.places.seats:
        return None
    after = words[last + 1] if last + 1 < len(words) else None
    if after is not None and after.lower in lexicon.institutions:
        end = last + 1
        while end + 1 < len(words) and words[end + 1].lower in lexicon.institutions:
            end += 1
        return f"part of the name '{sentence.surface(first, end)}'"
    if last > first and words[last].lower in lexicon.institutions:
        return f"an institution: '{sentence.surface(first, last)}'"
    return None


def _speaks_by_trade(named: str, lexicon: Lexicon) -> bool:
    """Tell whether a name is an agency's, a paper's or a station's: "(AP)"."""
    kind = claimant_kind(named, lexicon)
    return kind in (ClaimantKind.NEWS_AGENCY, ClaimantKind.BROADCASTER, ClaimantKind.NEWSPAPER)


def in_dateline(sentence: Sentence, last: int) -> bool:
    """Tell whether a word stands in the dateline that opens a report.

    Parameters
    ----------
    sentence : Sentence
        One of the first sentences.
    last : int
        Position of the word.

    Returns
    -------
    bool
        True for the place and the agency of "BEIRUT (Agency) —".
    """
    # The model may end the sentence at the agency's bracket.
    start = sentence.words[0].start
    match = _DATELINE.match(sentence.text[start : start + _DATELINE_LENGTH])
    return match is not None and sentence.words[last].end <= sentence.words[0].start + match.end()


def _speaker_role(
    sentence: Sentence, first: int, last: int, situation: Situation, lexicon: Lexicon
) -> tuple[ToponymRole, str] | None:
    # "Two killed in Homs: monitor": what stands before the colon is what is told
    spoken: Sequence[Attribution] = situation.attributions
    if ":" in sentence.lower:
        spoken = [a for a in spoken if not _colon_between(sentence, last, a.first)]
    for attribution in spoken:
        if attribution.first <= first and last <= attribution.last:
            name = attribution.claimant.name
            dep = sentence.words[last].dep
            if dep in ("nsubj", "poss", "compound", "nmod", "amod") or first == attribution.first:
                return ToponymRole.METONYM, f"a party that speaks: '{name}'"
            return ToponymRole.CLAIMANT, f"where the speaker is: '{name}'"
    for position in sentence.ancestors(last):
        word = sentence.words[position]
        if word.dep == "agent" and not _by_an_act(sentence, position, lexicon):
            return ToponymRole.MOVEMENT, "where those who did it were, not what was hit"
        inside = [a for a in spoken if a.first <= position <= a.last]
        if inside:
            name = inside[0].claimant.name
            return ToponymRole.CLAIMANT, f"tells more of the speaker: '{name}'"
        if word.lower in lexicon.places.speaking and not _in_what_is_said(sentence, position, last):
            return ToponymRole.CLAIMANT, f"'{word.lower}': where somebody spoke"
        if word.dep in ("relcl", "acl"):
            continue
        if word.pos == "VERB":
            # "27 were killed, an official said: 17 in Shawa": what stands behind is told, too
            said = any(a.verb == position for a in spoken) and not (
                position < first and _colon_between(sentence, position, first)
            )
            if said and _in_what_is_said(sentence, position, last):
                continue
            if said and word.lower not in lexicon.places.told_where:
                return ToponymRole.CLAIMANT, f"where it was said ('{word.lower}')"
            return None
    return None


def _colon_between(sentence: Sentence, last: int, first: int) -> bool:
    return any(word.text == ":" for word in sentence.words[last + 1 : first])


def _in_what_is_said(sentence: Sentence, verb: int, place: int) -> bool:
    """Tell whether a place belongs to what is told: "admitted the loss of four men in Nokou"."""
    above = frozenset(sentence.ancestors(place))
    return any(
        verb < child < place and child in above
        for child in sentence.children[verb]
        if sentence.words[child].dep == "dobj" or sentence.words[child].lower in ("of", "about")
    )


def _by_an_act(sentence: Sentence, agent: int, lexicon: Lexicon) -> bool:
    """Tell "killed by shelling in Kharkiv" from "launched by a battalion near Dobropillia".

    Where people of the place did something, that is where it was done.
    """
    doer = sentence.child(agent, "pobj", "pcomp")
    if doer is None:
        return False
    word = sentence.words[doer].lower
    return word in lexicon.acts or lexicon.victims.get(word) in _LOCAL_PEOPLE


def _metonym(
    sentence: Sentence, last: int, dep: str, lexicon: Lexicon
) -> tuple[ToponymRole, str] | None:
    words = sentence.words
    head = words[sentence.heads[last]]
    if dep == "nsubj":
        if head.lower in lexicon.places.ground_verbs:
            return None
        return ToponymRole.METONYM, f"the party that acts: subject of '{head.lower}'"
    civil = lexicon.victims.get(head.lower) in _LOCAL_PEOPLE
    ground = head.lower in lexicon.levels or head.lower in lexicon.places.grounds
    if ground or (civil and dep != "poss"):
        return None
    if dep == "poss":
        if (
            head.tag in ("NNP", "NNPS")
            or head.lower in lexicon.things
            or head.lower in lexicon.places.sides
            or head.lower in lexicon.places.grounds
        ):
            return None
        return ToponymRole.METONYM, f"a party: '{words[last].text}'s {head.text}'"
    if head.tag in ("NNP", "NNPS") or head.lower in lexicon.things:
        return None
    if head.tag in ("NN", "NNS"):
        return ToponymRole.METONYM, f"names a party: '{words[last].text} {head.text}'"
    return None


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
        witness = attribution.claimant.kind.value == "witness"
        span = attribution.claimant.span
        if span is None or not (witness or anaphor.search(lower)):
            continue
        inside = [
            t for t in found if t.role is ToponymRole.CLAIMANT and (span.covers(t.span) or witness)
        ]
        if inside and (anaphor.search(lower) or witness):
            place = inside[0]
            reason = (
                f"the speaker's own place, and no other is named: '{attribution.claimant.name}'"
            )
            result[found.index(place)] = replace(place, role=ToponymRole.EVENT, reason=reason)
            break
    return result
