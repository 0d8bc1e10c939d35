"""Parties to an event in the words of other programs: ACLED's inter codes."""

from __future__ import annotations

from functools import lru_cache

from geomap.events.exchange.lexicon import exchange_lexicon
from geomap.events.figures.authorities import load_authorities
from geomap.events.terms.folding import folded
from geomap.model import Claimant
from geomap.vocabulary import ClaimantKind

__all__ = ["ARMED_LABELS", "inter_label"]

ARMED_LABELS = frozenset(
    {
        "State forces", "Rebel group", "Political militia", "Identity militia",
        "External/Other forces",
    }
)  # fmt: skip
_STATE = "State forces"
_FOREIGN = "External/Other forces"
_BEGINS = "="


@lru_cache(maxsize=10_000)
def inter_label(name: str) -> str:
    """Give ACLED's label for what kind of party a name is of.

    Parameters
    ----------
    name : str
        The party, as written.

    Returns
    -------
    str
        "State forces", "Rebel group", "Civilians" …; empty where the name does not tell.

    Examples
    --------
    >>> inter_label("Military Forces of Syria (2000-)"), inter_label("Civilians (Syria)")
    ('State forces', 'Civilians')
    >>> inter_label("The Example Ensemble")
    ''
    """
    plain = f" {folded(name)} "
    if not plain.strip():
        return ""
    for label, words in exchange_lexicon().parties:
        for word in words:
            begins = word.startswith(_BEGINS)
            sought = f" {word.removeprefix(_BEGINS)} "
            if plain.startswith(sought) if begins else sought in plain:
                return label
    found = load_authorities().find(Claimant(name=name, kind=ClaimantKind.OTHER))
    if found is None:
        return ""
    label = exchange_lexicon().kinds.get(found.kind.value, "")
    return _FOREIGN if label == _STATE and found.side == "foreign" else label
