"""Land, borders, boundaries, waters and towns, from files that ship with geomap."""

from __future__ import annotations

import base64
import hashlib
import json
import zlib
from collections.abc import Iterable, Mapping
from typing import Any

from geomap.maps.ground import Box, boxes_round, ground_record
from geomap.maps.inert import script_json
from geomap.maps.language import page_language
from geomap.maps.layers.layer import PageLayer

__all__ = ["Basemap", "pack_ground"]


class Basemap(PageLayer):
    """An offline basemap: fine near the given extents, an outline elsewhere.

    Boundaries are those of Natural Earth, which draws who holds the ground; contested lines
    are dashed.

    Parameters
    ----------
    extents : iterable of Box
        What the map shows; a casebook layer has it as ``extents``.
    name : str, optional
        What the layer control calls it.
    control : bool
        Whether the layer control lists it.
    language : str
        The page's language: in its script places are named where that is known.
    """

    def __init__(
        self,
        extents: Iterable[Box],
        *,
        name: str | None = None,
        control: bool = False,
        language: str = "en",
    ) -> None:
        block = script_json(pack_ground(ground_record(boxes_round(extents), language)))
        digest = hashlib.sha256(block.encode("utf-8")).hexdigest()[:12]
        usual = page_language(language).plain("layer_basemap")
        super().__init__("basemap", block, digest, name=name or usual, control=control)
        self.language = language


def pack_ground(record: Mapping[str, Any]) -> dict[str, object]:
    """Pack a cut of the basemap as one compressed part, its lines as bytes behind its facts.

    Parameters
    ----------
    record : dict
        As `geomap.maps.ground.ground_record` gives it.

    Returns
    -------
    dict
        ``bytes``: base64 of deflated bytes, which are the length of the facts (four bytes, the
        least first), the facts as JSON, and the steps of all lines; each part of a sheet says
        where its steps begin and end.
    """
    steps = b""
    sheets = []
    for sheet in record["sheets"]:
        parts = {}
        for name, part in sheet["parts"].items():
            own = base64.b64decode(part["bytes"])
            span = [len(steps), len(steps) + len(own)]
            parts[name] = {"unit": part["unit"], "counts": part["counts"], "span": span}
            steps += own
        sheets.append({"box": sheet["box"], "parts": parts})
    facts = json.dumps({**record, "sheets": sheets}, ensure_ascii=False, separators=(",", ":"))
    head = facts.encode("utf-8")
    written = zlib.compress(len(head).to_bytes(4, "little") + head + steps, 9)
    return {"packed": True, "bytes": base64.b64encode(written).decode("ascii")}
