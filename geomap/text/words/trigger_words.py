"""The words and phrases that tell of an event, by their first word."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

__all__ = ["TriggerWord", "trigger_words"]


@dataclass(frozen=True, slots=True, kw_only=True)
class TriggerWord:
    """A word or phrase that tells of an event."""

    words: tuple[str, ...]
    event_type: str
    # ACLED sub-event type
    weapon: str | None
    weight: int
    # of two in one sentence, the heavier one names the event
    if_armed: str | None
    if_unarmed: str | None
    # its type where those hit bear arms, and where they do not
    slots: tuple[frozenset[str] | None, ...] = ()
    # of a phrase with a choice of words or a gap; ``words`` is then its first one
    thing: bool = False
    # it names a means, which tells of an event only beside a word of a deed or of harm


def trigger_words(kinds: Sequence[Mapping[str, Any]]) -> dict[str, tuple[TriggerWord, ...]]:
    """Make the triggers of a language.

    Parameters
    ----------
    kinds : sequence of mapping
        Each kind of event, with its phrases; ``a/b`` is a choice of words and ``…`` a gap.

    Returns
    -------
    dict
        The triggers by their first word, longest first.
    """
    triggers = [
        trigger
        for kind in kinds
        for phrase in kind["phrases"]
        for trigger in _trigger_phrase(phrase, kind)
    ]
    by_word: dict[str, list[TriggerWord]] = {}
    for trigger in sorted(triggers, key=_longest_first):
        by_word.setdefault(trigger.words[0], []).append(trigger)
    return {word: tuple(group) for word, group in by_word.items()}


def _longest_first(trigger: TriggerWord) -> tuple[int, tuple[str, ...]]:
    return -max(len(trigger.words), len(trigger.slots)), trigger.words


def _trigger_phrase(phrase: str, kind: Mapping[str, Any]) -> Iterator[TriggerWord]:
    """Make the trigger of a phrase; one for each first word of a phrase with choices."""
    # as the tokenizer parts them, at white space and at hyphens
    words = tuple(part for part in re.split(r"\s+|(-)", phrase) if part)
    made = TriggerWord(
        words=words,
        event_type=kind["event_type"],
        weapon=kind.get("weapon"),
        weight=kind.get("weight", 1),
        if_armed=kind.get("if_armed"),
        if_unarmed=kind.get("if_unarmed"),
        thing=kind.get("thing", False),
    )
    if "/" not in phrase and "…" not in phrase:
        yield made
        return
    slots = tuple(None if word == "…" else frozenset(word.split("/")) for word in words)
    for first in sorted(slots[0] or ()):
        yield replace(made, words=(first,), slots=slots)
