"""Many reports through the rooms, here or in worker processes; none of them ends the run."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace

from geomap.corpus.workers import Answer, Workers
from geomap.model import Report, SetAside
from geomap.protocols import Extractor
from geomap.records import pack, unpack
from geomap.stages import Outcome, load_stages, read_report

__all__ = ["answer_report", "outcomes_of"]

_log = logging.getLogger(__name__)
_TASK = "geomap.corpus.outcomes:answer_report"


def outcomes_of(
    found: Iterable[Report | SetAside],
    on_report: Callable[[str], None] | None = None,
    *,
    workers: int = 1,
    extractor: Extractor | None = None,
) -> Iterator[Outcome | SetAside]:
    """Read reports one after the other.

    Parameters
    ----------
    found : iterable of Report or SetAside
        The reports, and what was no report.
    on_report : callable, optional
        Told the origin of each when it is done.
    workers : int, default 1
        Processes that read at once; 1 is this one.
    extractor : Extractor, optional
        Asked beside the rules, by this process alone.

    Yields
    ------
    Outcome or SetAside
        In the reports' order: what each gave, and what could not be done with it.
    """
    if workers == 1:
        for report in found:
            if isinstance(report, SetAside):
                yield report
            else:
                yield from _read_or_set_aside(report, extractor)
            if on_report is not None:
                on_report(report.origin)
        return
    requests = (
        (report, None if isinstance(report, SetAside) else pack(report)) for report in found
    )
    with Workers(_TASK, count=workers) as crew:
        for answer in crew.answers(requests):
            yield from _told(answer)
            if on_report is not None:
                on_report(answer.about.origin)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Told:
    """What a worker tells of one report."""

    outcomes: tuple[Outcome, ...]
    aside: tuple[SetAside, ...]


def answer_report(content: bytes) -> bytes:
    """Read one report in a worker.

    Parameters
    ----------
    content : bytes
        The report, packed.

    Returns
    -------
    bytes
        What it gave, packed.
    """
    found = list(_read_or_set_aside(unpack(Report, content)))
    return pack(
        _Told(
            outcomes=tuple(one for one in found if isinstance(one, Outcome)),
            aside=tuple(one for one in found if isinstance(one, SetAside)),
        )
    )


def _told(answer: Answer[Report | SetAside]) -> Iterator[Outcome | SetAside]:
    if isinstance(answer.about, SetAside):
        yield answer.about
    elif answer.content is None:
        reason = f"the process that read it died ({answer.failure}); please report this"
        yield SetAside(origin=answer.about.origin, reason=reason)
    else:
        told = unpack(_Told, answer.content)
        yield from told.aside
        yield from told.outcomes


def _read_or_set_aside(
    report: Report, extractor: Extractor | None = None
) -> Iterator[Outcome | SetAside]:
    """Read one report; whatever it does to the rules, the others go on."""
    stages = replace(load_stages(), extractor=extractor)
    try:
        outcome = read_report(report, stages)
    except Exception as error:  # the last line of defence: one report never ends a run
        _log.exception("could not read %s", report.origin)
        reason = f"geomap failed on it ({type(error).__name__}: {error}); please report this"
        yield SetAside(origin=report.origin, reason=reason)
        return
    for note in outcome.notes:
        yield SetAside(origin=report.origin, reason=note)
    yield outcome
