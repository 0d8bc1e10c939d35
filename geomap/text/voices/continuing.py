"""Who goes on speaking: whom a pronoun means, and who adds up what was said before."""

from __future__ import annotations

from geomap.model import Claimant
from geomap.text.parsing.grammar import Sentence
from geomap.text.voices.claimant_kinds import claimant_kind
from geomap.text.voices.claimants import Attribution
from geomap.text.words.lexicon import Lexicon
from geomap.vocabulary import ClaimantKind

__all__ = ["antecedent", "carried_on", "subject_party"]

_SUMMED = 5
# Words of a sentence within which the verb of "That, he said, brings the toll to" stands.


def subject_party(sentence: Sentence, lexicon: Lexicon) -> Claimant | None:
    """Give the person or party that a sentence is about, for a pronoun in the next.

    Parameters
    ----------
    sentence : Sentence
        The sentence.
    lexicon : Lexicon
        The language's words for parties.

    Returns
    -------
    Claimant or None
        None where its subject is neither a person nor a party.
    """
    root = next((at for at, head in enumerate(sentence.heads) if head == at), None)
    subject = sentence.child(root, "nsubj", "nsubjpass") if root is not None else None
    if subject is None or not sentence.words[subject].tag.startswith("NN"):
        return None
    first, last = sentence.noun_phrase(subject)
    entity = sentence.entity_at(subject)
    name = sentence.surface(first, last)
    kind = claimant_kind(name, lexicon)
    person = entity is not None and entity[2] == "PERSON"
    if kind is ClaimantKind.OTHER and not person:
        return None
    if sentence.words[first].tag == "DT" and first < last:
        first += 1
    return Claimant(
        name=sentence.surface(first, last), kind=kind, span=sentence.span_of(first, last)
    )


def antecedent(
    sentence: Sentence, speaker: Claimant | None, subject: Claimant | None, lexicon: Lexicon
) -> Claimant | None:
    """Tell whom a pronoun of a sentence means: who spoke last, or whom the last one was about.

    Parameters
    ----------
    sentence : Sentence
        The sentence with the pronoun.
    speaker : Claimant or None
        The last speaker.
    subject : Claimant or None
        Whom the sentence before was about, where nobody spoke in it.
    lexicon : Lexicon
        The language's pronouns.

    Returns
    -------
    Claimant or None
        None where nobody was named.
    """
    person = any(word.lower in lexicon.harm.pronouns for word in sentence.words)
    if subject is not None and subject.span is not None:
        singular = subject.kind is ClaimantKind.OTHER or subject.name.split()[-1].istitle()
        if not person or singular:
            return subject
    return speaker


def carried_on(
    sentence: Sentence, voice: Claimant | None, lexicon: Lexicon
) -> tuple[Attribution, ...]:
    """Let who spoke in the sentence before add up: "That brings the number of dead to eight".

    Parameters
    ----------
    sentence : Sentence
        A sentence in which nobody is said to speak.
    voice : Claimant or None
        Who spoke in the sentence just before.
    lexicon : Lexicon
        The language's words for the moving of figures.

    Returns
    -------
    tuple of Attribution
        One, or none where the sentence does not add up what the one before tells.
    """
    if voice is None:
        return ()
    opens = sentence.words[0].lower in lexicon.speech["summing_up"]
    moves = any(word.lower in lexicon.harm.bring for word in sentence.words[:_SUMMED])
    if not (opens and moves) and not _adds_up(sentence, lexicon):
        return ()
    return (Attribution(verb=0, word="according", claimant=voice, first=0, last=0),)


def _adds_up(sentence: Sentence, lexicon: Lexicon) -> bool:
    """Tell whether a sentence gives the sum: "the number of dead is thus eight"."""
    words = [word.lower for word in sentence.words]
    opening = " ".join(words[:2])
    if opening in lexicon.speech["added_up"]:
        return True
    figure = any(word in lexicon.harm.figures or word == "toll" for word in words[:_SUMMED])
    return figure and bool(lexicon.speech["added_up"] & set(words))
