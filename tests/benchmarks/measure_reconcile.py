"""Measure how long it takes to reconcile many mentions.

    python tests/benchmarks/measure_reconcile.py [MENTIONS]

Makes up events of a year in one country (towns by a grid, in provinces; every event told by
one to five reports of different words, days and counts, one mention in eight naming the
province only), reconciles them and prints the process time, how many incidents came out and
how many there were. The same numbers come out every time.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import random
import sys
import time

from geomap.events.figures.tally import tally
from geomap.events.reconcile import reconciled
from geomap.model import Claim, Claimant, Count, Incident, Place, Report, Resolution, Toponym
from geomap.stretches import DateRange, Span
from geomap.vocabulary import ClaimantKind, Qualifier, Quantity, Scope, ToponymRole

_KINDS = ("Air/drone strike", "Shelling/artillery/missile attack", "Attack", "Armed clash")
_THINGS = ("market", "school", "bakery", "clinic", "bridge", "convoy", "camp", "mosque", "road")
_WHO = (
    ("police", ClaimantKind.POLICE),
    ("residents", ClaimantKind.WITNESS),
    ("the governor", ClaimantKind.GOVERNMENT),
    ("rescuers", ClaimantKind.CIVIL_DEFENCE),
)


def _places(number: int) -> list[Place]:
    made = []
    for at in range(number):
        lon, lat = 36 + (at % 60) * 0.1, 33 + (at // 60) * 0.1
        province = f"Province {at % 60 // 15}-{at // 60 // 10}"
        made.append(
            Place(gazetteer="made", version="1", id=f"p{at}", name=f"Town {at}", lon=lon, lat=lat,
                  radius_km=2.0, feature="PPL", country="SY", admin1=province)
        )  # fmt: skip
    return made


def _mention(
    draw: random.Random, number: int, event: tuple[Place, dt.date, str, int, str]
) -> tuple[Incident, Report]:
    place, day, kind, dead, thing = event
    count = max(1, dead + draw.choice((0, 0, 0, 1, -1, 2)))
    who, of_kind = draw.choice(_WHO)
    where = place
    if draw.random() < 0.125 and place.admin1:
        where = Place(gazetteer="made", version="1", id=place.admin1, name=place.admin1,
                      lon=place.lon, lat=place.lat, radius_km=80.0, feature="ADM1", country="SY",
                      admin1=place.admin1)  # fmt: skip
    text = (
        f"{kind} on a {thing} in {where.name} killed {count} people on {day}, {who} said. {number} "
    )
    text += " ".join(
        draw.choice(("smoke", "rose", "families", "fled", "roads", "closed", "night"))
        for _ in range(40)
    )
    name = "r" + hashlib.sha256(text.encode()).hexdigest()[:16]
    span = Span(report_id=name, start=0, end=text.index("said. ") + 5)
    claim = Claim(
        id=f"{name}-c1", span=span, sentence=span, quantity=Quantity.KILLED,
        count=Count(
            low=count, best=count, high=count, qualifier=Qualifier.EXACT, wording=str(count)
        ),
        claimant=Claimant(name=who, kind=of_kind, span=span),
    )  # fmt: skip
    start = text.index(where.name)
    toponym = Toponym(
        span=Span(report_id=name, start=start, end=start + len(where.name)),
        surface=where.name, role=ToponymRole.EVENT,
    )  # fmt: skip
    incident = Incident(
        id=f"{name}-e1", report_ids=(name,), span=span, scope=Scope.EVENT, event_type=kind,
        date=DateRange(start=day, end=day + dt.timedelta(days=1)), date_reason="made up",
        places=(Resolution(toponym=toponym, place=where, probability=0.9, reason="made up",
                           precision=1 if where is place else 4),),
        precision=1 if where is place else 4, claims=(claim,),
        killed=tally((claim,), Quantity.KILLED),
    )  # fmt: skip
    report = Report(
        id=name, text=text, sha256=name, source=f"Paper {draw.randrange(40)}",
        published=day + dt.timedelta(days=draw.randrange(3)),
    )  # fmt: skip
    return incident, report


def made_up(wanted: int) -> tuple[list[Incident], list[Report], int]:
    """Make up mentions, each of a report of its own, and tell of how many events they are."""
    draw = random.Random(1)
    places = _places(1800)
    mentions: list[Incident] = []
    reports: list[Report] = []
    events = 0
    while len(mentions) < wanted:
        events += 1
        day = dt.date(2016, 1, 1) + dt.timedelta(days=draw.randrange(365))
        dead = int(draw.paretovariate(1.2))
        event = (draw.choice(places), day, draw.choice(_KINDS), dead, draw.choice(_THINGS))
        for _ in range(draw.randrange(1, 6)):
            incident, report = _mention(draw, len(mentions), event)
            mentions.append(incident)
            reports.append(report)
    return mentions, reports, events


def main() -> None:
    """Measure."""
    mentions, reports, events = made_up(int(sys.argv[1]) if len(sys.argv) > 1 else 100_000)
    started = time.process_time()
    found = reconciled(mentions, reports)
    taken = time.process_time() - started
    print(  # noqa: T201
        f"{len(mentions):,} mentions of {events:,} events: {len(found.incidents):,} incidents, "
        f"{sum(link.doubtful for link in found.links):,} doubtful links, {taken:.0f} s"
    )


if __name__ == "__main__":
    main()
