"""Records for tests: a test writes down only what matters to it.

Every builder gives a whole, valid record; the offsets point into `TEXT`, the text of the
report that `make_report` gives.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Sequence
from typing import Any

import shapely

from geomap.events.book.frame import Casebook
from geomap.model import (
    Actor,
    Candidate,
    Claim,
    Claimant,
    Count,
    DateMention,
    Incident,
    Place,
    Reading,
    Report,
    Resolution,
    Statement,
    Tally,
    Toponym,
    Trigger,
)
from geomap.stretches import DateRange, Span
from geomap.vocabulary import ClaimantKind, Qualifier, Quantity, Scope, Stance, ToponymRole

TEXT = (
    "Air strikes hit Talbiseh, north of Homs, on Wednesday. A resident spoke of about 20 dead, "
    "while a local media office said it had identified 22. Activists reported a raid on "
    "Lataminah. In the provinces of Homs and Hama together, rebels said, at least 24 died. "
    "In Moscow the ministry denied that houses were hit."
)
"""The words that all builders' spans point into; our own, about the founding case."""

DAY = dt.date(2015, 9, 30)


def span_of(words: str, *, text: str = TEXT, report_id: str = "r1") -> Span:
    """Give the span of some words of a text, at their first place in it."""
    start = text.index(words)
    return Span(report_id=report_id, start=start, end=start + len(words))


def make_report(text: str = TEXT, **changes: Any) -> Report:
    fields: dict[str, Any] = {
        "id": "r1",
        "text": text,
        "sha256": hashlib.sha256(text.encode("utf-8", "replace")).hexdigest(),
        "origin": "reports/r1.txt",
        "title": "Air strikes in Syria",
        "source": "Example Agency",
        "language": "en",
        "published": DAY,
        "published_from": "text",
    }
    return Report(**fields | changes)


def make_span(start: int = 0, end: int = 11, *, report_id: str = "r1") -> Span:
    return Span(report_id=report_id, start=start, end=end)


def make_toponym(surface: str = "Talbiseh", **changes: Any) -> Toponym:
    span = changes.pop("span", None) or span_of(surface)
    fields: dict[str, Any] = {
        "span": span,
        "surface": surface,
        "role": ToponymRole.EVENT,
        "reason": "object of 'hit'",
    }
    return Toponym(**fields | changes)


def make_place(name: str = "Talbiseh", **changes: Any) -> Place:
    fields: dict[str, Any] = {
        "gazetteer": "test",
        "version": "1",
        "id": name.lower(),
        "name": name,
        "lon": 36.73,
        "lat": 34.84,
        "radius_km": 2.0,
        "feature": "PPL",
        "country": "SY",
        "admin1": "Homs",
    }
    return Place(**fields | changes)


def make_province(name: str, west: float, south: float, **changes: Any) -> Place:
    """Give a province: a square of one degree."""
    square = shapely.box(west, south, west + 1, south + 1)
    fields: dict[str, Any] = {
        "feature": "ADM1",
        "id": f"{name.lower()}-province",
        "admin1": name,
        "lon": west + 0.5,
        "lat": south + 0.5,
        "radius_km": 60.0,
        "geometry": shapely.to_wkb(square),
    }
    return make_place(name, **fields | changes)


def make_resolution(name: str = "Talbiseh", **changes: Any) -> Resolution:
    place = changes.pop("place", make_place(name))
    fields: dict[str, Any] = {
        "toponym": changes.pop("toponym", None) or make_toponym(name),
        "place": place,
        "probability": 0.9,
        "reason": f"the only {name} in the country of the report",
        "precision": 1,
        "radius_km": None if place is None else place.radius_km,
        "candidates": () if place is None else (Candidate(place=place, score=0.9),),
    }
    return Resolution(**fields | changes)


def make_count(low: int | None = None, *, high: int | None = None, **changes: Any) -> Count:
    fields: dict[str, Any] = {
        "low": low,
        "best": low,
        "high": high,
        "qualifier": Qualifier.VAGUE if low is None else Qualifier.AT_LEAST,
        "wording": "people" if low is None else f"at least {low}",
    }
    return Count(**fields | changes)


def make_claimant(name: str = "a resident", **changes: Any) -> Claimant:
    return Claimant(**{"name": name, "kind": ClaimantKind.WITNESS} | changes)


def make_claim(low: int | None = None, *, high: int | None = None, **changes: Any) -> Claim:
    fields: dict[str, Any] = {
        "id": "c1",
        "span": span_of("about 20 dead"),
        "sentence": make_span(55, 146),
        "quantity": Quantity.KILLED,
        "count": make_count(low, high=high),
        "claimant": make_claimant(),
        "stance": Stance.UNVERIFIED,
    }
    return Claim(**fields | changes)


