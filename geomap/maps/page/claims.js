// @ts-check
// One claim or statement: who says it, in which words, where that was read.
import { fact, make, told, webLink } from "./elements.js";
import { codeWords, figureWords, qualifierWords, visibleText } from "./words.js";

/** @param {any} book @param {number} claim */
export function claimCard(book, claim) {
  const { claims } = book;
  const quantity = codeWords(claims.quantity[claim] || "");
  const figure = figureWords(
    claims.min[claim],
    claims.best[claim],
    claims.max[claim],
    claims.qualifier[claim],
  );
  const victims =
    claims.victims[claim] && claims.victims[claim] !== "people" ? codeWords(claims.victims[claim]) : "";
  const scope = claims.scope[claim];
  const stance = claims.stance[claim];
  return make(
    "section",
    { class: "gm-claim" },
    make(
      "p",
      { class: "gm-figure" },
      make("strong", {}, figure + " " + quantity),
      victims ? " · " + victims : "",
      stance ? make("span", { class: "gm-stance" }, codeWords(stance)) : null,
    ),
    claimantLine(claims, claim),
    quotation(book, claim),
    make(
      "dl",
      {},
      fact(
        "Worded",
        claims.wording[claim] ? told("“" + claims.wording[claim] + "”") : "",
        claims.qualifier[claim] ? " (" + qualifierWords(claims.qualifier[claim]) + ")" : "",
      ),
      fact(
        "Counts",
        scope && scope !== "event"
          ? codeWords(scope) + (scope === "part" ? " of another claim's people" : "")
          : "",
      ),
      fact("Hedge", claims.hedge[claim] ? told("“" + claims.hedge[claim] + "”") : ""),
      fact("Identified", claims.identified[claim] ? "the claimant names or identified them" : ""),
      fact(
        "Attackers among them",
        claims.perpetrators_included[claim] === null ? "" : String(claims.perpetrators_included[claim]),
      ),
      sourceFact(book, claims.report[claim]),
    ),
  );
}

/** @param {any} table @param {number} row */
function claimantLine(table, row) {
  const kind = table.claimant_kind[row];
  const relay = table.relayed_by[row];
  return make(
    "p",
    { class: "gm-claimant" },
    told(table.claimant[row] || "The report itself"),
    kind && kind !== "report" ? make("span", { class: "gm-note" }, " (" + codeWords(kind) + ")") : null,
    relay ? make("span", { class: "gm-note" }, " as relayed by ") : null,
    relay ? told(relay) : null,
  );
}

/** The words of the claim within their sentence. @param {any} book @param {number} claim */
function quotation(book, claim) {
  const { claims } = book;
  const sentence = claims.sentence[claim] === null ? null : claims.sentences[claims.sentence[claim]];
  const words = claims.verbatim[claim];
  if (!sentence) return words ? told(words, "blockquote") : null;
  // One run of text, not several: an Arabic sentence keeps its order round the marked words.
  const quote = make("blockquote", { dir: "auto" });
  const letters = [...sentence]; // offsets count code points
  const at = claims.at[claim];
  const length = words ? [...words].length : 0;
  if (at === null || !words || letters.slice(at, at + length).join("") !== words) {
    quote.append(visibleText(sentence));
    if (words) quote.append(make("br"), told(words, "mark"));
    return quote;
  }
  quote.append(
    visibleText(letters.slice(0, at).join("")),
    make("mark", {}, visibleText(words)),
    visibleText(letters.slice(at + length).join("")),
  );
  return quote;
}

/** @param {any} book @param {number} statement */
export function statementCard(book, statement) {
  const { statements } = book;
  return make(
    "section",
    { class: "gm-claim" },
    make(
      "p",
      { class: "gm-figure" },
      statements.topic[statement] ? told(codeWords(statements.topic[statement]), "strong") : null,
      statements.stance[statement]
        ? told(codeWords(statements.stance[statement]), "span", "gm-stance")
        : null,
    ),
    claimantLine(statements, statement),
    statements.verbatim[statement] ? told(statements.verbatim[statement], "blockquote") : null,
    make("dl", {}, sourceFact(book, statements.report[statement])),
  );
}

/** @param {any} book @param {number | null} report */
function sourceFact(book, report) {
  if (report === null) return null;
  const { reports } = book;
  const name =
    reports.source[report] || reports.title[report] || reports.origin[report] || reports.id[report];
  const parts = [told(name)];
  if (reports.title[report] && reports.title[report] !== name) parts.push(" · ", told(reports.title[report]));
  if (reports.author[report]) parts.push(" · ", told(reports.author[report]));
  if (reports.published[report]) parts.push(" · " + reports.published[report]);
  for (const [address, text] of [
    [reports.url[report], "open the source"],
    [reports.archive_url[report], "archived copy"],
  ]) {
    const link = webLink(address, text);
    if (link) parts.push(" · ", link);
  }
  return fact("Source", ...parts);
}
