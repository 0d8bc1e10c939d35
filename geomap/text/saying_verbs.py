"""What stands around a verb of saying: a clause, nothing, or a dateline before its speaker."""

from __future__ import annotations

from geomap.text.grammar import Sentence

__all__ = ["behind_bar", "ends_clause", "says_that"]


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
    return behind == "that" or (behind in (".", '"', "”", "’", "'") and led)
