"""The hours of a day that a text names, by which two blows at one place are told apart."""

from __future__ import annotations

from geomap.events.terms.linking_words import LinkingWords, load_linking_words

__all__ = ["hours_in"]


def hours_in(text: str, words: LinkingWords | None = None) -> set[int]:
    """Give the hours of the day that a sentence names, by their order.

    Examples
    --------
    >>> sorted(hours_in("Shells fell in the morning and at night."))
    [1, 5]
    """
    known = words or load_linking_words()
    lower = text.lower()
    return {order for order, word in known.hours.items() if word.search(lower)}
