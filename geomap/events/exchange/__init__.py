"""Casebooks in files: one module a format, one function to write and one to read.

=============  =================================================================
suffix         what is written
=============  =================================================================
``.gpkg``      one GeoPackage: every table a layer, `incidents` with its shapes
``.parquet``   GeoParquet of the incidents, the other tables beside it
``.geojson``   GeoJSON of the incidents, the other tables beside it
``.csv``       the incidents with WKT, the other tables beside it
=============  =================================================================

"Beside it" means ``casebook.claims.parquet`` and so on next to ``casebook.parquet``. The
tables join by ``incident_id`` and ``report_id``, and every format reads back equal.
"""

from __future__ import annotations

from geomap.events.exchange.casebook_file import FORMATS, read_casebook, write_casebook

__all__ = ["FORMATS", "read_casebook", "write_casebook"]
