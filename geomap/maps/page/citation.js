// @ts-check
// An incident as a reference: what, where, when, the claims and their sources.
import { codeWords, countryWords, datesWords, listWords, say, typeWords } from "./language.js";
import { figureWords, rangeWords } from "./words.js";

/** @param {any} book @param {number} row @returns {string} */
export function citationOf(book, row) {
  const incident = book.incidents.row(row);
  const { killed_low: low, killed_high: high } = incident;
  const what = book.isTotal(row)
    ? say("total_over_area")
    : typeWords(incident.sub_event_type || book.kind(row).label);
  const where = [
    book.placeName(row),
    incident.admin1,
    incident.country && countryWords(incident.country),
  ].filter(Boolean);
  const lines = [
    listWords([what, ...new Set(where), datesWords(incident.start, incident.last)]) +
      ". " +
      (low === null && high === null
        ? say("citation_unknown")
        : say("citation_killed", { range: rangeWords(low, high) })) +
      ".",
    ...book.claimRows(row).map((claim) => claimLine(book, claim)),
  ];
  const reports = [...new Set(incident.reports || [])].map((report) => sourceLine(book, report));
  if (reports.length > 0) lines.push(say("citation_sources", { names: reports.join("; ") }));
  else if ((incident.sources || []).length > 0)
    lines.push(say("citation_sources", { names: incident.sources.join("; ") }));
  if (incident.url) lines.push(incident.url);
  lines.push(
    say("citation_incident", {
      id: incident.id,
      title: document.title,
      program: "geomap" + (book.content.provenance.geomap ? " " + book.content.provenance.geomap : ""),
    }),
  );
  return lines.join("\n");
}

/** @param {any} book @param {number} row of the claims */
function claimLine(book, row) {
  const claim = book.claims.row(row);
  const figure = figureWords(claim.min, claim.best, claim.max, claim.qualifier);
  const words = claim.verbatim ? " (" + say("quoted", { words: claim.verbatim }) + ")" : "";
  const relay = claim.relayed_by ? ", " + say("relayed_by", { name: claim.relayed_by }) : "";
  const claimant = claim.claimant || say("the_report_itself");
  const quantity = claim.quantity ? codeWords(claim.quantity) : "";
  return "– " + claimant + relay + ": " + say("figure_quantity", { figure, quantity }).trim() + words;
}

/** @param {any} book @param {number} row of the reports */
function sourceLine(book, row) {
  const report = book.reports.row(row);
  const parts = [
    report.author,
    report.title && say("quoted", { words: report.title }),
    report.source,
    report.published,
    report.url,
  ];
  return [...new Set(parts.filter(Boolean))].join(", ") || report.origin || report.id;
}
