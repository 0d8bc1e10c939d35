"""One report through the rooms: read, placed, linked; the only module that knows them all."""

from __future__ import annotations

import gc
from dataclasses import dataclass
from functools import lru_cache

from geomap.model import Incident, Reading, Report, Resolution
from geomap.protocols import Gazetteer, LanguageModel, NameKnowledge, Resolver

__all__ = ["Outcome", "Stages", "load_stages", "read_report"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Stages:
    """The pluggable parts of a run."""

    model: LanguageModel
    gazetteer: Gazetteer
    resolver: Resolver
    known: NameKnowledge


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What one report gave."""

    reading: Reading
    resolutions: tuple[Resolution, ...]
    incidents: tuple[Incident, ...]
    notes: tuple[str, ...] = ()
    # what could not be done with it, in words


@lru_cache(maxsize=1)
def load_stages() -> Stages:
    """Load the parts: language model, the built-in and installed gazetteers, resolver.

    Returns
    -------
    Stages
        The same for every call in a process.
    """
    from geomap.places.fame import Fame
    from geomap.places.gazetteers import open_gazetteers
    from geomap.places.resolve import ReportResolver
    from geomap.text.language import load_model

    gazetteer = open_gazetteers()
    stages = Stages(
        model=load_model(),
        gazetteer=gazetteer,
        resolver=ReportResolver(gazetteer),
        known=Fame(gazetteer),
    )
    # All this stays until the end. Looking through it again and again for what can be freed
    # would take a tenth of the time of reading.
    gc.collect()
    gc.freeze()
    return stages


def read_report(report: Report, stages: Stages) -> Outcome:
    """Take one report through reading, placing and linking.

    Parameters
    ----------
    report : Report
        The report.
    stages : Stages
        The parts to use.

    Returns
    -------
    Outcome
        A report in another language than English is not read, and a note says so.
    """
    from geomap.events.link import link
    from geomap.text.reading import read_text, unread

    if report.language not in (None, "en"):
        note = f"the report is in '{report.language}'; only English is read so far"
        return Outcome(reading=unread(report), resolutions=(), incidents=(), notes=(note,))
    reading = read_text(report, stages.model, stages.known)
    resolutions = stages.resolver.resolve(report, reading.toponyms)
    return Outcome(reading=reading, resolutions=resolutions, incidents=link(reading, resolutions))
