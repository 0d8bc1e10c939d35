"""TimeMap (Forensic Architecture): events, their sources and their associations as JSON.

TimeMap fetches three files, whose members it checks (its Joi schemas): the list of events, an
object of sources by id, the list of associations, by which events are filtered. Every value of
an event is text, and no member of our own may be added. A place that is not known is empty
text; an event without a day is left out by TimeMap itself, so it is not written.

The associations hold one entry without a mode, which TimeMap passes over. It carries the
checksums of the other two files: by them geomap knows what it wrote.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from geomap.events.exchange.entries import Entry
from geomap.events.exchange.format import ExportFormat
from geomap.model import Tally

__all__ = ["TIMEMAP"]

_MARK: Final = "geomap"
_DAY: Final = "%m/%d/%Y"
# as TimeMap reads days unless its DATE_FMT says otherwise


def _files(path: Path) -> Mapping[str, Path]:
    beside = {
        name: path.with_name(f"{path.stem}.{name}{path.suffix}")
        for name in ("sources", "associations")
    }
    return {**beside, "incidents": path}


def _write(entries: Sequence[Entry], files: Mapping[str, Path]) -> None:
    sources = {source["id"]: source for entry in entries for source in _sources(entry)}
    _write_json(files["incidents"], [_event(entry) for entry in entries])
    _write_json(files["sources"], dict(sorted(sources.items())))
    marked = {name: _sha256(files[name]) for name in ("incidents", "sources")}
    mark = {"id": _MARK, "title": "written by geomap", "desc": json.dumps(marked), "mode": ""}
    _write_json(files["associations"], [*_associations(entries), mark])


def _write_json(path: Path, value: Any) -> None:
    text = json.dumps(value, ensure_ascii=False, allow_nan=False, indent=1)
    path.write_text(f"{text}\n", encoding="utf-8", newline="\n")


def _sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _event(entry: Entry) -> dict[str, Any]:
    placed = entry.lat is not None and entry.lon is not None
    return {
        "id": entry.id,
        "description": entry.notes,
        "date": entry.date_start.strftime(_DAY) if entry.date_start else "",
        "time": "",
        "time_precision": "" if entry.date_prec is None else str(entry.date_prec),
        "time_display": entry.days,
        "location": entry.place or entry.as_written or "",
        "latitude": repr(entry.lat) if placed else "",
        "longitude": repr(entry.lon) if placed else "",
        "type": entry.sub_event_type,
        "category": entry.event_type,
        "category_full": f"{entry.event_type}: {entry.sub_event_type}",
        "associations": [entry.sub_event_type],
        "sources": [source["id"] for source in _sources(entry)],
        "comments": f"{_figure('Killed', entry.killed)} {_figure('Wounded', entry.wounded)} "
        f"Grading: {entry.grading}.",
        "shape": "",
        "colour": "",
    }


def _figure(name: str, tally: Tally) -> str:
    """Tell a range in words, each bound by itself, so that a program can read it too."""
    told = [
        f"{end} {number}"
        for end, number in (("lowest", tally.low), ("best", tally.best), ("highest", tally.high))
        if number is not None
    ]
    return f"{name}: {', '.join(told) or 'unknown'}."


def _sources(entry: Entry) -> Iterator[dict[str, Any]]:
    """Give an event's reports; each has one publisher, title and address at most."""
    for report in entry.reports:
        yield {
            "id": report["id"],
            "title": report["title"] or report["origin"] or report["id"],
            "paths": [],
            "type": "",
            "affil_s": [],
            "url": report["url"] or "",
            "description": "",
            "author": report["source"] or report["author"] or "",
            "date": report["published"] or "",
        }


def _associations(entries: Sequence[Entry]) -> Iterator[dict[str, Any]]:
    kinds = sorted({(entry.event_type, entry.sub_event_type) for entry in entries})
    for category in dict.fromkeys(event_type for event_type, _ in kinds):
        yield {"id": category, "title": category, "desc": "", "mode": "CATEGORY"}
    for path in kinds:
        if path[1] != path[0]:
            yield {
                "id": path[1], "title": path[1], "desc": "", "mode": "FILTER",
                "filter_paths": list(path),
            }  # fmt: skip


def _is_ours(name: str, path: Path) -> bool:
    """Tell by the checksums in the associations; those are ours when they carry the mark."""
    stem = path.stem.removesuffix(f".{name}")
    try:
        listed = json.loads(path.with_name(f"{stem}.associations{path.suffix}").read_bytes())
        mark = next(one for one in listed if one["id"] == _MARK and one["mode"] == "")
        return name == "associations" or json.loads(mark["desc"])[name] == _sha256(path)
    except (OSError, ValueError, RecursionError, TypeError, KeyError, StopIteration):
        return False


def _lacks(entry: Entry) -> str | None:
    return "a day" if entry.date_start is None else None


TIMEMAP: Final = ExportFormat(
    key="timemap",
    name="TimeMap",
    suffix=".json",
    by_suffix=True,
    files=_files,
    write=_write,
    recognises=_is_ours,
    lacks=_lacks,
)
