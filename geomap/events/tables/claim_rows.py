"""Claims and statements to rows: what each column is taken from, with the words themselves."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from geomap.events.tables.rows import Row, ordered
from geomap.model import Claim, Claimant, Incident, Reading, Statement
from geomap.stretches import Span

__all__ = ["claim_rows", "statement_rows"]


def _words(span: Span | None, texts: Mapping[str, str]) -> str | None:
    return None if span is None else span.of(texts[span.report_id])


def claim_rows(
    readings: Sequence[Reading], incidents: Sequence[Incident], texts: Mapping[str, str]
) -> list[Row]:
    """Give the rows of claims, those of the incidents and those that no incident holds.

    Parameters
    ----------
    readings : sequence of Reading
        What the reports say.
    incidents : sequence of Incident
        What happened; its version of a claim wins, since reconciling may have changed it.
    texts : mapping of str to str
        The reports' texts by their ids.

    Returns
    -------
    list of Row
        In order of reports and words.
    """
    told = {claim.id for incident in incidents for claim in incident.claims}
    rows = [
        _claim_row(claim, incident_id=incident.id, texts=texts)
        for incident in incidents
        for claim in incident.claims
    ]
    rows += [
        _claim_row(claim, incident_id=None, texts=texts)
        for reading in readings
        for claim in reading.claims
        if claim.id not in told
    ]
    return ordered(rows, "report_id", "start", "end", "id")


def _claim_row(claim: Claim, *, incident_id: str | None, texts: Mapping[str, str]) -> Row:
    return {
        "id": claim.id,
        "incident_id": incident_id,
        "report_id": claim.span.report_id,
        "start": claim.span.start,
        "end": claim.span.end,
        "verbatim": _words(claim.span, texts),
        "sentence": _words(claim.sentence, texts),
        "sentence_start": claim.sentence.start,
        "sentence_end": claim.sentence.end,
        "quantity": claim.quantity.value,
        "min": claim.count.low,
        "max": claim.count.high,
        "best": claim.count.best,
        "qualifier": claim.count.qualifier.value,
        "wording": claim.count.wording,
        "victims": claim.victims.value,
        "perpetrators_included": claim.perpetrators_included,
        "identified": claim.identified,
        "scope": claim.scope.value,
        "part_of": claim.part_of,
        "stance": claim.stance.value,
        "hedge": _words(claim.hedge, texts),
        "claimant": claim.claimant.name,
        "claimant_kind": claim.claimant.kind.value,
        "relayed_by": claim.claimant.relayed_by,
        "supersedes": claim.supersedes,
        "found_by": claim.found_by,
        "hedge_start": claim.hedge and claim.hedge.start,
        "hedge_end": claim.hedge and claim.hedge.end,
        **_claimant_span(claim.claimant),
    }


def _claimant_span(claimant: Claimant) -> Row:
    return {
        "claimant_start": claimant.span and claimant.span.start,
        "claimant_end": claimant.span and claimant.span.end,
    }


def statement_rows(
    readings: Sequence[Reading], incidents: Sequence[Incident], texts: Mapping[str, str]
) -> list[Row]:
    """Give the rows of statements, those of the incidents and those that no incident holds.

    Parameters
    ----------
    readings : sequence of Reading
        What the reports say.
    incidents : sequence of Incident
        What happened; its version of a statement wins, since reconciling may have changed it.
    texts : mapping of str to str
        The reports' texts by their ids.

    Returns
    -------
    list of Row
        In order of reports and words.
    """
    told = {statement.id for incident in incidents for statement in incident.statements}
    rows = [
        _statement_row(statement, incident_id=incident.id, texts=texts)
        for incident in incidents
        for statement in incident.statements
    ]
    rows += [
        _statement_row(statement, incident_id=None, texts=texts)
        for reading in readings
        for statement in reading.statements
        if statement.id not in told
    ]
    return ordered(rows, "report_id", "start", "end", "id")


def _statement_row(
    statement: Statement, *, incident_id: str | None, texts: Mapping[str, str]
) -> Row:
    return {
        "id": statement.id,
        "incident_id": incident_id,
        "report_id": statement.span.report_id,
        "start": statement.span.start,
        "end": statement.span.end,
        "verbatim": _words(statement.span, texts),
        "claimant": statement.claimant.name,
        "claimant_kind": statement.claimant.kind.value,
        "relayed_by": statement.claimant.relayed_by,
        "stance": statement.stance.value,
        "topic": statement.topic,
        **_claimant_span(statement.claimant),
    }
