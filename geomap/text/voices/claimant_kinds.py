"""What kind of party a name stands for, by its words."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from geomap.text.words.lexicon import Lexicon, load_lexicon
from geomap.vocabulary import ClaimantKind

__all__ = ["claimant_kind"]


def claimant_kind(name: str, lexicon: Lexicon) -> ClaimantKind:
    """Tell what kind of party a name stands for, by its words.

    Parameters
    ----------
    name : str
        The name as written: "Homs media centre".
    lexicon : Lexicon
        The language's words for parties; the first kind in its order wins.

    Returns
    -------
    ClaimantKind
        ``OTHER`` when no word tells.

    Examples
    --------
    >>> from geomap.text.words.lexicon import load_lexicon
    >>> claimant_kind("a resident of Talbiseh", load_lexicon()).value
    'witness'
    """
    if lexicon is load_lexicon(lexicon.language):
        # The same few parties speak all through a report.
        return _kind_in(name, lexicon.language)
    return _kind(name, lexicon)


@lru_cache(maxsize=4096)
def _kind_in(name: str, language: str) -> ClaimantKind:
    return _kind(name, load_lexicon(language))


def _kind(name: str, lexicon: Lexicon) -> ClaimantKind:
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    padded = f" {re.sub(r'[^a-z0-9.]+', ' ', plain.lower())} "
    # The head comes first: "an official of the opposition" is an official.
    best: tuple[int, int] | None = None
    found = ClaimantKind.OTHER
    for order, (kind, words) in enumerate(lexicon.claimants):
        for word in words:
            if f" {word} " in padded:
                length = -len(word.split())
                if best is None or (length, order) < best:
                    best, found = (length, order), kind
    return found
