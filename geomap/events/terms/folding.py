"""Names folded for comparing: lower case, no marks, no punctuation."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

__all__ = ["folded"]

_SILENT = frozenset("'’ʿʾ`")


@lru_cache(maxsize=50_000)
def folded(name: str) -> str:
    """Fold a name for comparing.

    Parameters
    ----------
    name : str
        A name as written.

    Returns
    -------
    str
        Its letters and digits, word by word.

    Examples
    --------
    >>> folded("Ma'arrat  al-Nu'mān")
    'maarrat al numan'
    """
    bare = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    kept = "".join(c if c.isalnum() else "" if c in _SILENT else " " for c in bare.casefold())
    return " ".join(kept.split())
