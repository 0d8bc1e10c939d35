"""What a place's name does in its sentence: the ground of an event, a speaker's seat, a party.

Only ``EVENT`` can reach the map; every other role keeps its reason in words.
"""

from __future__ import annotations

from geomap.protocols import Token
from geomap.text.assertions.occasions import in_mourning
from geomap.text.assertions.situation import Situation
from geomap.text.names.entries import in_label
from geomap.text.names.journeys import on_the_way
from geomap.text.names.mentions import ADDRESS
from geomap.text.names.offices import in_passing, is_ground
from geomap.text.names.seats import seat_of_speaker
from geomap.text.names.sites import road_end, struck_site
from geomap.text.parsing.bearings import LOCAL_PEOPLE, Bearing
from geomap.text.parsing.datelines import dateline_end, filed_end
from geomap.text.parsing.grammar import Sentence
from geomap.text.voices.claimant_kinds import claimant_kind
from geomap.text.words.lexicon import Lexicon
from geomap.vocabulary import ClaimantKind, EventPlace, Scope, ToponymRole

__all__ = ["in_dateline", "role_of"]


def role_of(
    sentence: Sentence,
    candidate: tuple[int, int, str],
    situation: Situation,
    lexicon: Lexicon,
    *,
    level: str | None,
) -> Bearing:
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
    Bearing
        The role, and why in words.
    """
    first, last, label = candidate
    if (first, last) in situation.cells and situation.scope is Scope.EVENT:
        reason = "its own count stands beside it"
        return Bearing(ToponymRole.EVENT, reason, EventPlace.TOLD)
    bearing = (
        _outside(sentence, candidate, situation, lexicon)
        or seat_of_speaker(sentence, first, last, situation, lexicon)
        or _governed_role(sentence, last, lexicon, level=level, addressed=label == ADDRESS)
    )
    if bearing is not None:
        return bearing
    passing = in_passing(sentence, (first, last), lexicon)
    if passing is not None and situation.eventful:
        return passing
    road = road_end(sentence, (first, last), lexicon)
    if road is not None:
        return Bearing(ToponymRole.CONTEXT, f"an end of the '{road}', at a place of which it was")
    return _by_clause(sentence, last, situation, lexicon) or Bearing(
        ToponymRole.EVENT, _why_event(sentence, first, last), EventPlace.TOLD
    )


def _outside(
    sentence: Sentence,
    candidate: tuple[int, int, str],
    situation: Situation,
    lexicon: Lexicon,
) -> Bearing | None:
    """Read a name that no event of the sentence is at: a people, a body, the dateline's."""
    first, last, label = candidate
    words = sentence.words
    if in_label(sentence, last, situation.label_end) and situation.scope is Scope.EVENT:
        reason = "opens the entry that tells of an event"
        return Bearing(ToponymRole.EVENT, reason, EventPlace.HEADING)
    people = label == "NORP" or (
        words[last].tag == "JJ" and first == last and not _before_act(sentence, candidate, lexicon)
    )
    if people and label != ADDRESS and not _stands_alone(sentence, (first, last), lexicon):
        return Bearing(ToponymRole.DEMONYM, "names people or a side, not ground")
    name_part = _name_part(sentence, candidate, lexicon)
    if name_part is not None:
        news = situation.eventful and situation.scope is Scope.EVENT
        site = struck_site(sentence, (first, last), lexicon) if news else None
        if site is not None:
            return Bearing(ToponymRole.EVENT, f"its '{site}' is the scene", EventPlace.TOLD)
        return Bearing(ToponymRole.NAME_PART, name_part)
    if situation.opening and not situation.label_end and _filed_at(sentence, (first, last)):
        return Bearing(ToponymRole.DATELINE, "before the story of another place")
    if situation.opening and in_dateline(sentence, last):
        named = sentence.surface(first, last)
        if words[max(first - 1, 0)].text == "(" and _speaks_by_trade(named, lexicon):
            return Bearing(ToponymRole.NAME_PART, "the dateline: who filed the report")
        return Bearing(ToponymRole.DATELINE, "the dateline: where the report was filed")
    if situation.scope is not Scope.EVENT:
        told = f"the sentence is {situation.scope.value}: {situation.scope_reason}"
        return Bearing(ToponymRole.CONTEXT, told)
    return None


