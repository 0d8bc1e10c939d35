"""Casebooks in files: one module a format, one function to write and one to read.

=============  =================================================================
suffix         what is written
=============  =================================================================
``.gpkg``      one GeoPackage: every table a layer, `incidents` with its shapes
``.parquet``   GeoParquet of the incidents, the other tables beside it
``.geojson``   GeoJSON of the incidents, the other tables beside it
``.csv``       the incidents with WKT, the other tables beside it
=============  =================================================================

Beside these, which hold all of a casebook, there are formats of other programs, which hold
its incidents: ``.kml``, TimeMap (``.json``) and, by name, ACLED-like, UCDP-like and
HXL-tagged CSV.

"Beside it" means ``casebook.claims.parquet`` and so on next to ``casebook.parquet``. The
tables join by ``incident_id`` and ``report_id``, and every casebook reads back equal.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from geomap.events.exchange.casebook_file import (
        EXPORTS,
        FORMATS,
        chosen_format,
        is_casebook,
        is_casebook_file,
        read_casebook,
        write_casebook,
    )

__all__ = [
    "EXPORTS",
    "FORMATS",
    "chosen_format",
    "is_casebook",
    "is_casebook_file",
    "read_casebook",
    "write_casebook",
]


def __getattr__(name: str) -> object:
    """Load the formats on first use: the stream format needs no tables."""
    if name in __all__:
        from geomap.events.exchange import casebook_file

        return getattr(casebook_file, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
