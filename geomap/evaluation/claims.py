"""Claims: the count, and what stands beside it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Final

from geomap.evaluation.gold import GoldClaim

__all__ = ["claim_likeness", "judge_claim"]

_WORD: Final = re.compile(r"\w+")
_ARTICLES: Final = frozenset({"a", "an", "the"})


def judge_claim(claim: GoldClaim, read: Mapping[str, Any] | None) -> dict[str, bool]:
    """Judge a claim that was read with the right type and bounds, or none.

    Parameters
    ----------
    claim : GoldClaim
        The gold.
    read : mapping or None
        The claim that was read; None for none.

    Returns
    -------
    dict of str to bool
        ``found``, then ``best``, ``scope``, ``stance`` and ``by`` where the gold has them,
        then ``all right``.

    Examples
    --------
    >>> from geomap.evaluation.gold import read_gold
    >>> given = {"type": "killed", "min": 3, "max": None, "by": "hospital director"}
    >>> [claim] = read_gold({"claims": [given]}).claims
    >>> judge_claim(claim, given | {"by": "The director of the hospital"})["by"]
    True
    """
    judged = {
        name: read is not None and claim.given[name] == read[name]
        for name in ("best", "scope", "stance")
        if name in claim.given
    }
    if "by" in claim.given:
        judged["by"] = read is not None and _same_name(claim.given["by"], read["by"])
    found = read is not None
    return {"found": found, **judged, "all right": found and all(judged.values())}


def claim_likeness(claim: GoldClaim, read: Mapping[str, Any]) -> tuple[int, float]:
    """Tell how many things are right of a claim, and whether its claimant has another name."""
    other_name = "by" in claim.given and claim.given["by"] != read["by"]
    return sum(judge_claim(claim, read).values()), float(other_name)


def _same_name(name: str | None, other: str | None) -> bool:
    """Tell whether all words of one name are in the other: coders shorten names."""
    if name is None or other is None:
        return name is other
    words, others = (
        frozenset(_WORD.findall(text.casefold())) - _ARTICLES or frozenset({text})
        for text in (name, other)
    )
    return words <= others or others <= words
