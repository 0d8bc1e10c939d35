"""Who says it: the party behind a figure or a statement, and who passed it on."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from geomap.model import Claimant
from geomap.text.parsing.grammar import Sentence
from geomap.text.voices.claimant_kinds import claimant_kind
from geomap.text.voices.saying_verbs import author_of, may_say, opens_source, says_nothing
from geomap.text.voices.speaking_nouns import speaker_of
from geomap.text.words.lexicon import Lexicon
from geomap.vocabulary import ClaimantKind

__all__ = ["Attribution", "attributions"]

_ARTICLE = re.compile(r"^(?:the|a|an)\s+", re.IGNORECASE)

_GATHERERS = frozenset(
    {
        ClaimantKind.NGO_MONITOR,
        ClaimantKind.CIVIL_DEFENCE,
        ClaimantKind.HOSPITAL,
        ClaimantKind.UN_BODY,
    }
)
_LOOSE = frozenset({ClaimantKind.OTHER, ClaimantKind.GOVERNMENT})
# A title may be of anybody: "Superintendent".
_NO_BODIES = frozenset({ClaimantKind.OTHER, ClaimantKind.REPORT, ClaimantKind.WITNESS})


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribution:
    """A word of saying with its speaker, somewhere in a sentence."""

    verb: int
    # position of "said", "according" …
    word: str
    claimant: Claimant
    first: int
    last: int
    # positions of the speaker's words
    passive: bool = False


def attributions(
    sentence: Sentence, lexicon: Lexicon, previous: Claimant | None
) -> tuple[Attribution, ...]:
    """Find who speaks in a sentence.

    Parameters
    ----------
    sentence : Sentence
        The sentence.
    lexicon : Lexicon
        The language's words of saying and parties.
    previous : Claimant or None
        The last speaker of the sentences before: what "he added" and "the group" mean.

    Returns
    -------
    tuple of Attribution
        In order of the text.
    """
    found: list[Attribution] = []
    for at, word in enumerate(sentence.words):
        made = None
        led = word.lower == "according" and at + 2 < len(sentence.words)
        if led or (word.lower == "per" and opens_source(sentence, at)):
            made = _according(sentence, at, lexicon, previous)
        elif word.lower in lexicon.speech["sights"] and word.tag.startswith("VB"):
            made = _seen(sentence, at, lexicon, previous)
        elif word.lower in lexicon.speech["gathering"] and word.tag.startswith("VB"):
            made = _gathered(sentence, at, lexicon, previous)
        elif word.lower in lexicon.speech["quoting"]:
            made = _quoting(sentence, at, lexicon, previous)
        elif word.tag.startswith("VB") and _is_saying(sentence, at, lexicon):
            made = _said(sentence, at, lexicon, previous)
        if made is not None:
            found.append(made)
            previous = made.claimant
    return _with_relays(sentence, found, lexicon)


def _with_relays(
    sentence: Sentence, found: list[Attribution], lexicon: Lexicon
) -> tuple[Attribution, ...]:
    """Let the doctor speak in "state media, quoting a doctor, said"; the media pass it on."""
    result = list(found)
    for quoting in found:
        if quoting.word not in lexicon.speech["quoting"] or quoting.claimant.relayed_by:
            continue
        above = {quoting.verb, *sentence.ancestors(quoting.verb)}
        relay = next(
            (
                a
                for a in result
                if a is not quoting and (a.verb in above or sentence.heads[a.first] == quoting.verb)
            ),
            None,
        )
        if relay is None:
            continue
        claimant = replace(quoting.claimant, relayed_by=relay.claimant.name)
        at = result.index(relay)
        result[at] = replace(relay, claimant=claimant, first=quoting.first, last=quoting.last)
        result.remove(quoting)
    return tuple(result)


def _said(
    sentence: Sentence, at: int, lexicon: Lexicon, previous: Claimant | None
) -> Attribution | None:
    if not may_say(sentence, at, lexicon):
        return None
    participle = sentence.words[at].tag == "VBN" and sentence.words[at].dep == "acl"
    by_name = _one_by_one(sentence, at, lexicon)
    if (participle and not by_name) or sentence.child(at, "auxpass") is not None:
        return _said_by(sentence, at, lexicon, previous)
    if says_nothing(sentence, at, lexicon):
        return None
    speaker = speaker_of(sentence, at, lexicon)
    made = None
    if speaker is not None:
        made = _attribution(sentence, at, speaker, lexicon, previous)
    if made is not None and made.word in lexicon.speech["moving"] and not _is_party(made, sentence):
        # "one more death has raised the toll to 13"
        return None
    if made is None or not made.word.startswith("t"):
        return made
    return _told(sentence, at, made, lexicon)


def _is_party(made: Attribution, sentence: Sentence) -> bool:
    """Tell whether a speaker is of a kind that speaks, or a person, or one who has spoken."""
    entity = sentence.entity_at(made.last)
    person = entity is not None and entity[2] == "PERSON"
    relative = sentence.words[made.last].tag == "WDT"
    return not relative and (person or made.claimant.kind is not ClaimantKind.OTHER)


def _is_saying(sentence: Sentence, at: int, lexicon: Lexicon) -> bool:
    """Tell whether a verb is one of saying, "stands by" and "gives" among them."""
    word, speech = sentence.words[at].lower, lexicon.speech
    behind = sentence.words[at + 1].lower if at + 1 < len(sentence.words) else ""
    again = (
        word in speech["giving"]
        or word in speech["moving"]
        or f"{word} {behind}" in speech["standing_by"]
    )
    return again or word in speech["verbs"]


def _one_by_one(sentence: Sentence, at: int, lexicon: Lexicon) -> bool:
    """Tell "activists documented by name 18 dead" from what is documented by somebody."""
    behind = sentence.words[at + 1 : at + 3]
    return len(behind) > 1 and behind[0].lower == "by" and behind[1].lower in lexicon.harm.names


def _said_by(
    sentence: Sentence, at: int, lexicon: Lexicon, previous: Claimant | None
) -> Attribution | None:
    """Read "was confirmed by the army"; "a secretary, identified as …" says nothing himself."""
    agent = sentence.child(at, "agent")
    speaker = sentence.child(agent, "pobj") if agent is not None else None
    if speaker is None:
        return None
    return _attribution(sentence, at, speaker, lexicon, previous, passive=True)


def _told(sentence: Sentence, at: int, made: Attribution, lexicon: Lexicon) -> Attribution:
    """Read the relay in "told state television"."""
    heard = sentence.child(at, "dobj", "dative", "iobj")
    if heard is None or sentence.words[heard].lower in lexicon.speech["hearers"]:
        return made
    name = sentence.surface(*sentence.noun_phrase(heard))
    claimant = Claimant(
        name=made.claimant.name,
        kind=made.claimant.kind,
        relayed_by=_ARTICLE.sub("", name),
        span=made.claimant.span,
    )
    return Attribution(
        verb=made.verb, word=made.word, claimant=claimant, first=made.first, last=made.last
    )


def _according(
    sentence: Sentence, at: int, lexicon: Lexicon, previous: Claimant | None
) -> Attribution | None:
    to = sentence.child(at, "prep", "prt") or at + 1
    target = sentence.child(to, "pobj")
    if target is None:
        target = next(
            (
                k
                for k in range(at + 2, len(sentence.words))
                if sentence.words[k].tag.startswith("N")
            ),
            None,
        )
    return _attribution(sentence, at, target, lexicon, previous) if target is not None else None


def _seen(
    sentence: Sentence, at: int, lexicon: Lexicon, previous: Claimant | None
) -> Attribution | None:
    """Read who saw or counted the harmed: "a correspondent saw nine bodies"."""
    made = _said(sentence, at, lexicon, previous)
    taken = sentence.child(at, "dobj")
    if made is None or taken is None or sentence.words[at].dep == "amod":
        return None
    told = sentence.words[taken].lower
    harmed = told in lexicon.nouns or told in lexicon.states
    party = made.claimant.kind is not ClaimantKind.OTHER
    entity = sentence.entity_at(made.first)
    person = sentence.words[made.last].lower in lexicon.victims
    named = entity is not None and entity[2] == "PERSON"
    return made if harmed and (party or person or named) else None


def _gathered(
    sentence: Sentence, at: int, lexicon: Lexicon, previous: Claimant | None
) -> Attribution | None:
    """Read who laid hands on the dead: "the Red Cross has picked up 14 bodies"."""
    made = _said(sentence, at, lexicon, previous)
    taken = sentence.child(at, "dobj")
    if made is None or taken is None or made.claimant.kind not in _GATHERERS:
        return None
    told = sentence.words[taken].lower
    harmed = told in lexicon.nouns or told in lexicon.states or told in lexicon.victims
    return made if harmed and sentence.child(taken, "nummod") is not None else None


def _quoting(
    sentence: Sentence, at: int, lexicon: Lexicon, previous: Claimant | None
) -> Attribution | None:
    """Read "state media, quoting a doctor": the doctor speaks, the media pass it on."""
    quoted = sentence.child(at, "dobj")
    if quoted is None:
        return None
    made = _attribution(sentence, at, quoted, lexicon, previous)
    subject = sentence.child(at, "nsubj")
    if made is None or subject is None:
        return made
    claimant = Claimant(
        name=made.claimant.name,
        kind=made.claimant.kind,
        relayed_by=_ARTICLE.sub("", sentence.surface(*sentence.noun_phrase(subject))),
        span=made.claimant.span,
    )
    return Attribution(verb=at, word=made.word, claimant=claimant, first=made.first, last=made.last)


def _attribution(
    sentence: Sentence,
    at: int,
    speaker: int,
    lexicon: Lexicon,
    previous: Claimant | None,
    *,
    passive: bool = False,
) -> Attribution | None:
    speaker = author_of(sentence, speaker, lexicon)
    first, last = _speaker_bounds(sentence, speaker, at)
    claimant = _claimant(sentence, (first, last), speaker, lexicon, previous)
    if claimant is None:
        return None
    word = sentence.words[at].lower
    return Attribution(
        verb=at, word=word, claimant=claimant, first=first, last=last, passive=passive
    )


def _speaker_bounds(sentence: Sentence, speaker: int, verb: int) -> tuple[int, int]:
    first, last = sentence.noun_phrase(speaker)
    # "Syrian rebels and opposition media outlets": coordinated speakers belong together
    for other in sentence.children[speaker]:
        if sentence.words[other].dep == "conj" and (other < verb) == (speaker < verb):
            last = max(last, sentence.noun_phrase(other)[1])
    entity = sentence.entity_at(speaker)
    if entity is not None and entity[2] in ("PERSON", "ORG"):
        first, last = min(first, entity[0]), max(last, entity[1])
    if first <= verb <= last:
        first, last = (first, verb - 1) if speaker < verb else (verb + 1, last)
    while sentence.words[last].tag in ("IN", ",", ":", "CC") and last > first:
        last -= 1
    while sentence.words[first].tag in (",", ":", "``", "''", "CC", "-LRB-") and first < last:
        first += 1
    return first, last


def _claimant(
    sentence: Sentence,
    bounds: tuple[int, int],
    speaker: int,
    lexicon: Lexicon,
    previous: Claimant | None,
) -> Claimant | None:
    name = sentence.surface(*bounds)
    head = sentence.words[speaker].lower
    if head in lexicon.nouns and head not in lexicon.states:
        # the name of a field says nothing
        return None
    lead = {word.lower for word in sentence.words[bounds[0] : speaker]}
    again = head in lexicon.speech["again"] and bool(lead) and lead <= lexicon.speech["again_leads"]
    if head in lexicon.speech["pronouns"] or (
        again and previous is not None and _same_kind(head, previous, lexicon)
    ):
        unnamed = head in lexicon.speech["persons"] and previous is None
        return Claimant(name=head, kind=ClaimantKind.OTHER) if unnamed else previous
    owned = name.split()[0].lower() in lexicon.speech["owners"] and bounds[0] < speaker
    if owned and previous is not None and previous.kind not in _NO_BODIES:
        # "the Red Cross has buried 30, its local president said"
        mark = "'" if previous.name.endswith("s") else "'s"
        name = f"{previous.name}{mark} {name.split(maxsplit=1)[1]}"
    kind = claimant_kind(name, lexicon)
    office = sentence.child(speaker, "appos")
    if kind in _LOOSE and office is not None and office > speaker:
        # "Superintendent Rolando Catamin, the provincial police chief"
        held = claimant_kind(sentence.surface(*sentence.noun_phrase(office)), lexicon)
        kind = kind if held is ClaimantKind.OTHER else held
    if (
        head in lexicon.things
        and head not in lexicon.speech["again"]
        and kind is ClaimantKind.OTHER
    ):
        return None
    if head in lexicon.speech["figures"] and bounds[0] < speaker:
        # "an earlier toll put the dead at 14", "first reports spoke of five": nobody is named
        return None
    nobody = not lexicon.harm.nobody.isdisjoint({*lead, head, name.split()[0].lower()})
    # "Forty-eight slain in raid, says UN"
    counted = head in lexicon.states and sentence.words[bounds[0]].tag == "CD"
    if nobody or counted or sentence.words[speaker].tag in ("CD", "DT", "EX"):
        # "no group has claimed the bombing, which killed ten"
        return None
    return Claimant(
        name=_ARTICLE.sub("", name),
        kind=kind,
        span=sentence.span_of(*bounds),
    )


def _same_kind(head: str, previous: Claimant, lexicon: Lexicon) -> bool:
    return head in previous.name.lower() or head in lexicon.speech["any_party"]
