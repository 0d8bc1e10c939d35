"""Small towns by whom they are home to and what they keep: "Roswell police", "D-Pa."."""

from __future__ import annotations

from geomap.protocols import NameKnowledge
from geomap.text.parsing.grammar import Sentence
from geomap.text.words.lexicon import Lexicon

__all__ = ["before_locals", "is_capital", "local_name", "seat_in"]

_SEAT_WORDS = 3
# before a member's seat: ", D-"


def local_name(
    sentence: Sentence,
    bounds: tuple[int, int],
    label: str,
    lexicon: Lexicon,
    known: NameKnowledge,
) -> tuple[int, int, str] | None:
    """Find the town in what it keeps and whom it is home to.

    "The Torrington Fire Department", "a Roswell man", "Louis Jensen, 87, of Williston"; the
    model takes the less known of these towns for companies and persons.

    Parameters
    ----------
    sentence : Sentence
        The sentence.
    bounds : (int, int)
        First and last position of what the model takes for something else.
    label : str
        What it takes it for.
    lexicon : Lexicon
        The language's words for what towns keep.
    known : callable
        Tells how well known a name is.

    Returns
    -------
    (int, int, str) or None
        First and last position of the town's name, and the label that found it.
    """
    first, last = bounds
    words = sentence.words
    seat = seat_in(sentence, bounds, lexicon, known)
    if seat is not None:
        return seat
    if label == "PERSON":
        home = _follows_age(sentence, first) or before_locals(sentence, last, lexicon)
        if home or _seats_office(sentence, first, lexicon):
            return (first, last, "") if known(sentence.surface(first, last)) else None
        return None
    for end in range(last - 1, first - 1, -1):
        keeps = words[end + 1].lower in lexicon.places.local_bodies
        if keeps and words[end].tag.startswith("NNP") and known(sentence.surface(first, end)):
            return (first, end, f"in:{label}")
    return None


def seat_in(
    sentence: Sentence, bounds: tuple[int, int], lexicon: Lexicon, known: NameKnowledge
) -> tuple[int, int, str] | None:
    """Find the seat of a member of a parliament: "Bob Casey, D-Pa.".

    Parameters
    ----------
    sentence : Sentence
        The sentence.
    bounds : (int, int)
        First and last position of a name.
    lexicon : Lexicon
        The language's parties.
    known : callable
        Tells how well known a name is.

    Returns
    -------
    (int, int, str) or None
        First and last position of the seat, and an empty label.
    """
    first, last = bounds
    for at in (first, first + 2):
        before = sentence.words[max(0, at - 3) : at]
        if (
            len(before) == _SEAT_WORDS
            and before[0].text == ","
            and before[1].lower in lexicon.places.parties
            and before[2].text in ("-", "–")
            and at <= last
            and known(sentence.surface(at, last))
        ):
            return at, last, ""
    return None


def before_locals(sentence: Sentence, last: int, lexicon: Lexicon) -> bool:
    """Tell whether a name stands right before those whose home it is: "a Roswell man".

    Parameters
    ----------
    sentence : Sentence
        The sentence.
    last : int
        The name's last position.
    lexicon : Lexicon
        The language's words for them.

    Returns
    -------
    bool
        False at the end of the sentence.
    """
    after = sentence.words[last + 1] if last + 1 < len(sentence.words) else None
    return after is not None and after.lower in lexicon.places.locals


def _follows_age(sentence: Sentence, first: int) -> bool:
    """Tell whether "42, of" stands before a name."""
    before = sentence.words[max(0, first - 3) : first]
    return [word.text for word in before[1:]] == [",", "of"] and before[0].tag == "CD"


def _seats_office(sentence: Sentence, first: int, lexicon: Lexicon) -> bool:
    """Tell whether an office that towns have stands before a name: "the police chief of"."""
    before = [word.lower for word in sentence.words[max(0, first - 2) : first]]
    return before[1:] == ["of"] and before[0] in lexicon.places.town_offices


def is_capital(
    sentence: Sentence, bounds: tuple[int, int], knowledge: tuple[Lexicon, NameKnowledge]
) -> bool:
    """Tell whether a country's adjective stands for its capital: "in the Somali capital".

    Parameters
    ----------
    sentence : Sentence
        The sentence.
    bounds : (int, int)
        First and last position of the adjective.
    knowledge : (Lexicon, callable)
        The language's words, and how well known a name is.

    Returns
    -------
    bool
        False where the capital's name stands right behind it.
    """
    words, at = sentence.words, bounds[1] + 1
    lexicon, known = knowledge
    if at >= len(words) or words[at].lower not in lexicon.places.capitals:
        return False
    behind = [word for word in words[at + 1 : at + 3] if word.text != ","][:1]
    named = bool(behind) and behind[0].tag.startswith("NNP")
    return not named and bool(known(sentence.surface(*bounds)))
