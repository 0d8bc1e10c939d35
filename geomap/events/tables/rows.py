"""Rows of tables while they are still plain: their order, and lists within a cell."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["Row", "json_list", "ordered", "rows_of"]

Row = dict[str, Any]


def json_list(values: Iterable[Any]) -> str:
    """Write values as a JSON array on one line, the same for the same values.

    Examples
    --------
    >>> json_list(["killed", {"name": "حمص"}])
    '["killed",{"name":"حمص"}]'
    """
    return json.dumps(list(values), ensure_ascii=False, separators=(",", ":"))


def ordered(rows: Iterable[Row], *columns: str) -> list[Row]:
    """Sort rows by some columns, unknown last; where no id settles it, by all they hold.

    Examples
    --------
    >>> ordered([{"id": "b", "day": None}, {"id": "a", "day": "2015-09-30"}], "day", "id")[0]["id"]
    'a'
    """

    def rank(row: Row) -> tuple[Any, ...]:
        keys = [(True, 0) if row.get(c) is None else (False, row[c]) for c in columns]
        return (*keys, "" if "id" in columns else json.dumps(row, sort_keys=True))

    return sorted(rows, key=rank)


def rows_of(table: pd.DataFrame) -> list[Row]:
    """Give the rows of a table as they were before they became one: None is unknown.

    Examples
    --------
    >>> import pandas as pd
    >>> rows_of(pd.DataFrame({"line": pd.array([7, None], dtype="Int64")}))
    [{'line': 7}, {'line': None}]
    """
    known = table.astype(object).where(table.notna(), None)
    return [{str(name): value for name, value in row.items()} for row in known.to_dict("records")]