def _filed_at(sentence: Sentence, bounds: tuple[int, int]) -> bool:
    """Read "PESHAWAR: Five policemen were killed in Dera Ismail Khan": it was in the second."""
    end = filed_end(sentence.text, sentence.words[0].start)
    return end is not None and sentence.words[bounds[1]].end <= end


def _by_clause(
    sentence: Sentence, last: int, situation: Situation, lexicon: Lexicon
) -> Bearing | None:
    """Read a name by what is told where it stands: at rites, in a heading, of an occasion."""
    if _at_rites(sentence, last, lexicon):
        reason = "in passing: where the dead are mourned"
        return Bearing(ToponymRole.EVENT, reason, EventPlace.PASSING)
    if situation.heads_entry:
        reason = "heads the entry that tells of an event"
        return Bearing(ToponymRole.EVENT, reason, EventPlace.HEADING)
    if not situation.eventful:
        reason = "nothing is said to have happened in this sentence"
        return Bearing(ToponymRole.CONTEXT, reason)
    if _only_threatened(sentence, last, lexicon):
        return Bearing(ToponymRole.CONTEXT, "where something is only threatened or planned")
    if last in situation.occasion.words and situation.occasion.pointing:
        return Bearing(ToponymRole.CONTEXT, "where what the event told of came after happened")
    if last in situation.occasion.words:
        reason = "in passing: where what it answers or follows happened"
        return Bearing(ToponymRole.EVENT, reason, EventPlace.PASSING)
    return _in_quiet(sentence, last, lexicon) if last in situation.quiet else None


def _only_threatened(sentence: Sentence, last: int, lexicon: Lexicon) -> bool:
    """Tell whether a deed at a place is only threatened: "threatened to fire at Baghdad"."""
    for above in sentence.ancestors(last):
        word = sentence.words[above]
        if word.dep != "dobj" and word.pos == "NOUN" and word.lower in lexicon.acts:
            # "in reply to Tuesday's attack on Dezful"
            return False
        if word.pos != "VERB":
            continue
        led = any(sentence.words[k].lower == "to" for k in sentence.children[above] if k < above)
        governor = sentence.words[sentence.heads[above]].lower
        return word.tag == "VB" and led and governor in lexicon.places.threats
    return False


def _in_quiet(sentence: Sentence, last: int, lexicon: Lexicon) -> Bearing:
    """Read a name in a clause in which nothing happened, beside one in which something did."""
    if _measured_from(sentence, last, lexicon):
        return Bearing(ToponymRole.CONTEXT, "only says where another place lies")
    after = sentence.words[last + 1].lower if last + 1 < len(sentence.words) else ""
    if after in lexicon.harm.clinics:
        return Bearing(ToponymRole.MOVEMENT, "a hospital in a clause in which nothing happened")
    if _somebody_is_there(sentence, last):
        return Bearing(ToponymRole.CONTEXT, "where somebody is, of whom something else is told")
    reason = "in passing: in a clause of its own, in which nothing happened"
    return Bearing(ToponymRole.EVENT, reason, EventPlace.PASSING)


def _at_rites(sentence: Sentence, last: int, lexicon: Lexicon) -> bool:
    """Read "attended the funeral in Sidon": nobody died there."""
    if sentence.words[last].dep != "pobj":
        return False
    return in_mourning(sentence, sentence.heads[last], lexicon)


def _before_act(sentence: Sentence, candidate: tuple[int, int, str], lexicon: Lexicon) -> bool:
    """Read "Afrin bombing", whose name the model takes for an adjective and yet for a place."""
    _, last, label = candidate
    after = sentence.words[last + 1] if last + 1 < len(sentence.words) else None
    return label == "GPE" and after is not None and after.lower in lexicon.acts


