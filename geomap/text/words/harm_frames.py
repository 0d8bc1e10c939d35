"""Harm that a set phrase tells: "met their deaths", "cost 11 fishermen their lives"."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from geomap.protocols import Token
from geomap.vocabulary import Quantity

__all__ = ["HarmFrame", "frames_by_word", "match"]

_GAP = 9
# Words that a gap may stand for.
_CLOSING = frozenset({";", ":", ".", "but", "while", "due", "because"})
# No gap reaches over them.
_TURNING = frozenset(
    {"not", "n't", "n’t", "never", "only", "almost", "nearly", "back", "away", "off", "out", "down"}
)
# Adverbs that make another thing of the verb: "took back", "almost died".


@dataclass(frozen=True, slots=True, kw_only=True)
class HarmFrame:
    """A phrase that tells of harm, and where it has its people."""

    quantity: Quantity
    people: str
    # "patient" (object, or subject of the passive), "subject", "inside" the phrase, "behind" it,
    # or "struck": right behind it, with what struck them before it
    slots: tuple[frozenset[str] | None, ...]
    # the words that may stand at each place; None for a gap


def frames_by_word(
    told: Mapping[str, Mapping[str, Sequence[str]]],
    sets: Mapping[str, Sequence[str]] | None = None,
) -> dict[str, tuple[HarmFrame, ...]]:
    """Make the frames of a word list, by their first words.

    Parameters
    ----------
    told : mapping
        Quantity → where the people stand → phrases; "/" parts words for one place and "…" is
        a gap: "cost/costs … their/his lives/life". "@body" is any word of the set "body".
    sets : mapping, optional
        The words that stand for one another: name → words.

    Returns
    -------
    dict of str to tuple of HarmFrame
        The longest first.

    Examples
    --------
    >>> frames = frames_by_word({"killed": {"subject": ["met/meet their/his deaths/death"]}})
    >>> sorted(frames), len(frames["met"][0].slots)
    (['meet', 'met'], 3)
    """
    by_word: dict[str, list[HarmFrame]] = {}
    for quantity, places in told.items():
        for people, phrases in places.items():
            for phrase in phrases:
                slots = tuple(
                    None if part == "…" else _words(part, sets or {}) for part in phrase.split()
                )
                frame = HarmFrame(quantity=Quantity(quantity), people=people, slots=slots)
                for word in sorted(slots[0] or ()):
                    by_word.setdefault(word, []).append(frame)
    return {
        word: tuple(sorted(frames, key=lambda frame: -len(frame.slots)))
        for word, frames in by_word.items()
    }


def _words(part: str, sets: Mapping[str, Sequence[str]]) -> frozenset[str]:
    """Give the words that may stand at one place."""
    words: set[str] = set()
    for word in part.split("/"):
        words.update(sets[word[1:]] if word.startswith("@") else (word,))
    return frozenset(words)


def match(
    words: Sequence[Token], at: int, slots: Sequence[frozenset[str] | None]
) -> tuple[int, ...] | None:
    """Find a frame's words from a position on.

    Parameters
    ----------
    words : sequence of Token
        The sentence's words.
    at : int
        Where the first must stand.
    slots : sequence of frozenset or None
        The frame's words and gaps.

    Returns
    -------
    tuple of int or None
        The positions of the words, gaps left out; None where they do not stand there.

    Examples
    --------
    >>> match((), 0, (frozenset({"lost"}),)) is None
    True
    """
    if len(slots) > 1 and slots[1] is not None:
        # Most phrases are ruled out by their second word.
        after = words[at + 1] if at + 1 < len(words) else None
        if after is None or (after.tag != "RB" and after.lower not in slots[1]):
            return None
    found: list[int] = []
    gap = False
    for slot in slots:
        if slot is None:
            gap = True
            continue
        while found and not gap and _put_in(words, at, slot):
            # "are now in intensive care"
            at += 1
        farthest = min(len(words), at + (_GAP + 1 if gap else 1))
        while at < farthest and words[at].lower not in slot:
            if words[at].lower in _CLOSING:
                return None
            at += 1
        if at >= farthest:
            return None
        found.append(at)
        at += 1
        gap = False
    return tuple(found)


def _put_in(words: Sequence[Token], at: int, slot: frozenset[str]) -> bool:
    """Tell whether only an adverb of time or degree stands where a frame goes on."""
    word = words[at] if at < len(words) else None
    return (
        word is not None
        and word.tag == "RB"
        and word.lower not in slot
        and word.lower not in _TURNING
    )
