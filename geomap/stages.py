"""One report through the rooms: read, placed, linked; the only module that knows them all."""

from __future__ import annotations

import gc
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from geomap.errors import OnlineServiceError
from geomap.model import Incident, Reading, Report, Resolution
from geomap.protocols import Extractor, Gazetteer, LanguageModel, NameKnowledge, Resolver
from geomap.shipped import shipped_path
from geomap.text.parsing.tongues import language_name

__all__ = ["PARTLY", "Outcome", "Stages", "load_stages", "read_report", "versions_of"]

PARTLY = "in part in "
# How the note begins on a report that was read, but for what is not English.
_REFUSALS_TOLD = 3
_NAMES_TOLD = 6
# Places in the note on a report that is not read.


@dataclass(frozen=True, slots=True, kw_only=True)
class Stages:
    """The pluggable parts of a run."""

    model: LanguageModel
    gazetteer: Gazetteer
    resolver: Resolver
    known: NameKnowledge
    extractor: Extractor | None = None
    # asked beside the rules, where it was named


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
    from geomap.text.parsing.language import load_model

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


def versions_of(program: str) -> dict[str, str]:
    """Say by which versions of the parts reports are read; nothing is loaded for it.

    Parameters
    ----------
    program : str
        The version of geomap.

    Returns
    -------
    dict of str to str
        ``geomap``, ``gazetteer`` and ``model`` for people; ``read_with`` for comparing: where
        it is the same, a report gives the same when it is read again.
    """
    from geomap.places.gazetteers import described, open_gazetteers
    from geomap.text.parsing.language import model_version

    gazetteer = described(open_gazetteers())
    model = model_version()
    words = hashlib.sha256()
    for path in sorted(shipped_path("lexicon").iterdir()):
        words.update(path.name.encode("utf-8") + b"\0" + path.read_bytes() + b"\0")
    places = hashlib.sha256(gazetteer.encode("utf-8")).hexdigest()
    return {
        "geomap": program,
        "gazetteer": gazetteer,
        "model": model,
        "read_with": f"geomap {program}, words {words.hexdigest()[:8]}, {model}, "
        f"gazetteers {places[:8]}",
    }


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
        A report in another language than English is not read; a note says so, and its
        toponyms are the known places that it names. Of an English report the sentences in
        other languages are passed over, and a note says that, too.
    """
    from geomap.events.link import link
    from geomap.text.readers.language import foreign_parts
    from geomap.text.reading import read_text

    if report.language not in (None, "en"):
        return _set_aside(report, report.language, stages)
    foreign = foreign_parts(report.text)
    shown = replace(report, text=_without(report.text, foreign)) if foreign else report
    reading = replace(read_text(shown, stages.model, stages.known), report=report)
    reading, refused = _with_extracted(reading, shown.text, stages)
    resolutions = stages.resolver.resolve(report, reading.toponyms)
    return Outcome(
        reading=reading,
        resolutions=resolutions,
        incidents=link(reading, resolutions),
        notes=(*_partly(foreign), *refused),
    )


def _with_extracted(reading: Reading, text: str, stages: Stages) -> tuple[Reading, tuple[str, ...]]:
    """Add what the extractor found, if one was named; without its answer the rules stand."""
    extractor = stages.extractor
    if extractor is None:
        return reading, ()
    from geomap.extraction.supplement import supplemented
    from geomap.text.figures.numbers import figures_in
    from geomap.text.words.lexicon import load_lexicon

    try:
        proposals, broken = extractor.propose(text)
    except OnlineServiceError as error:
        return reading, (f"read by the rules alone, the extractor gave no answer: {error}",)
    told, refused = supplemented(
        reading,
        proposals,
        found_by=extractor.name,
        figures=lambda words: figures_in(stages.model.parse(words).tokens, load_lexicon("en")),
    )
    refusals = (*broken, *refused)
    if not refusals:
        return told, ()
    named = "; ".join(refusals[:_REFUSALS_TOLD])
    more = f"; and {len(refusals) - _REFUSALS_TOLD} more" if len(refusals) > _REFUSALS_TOLD else ""
    return told, (f"{extractor.name}: not taken over: {named}{more}",)


def _set_aside(report: Report, language: str, stages: Stages) -> Outcome:
    """Take the known places that a report names, and nothing else."""
    from geomap.places.agreement import agreeing
    from geomap.text.parsing.foreign import names_in_foreign
    from geomap.text.reading import unread

    named = names_in_foreign(report, stages.known)
    # Looked up without what grammar has put to the names: "Харькове" is Харьков.
    plain = [replace(one.toponym, surface=one.name) for one in named]
    placed = stages.resolver.resolve(report, plain)
    resolutions = tuple(
        replace(resolution, toponym=one.toponym)
        for one, resolution in zip(named, placed, strict=True)
    )
    kept = agreeing(resolutions, [one.sure for one in named])
    return Outcome(
        reading=unread(report, tuple(resolution.toponym for resolution in kept)),
        resolutions=kept,
        incidents=(),
        notes=(_not_read(language, kept),),
    )


def _not_read(language: str, places: Sequence[Resolution]) -> str:
    names = list(dict.fromkeys(r.place.name for r in places if r.place is not None))
    named = ", ".join(names[:_NAMES_TOLD])
    more = f" and {len(names) - _NAMES_TOLD} more" if len(names) > _NAMES_TOLD else ""
    places_named = f"; it names {named}{more}" if named else ""
    return f"in {language_name(language)}: not read, geomap reads only English so far{places_named}"


def _partly(foreign: Sequence[tuple[int, int, str]]) -> tuple[str, ...]:
    """Tell what of an English report was passed over."""
    if not foreign:
        return ()
    names = " and ".join(language_name(code) for code in sorted({code for _, _, code in foreign}))
    letters = sum(end - start for start, end, _ in foreign)
    return (
        f"{PARTLY}{names}: {letters:,} characters were not read, geomap reads only English "
        "so far; the English part was read",
    )


def _without(text: str, parts: Sequence[tuple[int, int, str]]) -> str:
    """Blank parts out, so that every offset stays."""
    pieces, position = [], 0
    for start, end, _ in parts:
        pieces += [text[position:start], " " * (end - start)]
        position = end
    return "".join([*pieces, text[position:]])