def _stands_alone(sentence: Sentence, bounds: tuple[int, int], lexicon: Lexicon) -> bool:
    """Read "in Selydove one person was killed", whose name the model takes for an adjective."""
    words, (first, last) = sentence.words, bounds
    led = first > 0 and words[first - 1].lower in lexicon.places.within
    after = words[last + 1].tag if last + 1 < len(words) else "."
    return led and not after.startswith(("NN", "JJ", "VBG", "POS", "HYPH", "CC"))


def _measured_from(sentence: Sentence, last: int, lexicon: Lexicon) -> bool:
    """Tell whether another place lies by it: "Bucha, the town northwest of Kyiv"."""
    preposition = sentence.heads[last]
    head = sentence.words[sentence.heads[preposition]]
    return sentence.words[last].dep == "pobj" and head.lower in lexicon.places.compass


def _somebody_is_there(sentence: Sentence, last: int) -> bool:
    """Read "the president, who was in Mombasa, …"."""
    preposition = sentence.heads[last]
    verb = sentence.heads[preposition]
    word = sentence.words[verb]
    if sentence.words[last].dep != "pobj" or word.dep != "relcl" or word.pos != "AUX":
        return False
    subject = sentence.child(verb, "nsubj")
    return subject is not None and sentence.words[subject].lower == "who"


def _governed_role(
    sentence: Sentence, last: int, lexicon: Lexicon, *, level: str | None, addressed: bool
) -> Bearing | None:
    """Read the role from the word that a name hangs on."""
    words = sentence.words
    if _is_side(sentence, last):
        named = sentence.surface(last, min(last + 2, len(words) - 1))
        return Bearing(ToponymRole.METONYM, f"a side: '{named}'")
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
    journey = on_the_way(sentence, at, lexicon)
    if journey is not None and not _meant_behind(sentence, last, lexicon):
        reached = EventPlace.REACHED if _gone_to(sentence, at, lexicon) else None
        return Bearing(ToponymRole.MOVEMENT, journey, reached)
    if dep != "pobj":
        return None
    preposition = words[sentence.heads[at]].lower
    above = words[sentence.heads[sentence.heads[at]]].lower
    fought_for = preposition == "for" and above in lexicon.places.ground_for
    if preposition in lexicon.places.against and not fought_for:
        return Bearing(ToponymRole.METONYM, f"'{preposition}' a side, not a ground")
    if preposition == "from" and above in lexicon.places.edges:
        return Bearing(ToponymRole.CONTEXT, f"across the {above} {preposition} it")
    if above in lexicon.places.wars:
        return Bearing(ToponymRole.CONTEXT, f"'{above} {preposition}': the wider setting")
    return None


def _gone_to(sentence: Sentence, at: int, lexicon: Lexicon) -> bool:
    """Tell whether somebody whole went there: "sent 200 policemen to Poso", not the wounded."""
    words, way = sentence.words, sentence.heads[at]
    governor = sentence.heads[way]
    if words[governor].dep == "dobj":
        governor = sentence.heads[governor]
    if words[governor].lower in lexicon.places.fleeing:
        # "villagers who fled from Maru said": they tell of what was there
        return words[way].lower in lexicon.places.ways
    harmed = any(w.lower in lexicon.states or w.lower in lexicon.harm.remains for w in words)
    goes = words[governor].lower in lexicon.places.going
    return goes and words[way].lower in lexicon.places.ends_of_ways and not harmed


def _meant_behind(sentence: Sentence, last: int, lexicon: Lexicon) -> bool:
    """Read "lorries from Beledweyne … on the road near the town": it is that town."""
    begin = sentence.words[0].start
    behind = sentence.lower[sentence.words[last].end - begin :]
    found = lexicon.patterns["same_town"].search(behind)
    if found is None:
        return False
    start = sentence.words[last].end + found.start()
    return not any(
        word.tag == "NNP" and lexicon.weekdays.get(word.lower) is None
        for word in sentence.words[last + 1 :]
        if word.start < start and word.lower not in lexicon.months
    )


