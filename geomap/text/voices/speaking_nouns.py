"""Whose words a verb of saying tells: its subject, or the party that stands nearest."""

from __future__ import annotations

from geomap.text.parsing.grammar import Sentence
from geomap.text.words.lexicon import Lexicon

__all__ = ["speaker_of"]

_SUBJECT = ("nsubj", "nsubjpass", "csubj")
_SHARING = ("conj", "advcl", "xcomp", "acl", "pcomp")
# What a verb may be to the one above whose subject is its own, too.
_STEPS = 3
# Verbs up to which a subject is looked for.


def speaker_of(sentence: Sentence, at: int, lexicon: Lexicon) -> int | None:
    """Find who speaks by a verb of saying.

    Parameters
    ----------
    sentence : Sentence
        The sentence.
    at : int
        Position of the verb.
    lexicon : Lexicon
        The language's words for parties.

    Returns
    -------
    int or None
        Position of the speaker's noun; None where nobody is named: "not seven as first
        reported".
    """
    subject = _subject(sentence, at)
    mark = sentence.child(at, "mark")
    if subject is None and mark is not None and sentence.words[mark].lower == "as":
        return None
    if subject is None:
        subject = _right_before(sentence, at)
    if subject is None:
        subject = _subject_above(sentence, at)
    if subject is None or _victim_between(sentence, subject, at, lexicon):
        subject = _nearest_speaker(sentence, at, lexicon)
    if subject is None:
        return None
    subject = _named_behind(sentence, _behind_bar(sentence, subject, at), at, lexicon)
    if sentence.words[subject].lower in ("who", "which", "that"):
        relative = sentence.heads[at]
        if sentence.words[at].dep == "relcl" and relative != at:
            subject = _who(sentence, relative, lexicon)
    impersonal = sentence.words[subject].lower == "it" and sentence.words[subject].dep == "expl"
    return None if impersonal else subject


def _right_before(sentence: Sentence, at: int) -> int | None:
    """Find who speaks in "in Kakinya, a nurse said", where grammar makes the nurse a name's."""
    if at < 2 or sentence.words[at].tag not in ("VBD", "VBZ"):
        return None
    noun = sentence.words[at - 1]
    if not noun.tag.startswith("NN") or noun.dep != "appos":
        return None
    first = sentence.noun_phrase(at - 1)[0]
    parted = first > 0 and sentence.words[first - 1].text == ","
    return at - 1 if parted and sentence.words[first].tag == "DT" else None


def _subject_above(sentence: Sentence, at: int) -> int | None:
    """Find the subject of a verb above that is this one's, too: "came and said"."""
    position = at
    for _ in range(_STEPS):
        if sentence.words[position].dep not in _SHARING:
            return None
        head = sentence.heads[position]
        if sentence.words[position].dep == "acl" and sentence.words[head].pos in ("NOUN", "PROPN"):
            return head
        position = head
        subject = _subject(sentence, position)
        if subject is not None:
            return subject
    return None


def _subject(sentence: Sentence, verb: int) -> int | None:
    """Give a verb's subject; of two, parted by a comma or one a dateline's, the nearer."""
    subjects = [c for c in sentence.children[verb] if sentence.words[c].dep in _SUBJECT]
    if len(subjects) < 2:
        return next(iter(subjects), None)
    first, *others = subjects
    if others[-1] > verb and sentence.words[sentence.noun_phrase(first)[0]].tag == "CD":
        # "Forty-eight slain in raid, says UN"
        return others[-1]
    # "seven died, the attacker among them, …, a source said": the last of two is the verb's own
    own = max((other for other in others if other < verb), default=first)
    opening, end = sentence.noun_phrase(own)
    parted = own != first and sentence.words[opening - 1].text == "," and end >= verb - 2
    return own if parted or sentence.words[first].text.isupper() else first


def _named_behind(sentence: Sentence, subject: int, at: int, lexicon: Lexicon) -> int:
    """Find the speaker behind "the dead now number 14", which the parser takes for its subject."""
    if sentence.words[subject].lower not in lexicon.harm.stand:
        return subject
    named = sentence.child(subject, "appos")
    return named if named is not None and subject < named < at else subject


def _behind_bar(sentence: Sentence, subject: int, at: int) -> int:
    """Give the speaker behind a dateline: "SAN SALVADOR -- The army said"."""
    bars = [k for k in range(subject, at) if sentence.words[k].text in ("--", "—", "–")]
    behind = [
        c
        for c in sentence.children[subject]
        if sentence.words[c].dep == "appos" and bars and c > bars[0]
    ]
    return behind[0] if behind else subject


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


def _who(sentence: Sentence, at: int, lexicon: Lexicon) -> int:
    """Find the persons that "who" means: "nine survivors of the raid on Ngarbuh, who said"."""
    parties = {word for _, words in lexicon.claimants for word in words}
    for position in (at, *sentence.ancestors(at)):
        word = sentence.words[position]
        if word.pos in ("VERB", "AUX"):
            break
        entity = sentence.entity_at(position)
        above = sentence.words[sentence.heads[position]].lower
        ground = word.dep == "pobj" and above in lexicon.locatives - {"of"}
        person = entity is not None and entity[2] == "PERSON" and not ground
        if person or word.lower in parties or word.lower in lexicon.victims:
            return position
    return at
