// @ts-check
// An incident as a reference: what, where, when, the claims and their sources.
import { datesWords, figureWords, rangeWords } from "./words.js";

/** @param {any} book @param {number} row @returns {string} */
export function citationOf(book, row) {
  const incident = book.incidents.row(row);
  const { killed_low: low, killed_high: high } = incident;
  const what = book.isTotal(row) ? "Total over an area" : incident.sub_event_type || book.kind(row).label;
  const where = [book.placeName(row), incident.admin1, incident.country].filter(Boolean);
  const lines = [
    what +
      ", " +
      [...new Set(where)].join(", ") +
      ", " +
      datesWords(incident.start, incident.last) +
      ". " +
      (low === null && high === null
        ? "Killed: number unknown"
        : "Killed, as claimed: " + rangeWords(low, high)) +
      ".",
    ...book.claimRows(row).map((claim) => claimLine(book, claim)),
  ];
  const reports = [...new Set(incident.reports || [])].map((report) => sourceLine(book, report));
  if (reports.length > 0) lines.push("Sources: " + reports.join("; ") + ".");
  else if ((incident.sources || []).length > 0) lines.push("Source: " + incident.sources.join("; ") + ".");
  if (incident.url) lines.push(incident.url);
  lines.push(
    "Incident " +
      incident.id +
      " in “" +
      document.title +
      "”, drawn with geomap" +
      (book.content.provenance.geomap ? " " + book.content.provenance.geomap : "") +
      ".",
  );
  return lines.join("\n");
}

/** @param {any} book @param {number} row of the claims */
function claimLine(book, row) {
  const claim = book.claims.row(row);
  const figure = figureWords(claim.min, claim.best, claim.max, claim.qualifier);
  const words = claim.verbatim ? " (“" + claim.verbatim + "”)" : "";
  const relay = claim.relayed_by ? ", relayed by " + claim.relayed_by : "";
  return (
    "– " +
    (claim.claimant || "The report itself") +
    relay +
    ": " +
    figure +
    " " +
    (claim.quantity || "") +
    words
  );
}

/** @param {any} book @param {number} row of the reports */
function sourceLine(book, row) {
  const report = book.reports.row(row);
  const parts = [
    report.author,
    report.title && "“" + report.title + "”",
    report.source,
    report.published,
    report.url,
  ];
  return [...new Set(parts.filter(Boolean))].join(", ") || report.origin || report.id;
}