def _is_side(sentence: Sentence, last: int) -> bool:
    """Read "Iran-backed militias" and "the Kyiv-controlled bank": whose they are."""
    words = sentence.words
    if last + 2 >= len(words) or words[last + 1].text not in ("-", "‐", "‑"):
        return False
    glued = words[last + 1].start == words[last].end and (
        words[last + 2].start == words[last + 1].end
    )
    return glued and words[last + 2].tag in ("VBN", "VBD", "JJ") and words[last + 2].text.islower()


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
    behind = words[last + 2].lower if last + 2 < len(words) else ""
    saint = words[first].lower in lexicon.places.saints and after is not None and after.tag == "POS"
    inside = last + 3 < len(words) and words[last + 3].lower in lexicon.places.within
    if saint and inside and (behind in lexicon.institutions or behind in lexicon.places.sites):
        # "St Sebastian's church in Negombo"
        return f"part of the name '{sentence.surface(first, last + 2)}'"
    if after is not None and is_ground(after, lexicon) and behind not in lexicon.places.within:
        # "from Sokoto school", and not "Al-Khadra hospital in Tripoli"
        return None
    if after is not None and after.lower in lexicon.institutions:
        end = last + 1
        while end + 1 < len(words) and words[end + 1].lower in lexicon.institutions:
            end += 1
        return f"part of the name '{sentence.surface(first, end)}'"
    if last > first and words[last].lower in lexicon.institutions and label != ADDRESS:
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
    end = dateline_end(sentence.text, sentence.words[0].start)
    return end is not None and sentence.words[last].end <= end


def _is_act(word: Token, lexicon: Lexicon) -> bool:
    return word.lower in lexicon.acts or word.lower in lexicon.places.ground_acts


def _metonym(sentence: Sentence, last: int, dep: str, lexicon: Lexicon) -> Bearing | None:
    words = sentence.words
    head = words[sentence.heads[last]]
    if last + 1 < len(words) and words[last + 1].tag == "CD" and sentence.heads[last] > last + 1:
        # "In Bouira four paramilitary police died"
        return None
    deed = words[sentence.heads[sentence.heads[last]]]
    if head.dep == "compound" and dep == "compound" and _is_act(deed, lexicon):
        # "in Marka roadside blast"
        head = deed
    if dep == "nsubj":
        if head.lower in lexicon.places.ground_verbs:
            return None
        return Bearing(ToponymRole.METONYM, f"the party that acts: subject of '{head.lower}'")
    civil = lexicon.victims.get(head.lower) in LOCAL_PEOPLE
    ground = head.lower in lexicon.levels or head.lower in lexicon.places.grounds
    if ground or head.lower in lexicon.places.sites or (civil and dep != "poss"):
        return None
    if _is_act(head, lexicon) and dep != "poss" and not words[last].text.isupper():
        if head.dep == "pobj":
            # "died in Diffa raid"
            return None
        reason = f"in passing: before '{head.lower}': where it was, or a side"
        return Bearing(ToponymRole.EVENT, reason, EventPlace.PASSING)
    if dep == "poss" and head.lower in lexicon.places.town_offices:
        reason = f"in passing: names an office: '{words[last].text}'s {head.text}'"
        return Bearing(ToponymRole.EVENT, reason, EventPlace.OFFICE)
    if dep == "poss":
        if (
            head.tag in ("NNP", "NNPS")
            or head.lower in lexicon.things
            or head.lower in lexicon.places.sides
            or head.lower in lexicon.places.grounds
        ):
            return None
        return Bearing(ToponymRole.METONYM, f"a party: '{words[last].text}'s {head.text}'")
    if head.tag in ("NNP", "NNPS") or head.lower in lexicon.things:
        return None
    if head.tag in ("NN", "NNS"):
        return Bearing(ToponymRole.METONYM, f"names a party: '{words[last].text} {head.text}'")
    return None
