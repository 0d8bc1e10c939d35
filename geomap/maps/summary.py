"""The short table that a notebook shows where it does not show the map."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from geomap.maps.bundle import template_text
from geomap.maps.inert import escape_html
from geomap.maps.language import PageLanguage, page_language

__all__ = ["summary_table", "tally_text"]

_ROWS = 12


def tally_text(low: Any, high: Any, language: PageLanguage | None = None) -> str:
    """Write a number killed in words: unknown, one number, a range, or an open one.

    Parameters
    ----------
    low, high : int or NA
        The bounds; an NA high with a known low is open.
    language : PageLanguage, optional
        English where none is given.

    Returns
    -------
    str
        The words.

    Examples
    --------
    >>> [tally_text(20, 22), tally_text(24, None), tally_text(None, None), tally_text(None, 3)]
    ['20–22', 'at least 24', 'unknown', 'up to 3']
    """
    spoken = language or page_language("en")
    if pd.isna(low):
        if pd.isna(high):
            return spoken.plain("legend_unknown")
        return spoken.plain("up_to").format(n=int(high))
    if pd.isna(high):
        return spoken.plain("at_least").format(n=int(low))
    if low == high:
        return str(int(low))
    return spoken.plain("range").format(low=int(low), high=int(high))


def summary_table(incidents: Any, language: PageLanguage | None = None) -> str:
    """Write the first incidents as a small HTML table, every text escaped.

    Parameters
    ----------
    incidents : geopandas.GeoDataFrame
        The incidents.
    language : PageLanguage, optional
        Of the headings; English where none is given.

    Returns
    -------
    str
        HTML without style, script or links.
    """
    spoken = language or page_language("en")
    types = spoken.words["type"]
    row_template = template_text("summary_row.html")
    rows = []
    for facts in incidents.head(_ROWS).to_dict("records"):
        cells = (
            _text(facts.get("date_start")),
            _text(facts.get("place_as_written"))
            or _text(facts.get("place"))
            or spoken.plain("not_placed"),
            types.get(kind := _text(facts.get("sub_event_type")), kind),
            tally_text(facts.get("killed_low"), facts.get("killed_high"), spoken),
            _text(facts.get("n_claims")),
        )
        rows.append(row_template.format(*(escape_html(cell) for cell in cells)))
    more = len(incidents) - len(rows)
    note = spoken.plain("and_more_rows").format(n=more) if more > 0 else ""
    columns = ("date", "place", "event", "killed", "claims")
    heads = {name: escape_html(spoken.plain(f"column_{name}")) for name in columns}
    return template_text("summary.html").format(rows="".join(rows), note=escape_html(note), **heads)


def _place(facts: Mapping[Any, Any]) -> str:
    return _text(facts.get("place_as_written")) or _text(facts.get("place"))


def _text(value: Any) -> str:
    return "" if value is None or pd.isna(value) else str(value)
