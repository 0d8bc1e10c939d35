"""The words of other programs' tables, as ``data/lexicon/exchange.toml`` has them."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from geomap.shipped import shipped_path

__all__ = ["ExchangeLexicon", "exchange_lexicon"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ExchangeLexicon:
    """What cells of other programs' tables mean."""

    inter: Mapping[str, str]
    # ACLED's digit to its label
    parties: tuple[tuple[str, tuple[str, ...]], ...]
    # label, words of names; the first that fits wins
    kinds: Mapping[str, str]
    # kind of claimant to ACLED's label


@lru_cache(maxsize=1)
def exchange_lexicon() -> ExchangeLexicon:
    """Load the words once.

    Examples
    --------
    >>> exchange_lexicon().inter["1"]
    'State forces'
    """
    content = tomllib.loads(shipped_path("lexicon/exchange.toml").read_text(encoding="utf-8"))
    return ExchangeLexicon(
        inter=content["inter"],
        parties=tuple((party["label"], tuple(party["words"])) for party in content["party"]),
        kinds=content["kinds"],
    )
