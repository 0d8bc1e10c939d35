"""geomap: reports of armed conflict in, maps that stand up to challenge out.

Names are loaded when they are first used: ``import geomap`` does no work.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from geomap.errors import GeomapError
    from geomap.events.book.review import doubts_of
    from geomap.events.rulings.decisions import record_decision
    from geomap.pipeline import (
        add_reports,
        draw,
        open_casebook,
        read,
    )
    from geomap.place_names import geocode, geocode_table

__all__ = [
    "GeomapError",
    "add_reports",
    "doubts_of",
    "draw",
    "geocode",
    "geocode_table",
    "open_casebook",
    "read",
    "record_decision",
]
__version__ = "0.1.0"

_HOME = {
    "GeomapError": "geomap.errors",
    "add_reports": "geomap.pipeline",
    "doubts_of": "geomap.events.book.review",
    "draw": "geomap.pipeline",
    "geocode": "geomap.place_names",
    "geocode_table": "geomap.place_names",
    "open_casebook": "geomap.pipeline",
    "read": "geomap.pipeline",
    "record_decision": "geomap.events.rulings.decisions",
}


def __getattr__(name: str) -> object:
    """Load a public name from its module on first use."""
    if name in _HOME:
        return getattr(import_module(_HOME[name]), name)
    raise AttributeError(f"module 'geomap' has no attribute {name!r}")


def __dir__() -> list[str]:
    """List the public names."""
    return sorted([*globals(), *_HOME])
