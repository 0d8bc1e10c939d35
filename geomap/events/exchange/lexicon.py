"""The words of other programs' tables, as ``data/lexicon/exchange.toml`` has them."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from geomap.events.terms.folding import folded
from geomap.events.terms.typology import SUB_EVENT_TYPES
from geomap.shipped import shipped_path
from geomap.vocabulary import Grading, Victims

__all__ = ["ExchangeLexicon", "Layout", "PartColumns", "exchange_lexicon"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """Whose table it is."""

    key: str
    name: str
    headings: tuple[str, ...]
    # plain; by these it is known
    columns: Mapping[str, str]
    # role to plain heading where the usual ones mislead


@dataclass(frozen=True, slots=True, kw_only=True)
class PartColumns:
    """Columns that count some of the dead."""

    victims: Victims
    low: str
    high: str
    # plain headings


@dataclass(frozen=True, slots=True, kw_only=True)
class ExchangeLexicon:
    """What cells of other programs' tables mean."""

    inter: Mapping[str, str]
    # ACLED's digit to its label
    parties: tuple[tuple[str, tuple[str, ...]], ...]
    # label, words of names; the first that fits wins
    kinds: Mapping[str, str]
    # kind of claimant to ACLED's label
    layouts: tuple[Layout, ...]
    gdelt: Mapping[int, tuple[str, ...]]
    # number of columns to their headings
    parts: tuple[PartColumns, ...]
    types: Mapping[str, str]
    # folded words to sub-event type
    cameo: Mapping[str, str]
    # beginning of an event code to sub-event type
    accuracy: Mapping[str, tuple[int, float]]
    # folded words to where_prec and radius in km
    unknown: frozenset[str]
    # folded words of cells that say nothing
    unknown_numbers: frozenset[int]
    gradings: Mapping[str, Grading]


@lru_cache(maxsize=1)
def exchange_lexicon() -> ExchangeLexicon:
    """Load the words once.

    Examples
    --------
    >>> exchange_lexicon().inter["1"], exchange_lexicon().types["air drone strike"]
    ('State forces', 'Air/drone strike')
    """
    content = tomllib.loads(shipped_path("lexicon/exchange.toml").read_text(encoding="utf-8"))
    return ExchangeLexicon(
        inter=content["inter"],
        parties=tuple((party["label"], tuple(party["words"])) for party in content["party"]),
        kinds=content["kinds"],
        layouts=tuple(
            Layout(
                key=one["key"], name=one["name"], headings=tuple(one["headings"]),
                columns=one["columns"],
            )
            for one in content["layout"]
        ),
        gdelt={int(count): tuple(names.split()) for count, names in content["gdelt"].items()},
        parts=tuple(
            PartColumns(victims=Victims(one["victims"]), low=one["low"], high=one["high"])
            for one in content["part"]
        ),
        types=_types(content["types"]),
        cameo=content["cameo"],
        accuracy={words: (prec, radius) for words, (prec, radius) in content["accuracy"].items()},
        unknown=frozenset(content["unknown"]["words"]),
        unknown_numbers=frozenset(content["unknown"]["numbers"]),
        gradings={words: Grading(name) for words, name in content["gradings"].items()},
    )  # fmt: skip


def _types(words: Mapping[str, list[str]]) -> dict[str, str]:
    own = {folded(name): name for names in SUB_EVENT_TYPES.values() for name in names}
    told = {word: name for name, words_of in words.items() for word in words_of}
    return told | own
