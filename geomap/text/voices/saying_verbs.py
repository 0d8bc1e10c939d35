"""What stands around a verb of saying: a clause, nothing, or a dateline before its speaker."""

from __future__ import annotations

from geomap.text.parsing.grammar import Sentence
from geomap.text.voices.claimant_kinds import claimant_kind
from geomap.text.words.lexicon import Lexicon
from geomap.vocabulary import ClaimantKind

__all__ = ["author_of", "behind_bar", "ends_clause", "opens_source", "says_that", "who"]


def behind_bar(sentence: Sentence, subject: int, at: int) -> int:
    """Give the speaker behind a dateline: "SAN SALVADOR -- The army said".

    Parameters
    ----------
    sentence : Sentence
        The sentence.
    subject : int
        Position of its subject.
    at : int
        Position of the verb.

    Returns
    -------
    int
        The subject itself where no dateline stands before the speaker.
    """
    bars = [k for k in range(subject, at) if sentence.words[k].text in ("--", "—", "–")]
    behind = [
        c
        for c in sentence.children[subject]
        if sentence.words[c].dep == "appos" and bars and c > bars[0]
    ]
    return behind[0] if behind else subject


def ends_clause(sentence: Sentence, at: int) -> bool:
    """Tell whether a verb has nothing behind it in its clause: "cartel blamed".

    Parameters
    ----------
    sentence : Sentence
        The sentence.
    at : int
        Position of the verb.

    Returns
    -------
    bool
        Whether a stop, a comma or a preposition follows.
    """
    return at + 1 >= len(sentence.words) or sentence.words[at + 1].tag in (".", ",", ":", "IN")


def says_that(sentence: Sentence, at: int) -> bool:
    """Tell whether a verb has a clause that it says, or stands behind it: "…, the court found".

    Parameters
    ----------
    sentence : Sentence
        The sentence.
    at : int
        Position of the verb.

    Returns
    -------
    bool
        False where it has only things or people: "found 12 bodies".
    """
    behind = sentence.words[at + 1].lower if at + 1 < len(sentence.words) else "."
    led = any(sentence.words[c].dep == "ccomp" and c < at for c in sentence.children[at])
    told = any(
        sentence.words[c].dep == "ccomp"
        and c > at
        and any(sentence.words[k].lower == "that" for k in sentence.children[c])
        for c in sentence.children[at]
    )
    return told or behind == "that" or (behind in (".", '"', "”", "’", "'") and led)


def opens_source(sentence: Sentence, at: int) -> bool:
    """Tell "as per the hospital" and "five dead, per police" from "ten per week".

    Parameters
    ----------
    sentence : Sentence
        The sentence.
    at : int
        Position of "per".

    Returns
    -------
    bool
        Whether a source follows.
    """
    before = sentence.words[at - 1].lower if at else ","
    behind = sentence.words[at + 1] if at + 1 < len(sentence.words) else None
    noun = behind is not None and (behind.tag == "DT" or behind.tag.startswith("N"))
    return before in (",", "as", "-", "–", "—") and noun


def author_of(sentence: Sentence, speaker: int, lexicon: Lexicon) -> int:
    """Find whose statement it is that says something: "a statement attributed to the wing".

    Parameters
    ----------
    sentence : Sentence
        The sentence.
    speaker : int
        Position of the noun.
    lexicon : Lexicon
        The language's words.

    Returns
    -------
    int
        Position of the author; the noun itself where none is named.
    """
    words = sentence.words
    if words[speaker].lower not in lexicon.speech["documents"]:
        return speaker
    for child in sentence.children[speaker]:
        if child < speaker or words[child].lower not in lexicon.speech["authors"]:
            continue
        at: int | None = child
        if words[child].pos == "VERB":
            at = sentence.child(child, "prep", "agent")
        target = sentence.child(at, "pobj") if at is not None else None
        if target is None:
            continue
        kind = claimant_kind(sentence.surface(*sentence.noun_phrase(target)), lexicon)
        entity = sentence.entity_at(target)
        named = entity is not None and entity[2] in ("ORG", "PERSON", "NORP")
        if kind is not ClaimantKind.OTHER or named:
            return target
    return speaker


def who(sentence: Sentence, at: int, lexicon: Lexicon) -> int:
    """Find the persons that "who" means: "nine survivors of the raid on Ngarbuh, who said".

    Parameters
    ----------
    sentence : Sentence
        The sentence.
    at : int
        Position of the word before "who".
    lexicon : Lexicon
        The language's words.

    Returns
    -------
    int
        Position of the persons' noun.
    """
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
