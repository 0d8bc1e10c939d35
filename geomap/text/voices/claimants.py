"""Who says it: the party behind a figure or a statement, and who passed it on."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from geomap.model import Claimant
from geomap.text.parsing.grammar import Sentence
from geomap.text.voices.claimant_kinds import claimant_kind
from geomap.text.voices.saying_verbs import (
    author_of,
    behind_bar,
    ends_clause,
    opens_source,
    says_that,
    who,
)
from geomap.text.words.lexicon import Lexicon
from geomap.vocabulary import ClaimantKind

__all__ = ["Attribution", "attributions"]

_SUBJECT = ("nsubj", "nsubjpass", "csubj")
_QUOTING = ("quoting", "citing", "quoted", "cited")
_ARTICLE = re.compile(r"^(?:the|a|an)\s+", re.IGNORECASE)


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
        elif word.lower in _QUOTING:
            made = _quoting(sentence, at, lexicon, previous)
        elif word.lower in lexicon.speech["verbs"] and word.tag.startswith("VB"):
            made = _said(sentence, at, lexicon, previous)
        if made is not None:
            found.append(made)
            previous = made.claimant
    return _with_relays(sentence, found)


def _with_relays(sentence: Sentence, found: list[Attribution]) -> tuple[Attribution, ...]:
    """Let the doctor speak in "state media, quoting a doctor, said"; the media pass it on."""
    result = list(found)
    for quoting in found:
        if quoting.word not in _QUOTING or quoting.claimant.relayed_by:
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
    word = sentence.words[at].lower
    if word in ("put", "puts", "count", "list", "record", "note", "reports", "state", "states"):
        if sentence.words[at].pos != "VERB":
            return None
    infinitive = [w.lower for w in sentence.words[at + 1 : at + 3]]
    if sentence.words[at - 1].text == "," and infinitive in (["to", "be"], ["to", "have"]):
        # "the two riders, said to be deserters, died"
        return None
    if sentence.words[at].dep == "amod":
        # "in an alleged strike": nobody alleges it here
        return None
    if sentence.words[at].tag == "VBN" and sentence.words[at].dep == "advcl":
        own = sentence.child(at, "nsubj", "nsubjpass", "aux", "auxpass", "agent")
        behind = sentence.words[at + 1].tag if at + 1 < len(sentence.words) else ""
        if own is None and behind.startswith(("NN", "JJ")):
            # "when alleged Coalition aircraft bombed Mosul"
            return None
    if word in lexicon.speech["findings"] and not says_that(sentence, at):
        return None
    participle = sentence.words[at].tag == "VBN" and sentence.words[at].dep == "acl"
    if participle or sentence.child(at, "auxpass") is not None:
        # "a secretary, identified as …" says nothing himself.
        agent = sentence.child(at, "agent")
        target = sentence.child(agent, "pobj") if agent is not None else None
        if target is None:
            return None
        return _attribution(sentence, at, target, lexicon, previous, passive=True)
    taken = sentence.child(at, "dobj")
    if taken is None and word in lexicon.speech["of_others"] and ends_clause(sentence, at):
        # "eight bodies found; cartel blamed"
        return None
    if taken is not None and sentence.words[taken].lower in ("life", "lives"):
        # "the blast claimed nine lives"
        return None
    if _is_not_said(sentence, at):
        return None
    subject = _subject(sentence, at)
    mark = sentence.child(at, "mark")
    if subject is None and mark is not None and sentence.words[mark].lower == "as":
        # "not seven as first reported"
        return None
    position = at
    steps = 0
    while subject is None and steps < 3:
        if sentence.words[position].dep not in ("conj", "advcl", "xcomp", "acl", "pcomp"):
            break
        head = sentence.heads[position]
        if sentence.words[position].dep == "acl" and sentence.words[head].pos in ("NOUN", "PROPN"):
            subject = head
            break
        position, steps = head, steps + 1
        subject = _subject(sentence, position)
    if subject is None or _victim_between(sentence, subject, at, lexicon):
        subject = _nearest_speaker(sentence, at, lexicon)
    if subject is None:
        return None
    subject = _named_behind(sentence, behind_bar(sentence, subject, at), at, lexicon)
    if sentence.words[subject].lower in ("who", "which", "that"):
        relative = sentence.heads[at]
        if sentence.words[at].dep == "relcl" and relative != at:
            subject = who(sentence, relative, lexicon)
    if sentence.words[subject].lower == "it" and sentence.words[subject].dep == "expl":
        return None
    made = _attribution(sentence, at, subject, lexicon, previous)
    if made is None or not word.startswith("t"):
        return made
    return _told(sentence, at, made, lexicon)


def _subject(sentence: Sentence, verb: int) -> int | None:
    """Give a verb's subject; of two, one of which is a dateline's, the nearer."""
    subjects = [c for c in sentence.children[verb] if sentence.words[c].dep in _SUBJECT]
    first = next(iter(subjects), None)
    dateline = first is not None and len(subjects) > 1 and sentence.words[first].text.isupper()
    return subjects[1] if dateline else first


def _named_behind(sentence: Sentence, subject: int, at: int, lexicon: Lexicon) -> int:
    """Find the speaker behind "the dead now number 14", which the parser takes for its subject."""
    if sentence.words[subject].lower not in lexicon.harm.stand:
        return subject
    named = sentence.child(subject, "appos")
    return named if named is not None and subject < named < at else subject


def _is_not_said(sentence: Sentence, at: int) -> bool:
    """Tell whether nobody says it: "has not commented on", "neither confirmed nor denied"."""
    before = sentence.words[at - 1].lower if at else ""
    return before in ("neither", "nor") or sentence.child(at, "neg") is not None


def _victim_between(sentence: Sentence, subject: int, at: int, lexicon: Lexicon) -> bool:
    """Tell whether a verb of harm stands between: "11 were killed, while residents spoke of …"."""
    return (
        subject < at
        and any(
            word.lower in lexicon.verbs and word.pos == "VERB"
            for word in sentence.words[subject:at]
        )
        and any(word.tag == "CD" for word in sentence.words[max(0, subject - 2) : subject + 1])
    )


def _nearest_speaker(sentence: Sentence, at: int, lexicon: Lexicon) -> int | None:
    """Find who speaks where the grammar does not say: the first party of the clause before."""
    start = at
    entity = sentence.entity_at(at - 2) if at > 1 and sentence.words[at - 1].text == "," else None
    if entity is not None and entity[2] == "PERSON" and entity[0] > 1:
        # "the administrator, Innocent Lokana, told a radio station"
        start = entity[0] - (sentence.words[entity[0] - 1].text == ",")
    while (
        start
        and sentence.words[start - 1].text not in (",", ";", ":", "(", "—")
        and (sentence.words[start - 1].lower not in ("while", "but", "whereas"))
    ):
        start -= 1
    parties = {word for _, words in lexicon.claimants for word in words}
    for position in range(start, at):
        if sentence.words[position].tag.startswith("N") and (
            sentence.words[position].lower in parties
        ):
            return position
    return None


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
    again = (
        head in lexicon.speech["again"] and bool(lead) and lead <= {"the", "that", "this", "same"}
    )
    if head in lexicon.speech["pronouns"] or (
        again and previous is not None and _same_kind(head, previous, lexicon)
    ):
        unnamed = head in lexicon.speech["persons"] and previous is None
        return Claimant(name=head, kind=ClaimantKind.OTHER) if unnamed else previous
    kind = claimant_kind(name, lexicon)
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
    if nobody or sentence.words[speaker].tag in ("CD", "DT", "EX"):
        # "no group has claimed the bombing, which killed ten"
        return None
    return Claimant(
        name=_ARTICLE.sub("", name),
        kind=kind,
        span=sentence.span_of(*bounds),
    )


def _same_kind(head: str, previous: Claimant, lexicon: Lexicon) -> bool:
    return head in previous.name.lower() or head in lexicon.speech["any_party"]
