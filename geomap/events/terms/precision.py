"""How precisely where and when are known: UCDP's codes, and ACLED's that follow from them."""

from __future__ import annotations

from typing import Final

__all__ = ["GEO_PRECISION", "TIME_PRECISION"]

GEO_PRECISION: Final = {1: 1, 2: 2, 3: 2, 4: 3, 5: 3, 6: 3, 7: 3}
# UCDP's where_prec to ACLED's geo_precision: a district is "part of a region"
TIME_PRECISION: Final = {1: 1, 2: 2, 3: 2, 4: 3, 5: 3}
# UCDP's date_prec to ACLED's time_precision
