"""What the language model names, cut where it takes several names for one."""

from __future__ import annotations

from geomap.protocols import NameKnowledge
from geomap.text.parsing.grammar import Sentence

__all__ = ["PLACE_LABELS", "entities_in"]

PLACE_LABELS = frozenset({"GPE", "LOC", "FAC"})


def entities_in(sentence: Sentence, known: NameKnowledge) -> list[tuple[int, int, str]]:
    """Give the entities, with "Owo, Ondo, Nigeria" and "Sahwa in Dar'a" cut to their names.

    Parameters
    ----------
    sentence : Sentence
        The sentence.
    known : callable
        Tells how well known a name is.

    Returns
    -------
    list of (int, int, str)
        First and last position and label of each.
    """
    cut: list[tuple[int, int, str]] = []
    for first, last, label in sentence.entities:
        if label not in PLACE_LABELS:
            cut.extend(_cut_list(sentence, first, last, label, known))
            continue
        start = first
        for at in range(first, last + 1):
            parts = sentence.words[at].text in (",", "(", ")") or (
                sentence.words[at].lower in ("in", "and") and first < at < last
            )
            if parts and not known(sentence.surface(first, last)):
                if at > start:
                    cut.append((start, at - 1, label))
                start = at + 1
        if start <= last:
            cut.append((start, last, label))
    return _joined_peoples(sentence, cut, known)


def _joined_peoples(
    sentence: Sentence, entities: list[tuple[int, int, str]], known: NameKnowledge
) -> list[tuple[int, int, str]]:
    """Join "Sri" and "Lankan", which the model takes for a place and a people."""
    joined: list[tuple[int, int, str]] = []
    for first, last, label in entities:
        before = joined[-1] if joined else None
        if (
            before is not None
            and label == "NORP"
            and before[2] in PLACE_LABELS
            and before[1] == first - 1
            and known(sentence.surface(before[0], last))
            and not known(sentence.surface(first, last), famous=True)
        ):
            joined[-1] = (before[0], last, label)
            continue
        joined.append((first, last, label))
    return joined


def _cut_list(
    sentence: Sentence, first: int, last: int, label: str, known: NameKnowledge
) -> list[tuple[int, int, str]]:
    """Cut "Talbiseh, Lataminah", which the model takes for one body, where all parts are known."""
    parts: list[tuple[int, int]] = []
    start = first
    for at in range(first, last + 2):
        ends = at > last or sentence.words[at].lower in (",", "and")
        if ends and at > start:
            parts.append((start, at - 1))
        if ends:
            start = at + 1
    if len(parts) > 1 and all(known(sentence.surface(*part)) for part in parts):
        return [(*part, "GPE") for part in parts]
    return [(first, last, label)]
