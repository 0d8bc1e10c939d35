"""Reads a data block as the page's ``columns.js`` does, for tests that look into it."""

from __future__ import annotations

import base64
import json
import math
import struct
import zlib
from typing import Any


def unpacked(block: str) -> dict[str, Any]:
    """Give the block's content, its tables as lists of plain values a column."""
    content: dict[str, Any] = json.loads(block)
    numbers, texts = _part(content["numbers"]), json.loads(_part(content["texts"]))
    for name, table in content["tables"].items():
        content[name] = {
            column: _column(facts, table["count"], numbers, texts)
            for column, facts in table["columns"].items()
        }
        for column, facts in table["columns"].items():
            if "beside" in facts:
                pairs = zip(content[name][column], content[name][facts["beside"]], strict=True)
                content[name][column] = [
                    None if one is None or other is None else one + other for one, other in pairs
                ]
    return content


def _part(part: dict[str, Any]) -> bytes:
    raw = base64.b64decode(part["bytes"])
    found = zlib.decompress(raw) if part["packed"] else raw
    assert len(found) == part["size"]
    return found


def _column(facts: dict[str, Any], count: int, numbers: bytes, texts: list[Any]) -> list[Any]:
    if "same" in facts:
        same = facts["same"]
        return [same / facts["scale"] if "scale" in facts else same] * count
    if "prefix" in facts:
        return [f"{facts['prefix']}{facts['first'] + n}" for n in range(count)]
    if "values" in facts or "late" in facts:
        values = facts.get("values") or texts[facts["late"]]
        codes = _column(facts["codes"], count, numbers, texts) if "codes" in facts else range(count)
        return [None if code is None else values[code] for code in codes]
    at, width = facts["at"], facts["width"]
    if width == 8:
        found = struct.unpack(f"<{count}d", numbers[at : at + 8 * count])
        return [None if math.isnan(value) else value / facts.get("scale", 1) for value in found]
    whole = []
    for row in range(count):
        stored = sum(numbers[at + n * count + row] << (8 * n) for n in range(width))
        value = None if stored == 0 else stored + facts["base"] - 1
        whole.append(value if value is None or "scale" not in facts else value / facts["scale"])
    return whole