def make_statement(**changes: Any) -> Statement:
    fields: dict[str, Any] = {
        "id": "s1",
        "span": span_of("denied that houses were hit"),
        "claimant": make_claimant("the ministry", kind=ClaimantKind.MILITARY),
        "stance": Stance.DENIED,
        "topic": "targets",
    }
    return Statement(**fields | changes)


def make_range(start: dt.date = DAY, *, days: int = 1, precision: int = 1) -> DateRange:
    return DateRange(start=start, end=start + dt.timedelta(days=days), precision=precision)


def make_date_mention(**changes: Any) -> DateMention:
    fields: dict[str, Any] = {
        "span": span_of("on Wednesday"),
        "when": make_range(),
        "anchor": "published",
        "reason": "'on Wednesday', counted back from the publication day 2015-09-30",
    }
    return DateMention(**fields | changes)


def make_trigger(words: str = "Air strikes", **changes: Any) -> Trigger:
    return Trigger(**{"span": span_of(words), "event_type": "Air/drone strike"} | changes)


def make_actor(name: str = "Russia", role: str = "attacker") -> Actor:
    return Actor(name=name, role=role)


def make_incident(
    incident_id: str = "i1",
    *,
    places: Sequence[Resolution] | None = None,
    killed: Tally | None = None,
    **changes: Any,
) -> Incident:
    placed = (make_resolution(),) if places is None else tuple(places)
    fields: dict[str, Any] = {
        "id": incident_id,
        "report_ids": ("r1",),
        "span": make_span(0, 54),
        "scope": Scope.EVENT,
        "event_type": "Air/drone strike",
        "date": make_range(),
        "date_reason": "'on Wednesday', counted back from 2015-09-30",
        "places": placed,
        "precision": placed[0].precision if placed else None,
        "killed": killed or Tally(),
    }
    return Incident(**fields | changes)


def make_reading(report: Report | None = None, **changes: Any) -> Reading:
    fields: dict[str, Any] = {
        "report": report or make_report(),
        "sentences": (),
        "toponyms": (),
        "dates": (),
        "claims": (),
        "statements": (),
        "triggers": (),
    }
    return Reading(**fields | changes)


def founding_records() -> dict[str, Any]:
    """Give the records of the founding case, as `Casebook.from_records` takes them."""
    lataminah = make_resolution(
        "Lataminah", place=make_place("Al Lataminah", admin1="Hama", lon=36.62, lat=35.32)
    )
    provinces = [
        make_resolution(
            name,
            toponym=make_toponym(
                name, span=span_of(f"{name}{after}"), level="province", reason="'provinces of'"
            ),
            place=make_province(name, west, 34.4),
            precision=4,
        )
        for name, after, west in (("Homs", " and", 36.4), ("Hama", " together", 35.4))
    ]
    moscow = make_resolution(
        "Moscow",
        toponym=make_toponym("Moscow", role=ToponymRole.CLAIMANT, reason="where the speaker sits"),
        place=make_place("Moscow", country="RU", admin1=None, lon=37.62, lat=55.75),
    )
    talbiseh = make_resolution()
    about_20 = make_claim(20, id="c1", count=make_count(20, high=20, qualifier=Qualifier.ABOUT))
    named_22 = make_claim(
        22,
        high=22,
        id="c2",
        span=span_of("identified 22"),
        claimant=make_claimant("a local media office", kind=ClaimantKind.OPPOSITION),
        identified=True,
    )
    at_least_24 = make_claim(24, id="c3", span=span_of("at least 24 died"), scope=Scope.TOTAL)
    background = make_claim(None, id="c4", span=span_of("houses were hit"), scope=Scope.BACKGROUND)
    incidents = [
        make_incident(
            "talbiseh",
            places=[talbiseh],
            claims=(about_20, named_22),
            statements=(make_statement(),),
            actors=(make_actor(),),
            killed=Tally(low=20, best=22, high=22),
            disputed=("killed", "target"),
        ),
        make_incident("lataminah", places=[lataminah], span=span_of("Activists")),
        make_incident(
            "total",
            places=provinces,
            precision=4,
            scope=Scope.TOTAL,
            span=span_of("In the provinces"),
            claims=(at_least_24,),
            killed=Tally(low=24, best=24),
            parts=("talbiseh",),
        ),
    ]
    return {
        "readings": [
            make_reading(
                claims=(about_20, named_22, at_least_24, background),
                statements=(make_statement(),),
                toponyms=(moscow.toponym,),
            )
        ],
        "resolutions": {"r1": [talbiseh, lataminah, *provinces, moscow]},
        "incidents": incidents,
        "provenance": {"geomap": "0.1.0", "gazetteer": "test 1"},
    }


def make_casebook(**changes: Any) -> Casebook:
    """Give the casebook of the founding case, with other records where they are given."""
    return Casebook.from_records(**founding_records() | changes)
