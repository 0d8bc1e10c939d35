// @ts-check
// One claim or statement: who says it, in which words, where that was read.
import { fact, make, told, webLink } from "./elements.js";
import { codeWords, numberWords, say, sayParts } from "./language.js";
import { figureWords, qualifierWords, visibleText } from "./words.js";

/** @param {any} book @param {number} row of the claims */
export function claimCard(book, row) {
  const claim = book.claims.row(row);
  const quantity = codeWords(claim.quantity || "");
  const figure = figureWords(claim.min, claim.best, claim.max, claim.qualifier);
  const victims = claim.victims && claim.victims !== "people" ? codeWords(claim.victims) : "";
  const attackers = claim.perpetrators_included;
  return make(
    "section",
    { class: "gm-claim" },
    make(
      "p",
      { class: "gm-figure" },
      make("strong", {}, say("figure_quantity", { figure, quantity }).trim()),
      victims ? " · " + victims : "",
      claim.stance ? make("span", { class: "gm-stance" }, codeWords(claim.stance)) : null,
    ),
    claimantLine(claim),
    quotation(claim),
    make(
      "dl",
      {},
      fact(
        say("worded"),
        claim.wording ? told(say("quoted", { words: claim.wording })) : "",
        claim.qualifier ? " (" + qualifierWords(claim.qualifier) + ")" : "",
      ),
      fact(
        say("counts"),
        claim.scope && claim.scope !== "event"
          ? claim.scope === "part"
            ? say("part_of_claim")
            : codeWords(claim.scope)
          : "",
      ),
      fact(say("hedge"), claim.hedge ? told(say("quoted", { words: claim.hedge })) : ""),
      fact(say("proposed_by"), claim.found_by ? told(claim.found_by) : ""),
      fact(say("identified"), claim.identified ? say("identified_words") : ""),
      fact(say("attackers"), attackers === null ? "" : numberWords(attackers)),
      sourceFact(book, claim.report),
    ),
  );
}

/** @param {any} telling a claim or a statement */
function claimantLine(telling) {
  const kind = telling.claimant_kind;
  const relay = telling.relayed_by;
  return make(
    "p",
    { class: "gm-claimant" },
    told(telling.claimant || say("the_report_itself")),
    kind && kind !== "report" ? make("span", { class: "gm-note" }, " (" + codeWords(kind) + ")") : null,
    ...(relay ? [" ", ...sayParts("relayed_by", { name: told(relay) })] : []),
  );
}

/** The words of the claim within their sentence. @param {any} claim */
function quotation({ sentence, verbatim: words, at }) {
  if (!sentence) return words ? told(words, "blockquote") : null;
  // One run of text, not several: an Arabic sentence keeps its order round the marked words.
  const quote = make("blockquote", { dir: "auto" });
  const letters = [...sentence]; // offsets count code points
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

/** @param {any} book @param {number} row of the statements */
export function statementCard(book, row) {
  const statement = book.statements.row(row);
  return make(
    "section",
    { class: "gm-claim" },
    make(
      "p",
      { class: "gm-figure" },
      statement.topic ? told(codeWords(statement.topic), "strong") : null,
      statement.stance ? told(codeWords(statement.stance), "span", "gm-stance") : null,
    ),
    claimantLine(statement),
    statement.verbatim ? told(statement.verbatim, "blockquote") : null,
    make("dl", {}, sourceFact(book, statement.report)),
  );
}

/** @param {any} book @param {number | null} row of the reports */
function sourceFact(book, row) {
  return row === null ? null : fact(say("source"), ...sourceParts(book, row));
}

/** Who published a report, its title, day and addresses. @param {any} book @param {number} row of the reports */
export function sourceParts(book, row) {
  const report = book.reports.row(row);
  const name = report.source || report.title || report.origin || report.id;
  const parts = [told(name)];
  if (report.title && report.title !== name) parts.push(" · ", told(report.title));
  if (report.author) parts.push(" · ", told(report.author));
  if (report.published) parts.push(" · " + visibleText(report.published));
  for (const [address, text] of [
    [report.url, say("open_source")],
    [report.archive_url, say("archived_copy")],
  ]) {
    const link = webLink(address, text);
    if (link) parts.push(" · ", link);
  }
  return parts;
}
