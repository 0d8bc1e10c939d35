"""The short table that a notebook shows where it does not show the map."""

from __future__ import annotations

from typing import Any

import pandas as pd

from geomap.maps.bundle import template_text
from geomap.maps.inert import escape_html

__all__ = ["summary_table", "tally_text"]

_ROWS = 12


def tally_text(low: Any, high: Any) -> str:
    """Write a number killed in words: unknown, one number, a range, or an open one.

    Parameters
    ----------
    low, high : int or NA
        The bounds; an NA high with a known low is open.

    Returns
    -------
    str
        The words.

    Examples
    --------
    >>> [tally_text(20, 22), tally_text(24, None), tally_text(None, None), tally_text(None, 3)]
    ['20–22', 'at least 24', 'unknown', 'up to 3']
    """
    if pd.isna(low):
        return "unknown" if pd.isna(high) else f"up to {int(high)}"
    if pd.isna(high):
        return f"at least {int(low)}"
    return str(int(low)) if low == high else f"{int(low)}–{int(high)}"


def summary_table(incidents: Any) -> str:
    """Write the first incidents as a small HTML table, every text escaped.

    Parameters
    ----------
    incidents : geopandas.GeoDataFrame
        The incidents.

    Returns
    -------
    str
        HTML without style, script or links.
    """
    row_template = template_text("summary_row.html")
    rows = []
    for facts in incidents.head(_ROWS).to_dict("records"):
        cells = (
            _text(facts.get("date_start")),
            _text(facts.get("place_as_written")) or _text(facts.get("place")) or "not placed",
            _text(facts.get("sub_event_type")),
            tally_text(facts.get("killed_low"), facts.get("killed_high")),
            _text(facts.get("n_claims")),
        )
        rows.append(row_template.format(*(escape_html(cell) for cell in cells)))
    more = len(incidents) - len(rows)
    note = f"and {more} more" if more > 0 else ""
    return template_text("summary.html").format(rows="".join(rows), note=escape_html(note))


def _text(value: Any) -> str:
    return "" if value is None or pd.isna(value) else str(value)
