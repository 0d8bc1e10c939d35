// @ts-check
// Details of an incident: every claim with its claimant and words, why there, why then.
import { claimCard, statementCard } from "./claims.js";
import { citationOf } from "./citation.js";
import { button, fact, folded, make, told, webLink } from "./elements.js";
import {
  codeWords,
  countWords,
  datePrecisionWords,
  datesWords,
  placePrecisionWords,
  rangeWords,
  visibleText,
} from "./words.js";

const DETAILS_AT_ONCE = 100;

/**
 * The details of one incident, or of each of several.
 * @param {any} book
 * @param {number[]} rows
 * @param {(row: number) => void} go
 */
export function detailsOf(book, rows, go) {
  if (rows.length === 1) return incidentDetails(book, rows[0], go);
  const list = make("div", {});
  const more = button("Show more", () => grow(), { class: "gm-button" });
  let done = 0;
  function grow() {
    const next = rows.slice(done, done + DETAILS_AT_ONCE);
    list.append(...next.map((row, n) => foldedDetails(book, row, go, done + n === 0)));
    done += next.length;
    more.hidden = done >= rows.length;
  }
  grow();
  const head = make("p", { class: "gm-note" }, countWords(rows.length, "incident") + " here");
  return make("div", { class: "gm-details" }, head, list, more);
}

/** One of several: a line that opens. @param {any} book @param {number} row @param {any} go @param {boolean} open */
function foldedDetails(book, row, go, open) {
  const head = make("summary", {}, told(book.placeName(row), "strong"), " ", summaryWords(book, row));
  const part = make("details", { class: "gm-several", open }, head);
  const show = () => part.childElementCount === 1 && part.append(incidentDetails(book, row, go));
  if (open) show();
  part.addEventListener("toggle", () => part.open && show());
  return part;
}

/** @param {any} book @param {number} row */
export function summaryWords(book, row) {
  const { start, last, killed_low: low, killed_high: high } = book.incidents.row(row);
  return datesWords(start, last) + " · " + killedWords(low, high);
}

/** @param {number | null} low @param {number | null} high */
export function killedWords(low, high) {
  return low === null && high === null
    ? "killed: number unknown"
    : rangeWords(low, high) + " killed, as claimed";
}

/** @param {any} book @param {number} row @param {(row: number) => void} go */
function incidentDetails(book, row, go) {
  const incident = book.incidents.row(row);
  const claims = book.claimRows(row);
  const statements = book.statementRows(row);
  return make(
    "article",
    { class: "gm-details" },
    make(
      "h2",
      {},
      told(book.placeName(row)),
      make(
        "span",
        { class: "gm-kind" },
        " " + (book.isTotal(row) ? "total over an area" : incident.sub_event_type || book.kind(row).label),
      ),
    ),
    make("p", { class: "gm-line" }, summaryWords(book, row)),
    chips(book, row),
    incident.description ? told(incident.description, "p", "gm-description") : null,
    relations(book, row, go),
    claims.length > 0 ? make("h3", {}, countWords(claims.length, "claim")) : null,
    claims.length === 0 && book.claims.count > 0
      ? make("p", { class: "gm-note" }, "No figure is claimed.")
      : null,
    ...claims.map((claim) => claimCard(book, claim)),
    statements.length > 0 ? make("h3", {}, countWords(statements.length, "statement")) : null,
    ...statements.map((statement) => statementCard(book, statement)),
    why(book, row),
    citationButton(book, row),
  );
}

/** @param {any} book @param {number} row */
function chips(book, row) {
  const incident = book.incidents.row(row);
  const certainty = book.certainty(row);
  const words = [
    [certainty.label, certainty.meaning],
    [placePrecisionWords(incident.where_prec), ""],
    [datePrecisionWords(incident.date_prec), ""],
    [incident.coarsened ? "coarsened before publication" : "", ""],
    ...(incident.disputed || []).map((what) => ["disputed: " + codeWords(what), ""]),
  ];
  return make(
    "p",
    { class: "gm-chips" },
    ...words
      .filter(([text]) => text)
      .map(([text]) => told(text, "span", text.startsWith("disputed") ? "gm-chip gm-disputed" : "gm-chip")),
    certainty.meaning
      ? make("span", { class: "gm-note" }, certainty.label + ": " + certainty.meaning + ".")
      : null,
  );
}

/**
 * Totals and their parts, in words and with a way to them.
 * @param {any} book
 * @param {number} row
 * @param {(row: number) => void} go
 */
function relations(book, row, go) {
  const incident = book.incidents.row(row);
  const ways = (rows) =>
    rows.map((other) => {
      const { killed_low: low, killed_high: high } = book.incidents.row(other);
      const name = button("", () => go(other), { class: "gm-way" });
      name.append(told(book.placeName(other)), " (" + rangeWords(low, high) + ")");
      return make("li", {}, name);
    });
  const lines = [];
  if ((incident.parts || []).length > 0) {
    lines.push(
      make(
        "p",
        {},
        "This total contains the following; their numbers are inside it and are not added to it:",
      ),
      make("ul", {}, ...ways(incident.parts)),
    );
    const { remainder_low: low, remainder_high: high } = incident;
    if (low !== null || high !== null) {
      lines.push(
        make(
          "p",
          {},
          "Not accounted for by these parts: " + rangeWords(low, high) + ". It has no place of its own.",
        ),
      );
    }
  }
  if (incident.part_of !== null) {
    lines.push(
      make("p", {}, "Its number is contained in this total, and not added to it:"),
      make("ul", {}, ...ways([incident.part_of])),
    );
  }
  return lines.length > 0 ? make("div", { class: "gm-relations" }, ...lines) : null;
}

/** Why there and why then. @param {any} book @param {number} row */
function why(book, row) {
  const incident = book.incidents.row(row);
  const candidates = candidatesOf(book, row);
  const probability = incident.place_probability;
  const wounded = incident.wounded_low !== null || incident.wounded_high !== null;
  const words = (text) => (text ? told(text) : "");
  return make(
    "section",
    {},
    make("h3", {}, "Why here, why then"),
    make(
      "dl",
      {},
      fact("As written", incident.place_as_written ? told("“" + incident.place_as_written + "”") : ""),
      fact("In the gazetteer", inGazetteer(incident)),
      fact(
        "Place",
        words(incident.place_reason),
        probability === null ? "" : " (probability " + probability.toFixed(2) + ")",
      ),
      fact("Within", incident.radius_km ? incident.radius_km + " km" : ""),
      fact(
        "Point",
        incident.lat === null ? "not placed" : incident.lat.toFixed(4) + ", " + incident.lon.toFixed(4),
      ),
      fact("Date", words(incident.date_reason)),
      fact("Wounded", wounded ? rangeWords(incident.wounded_low, incident.wounded_high) : ""),
      fact("Weapon", incident.weapon ? told(codeWords(incident.weapon)) : ""),
      fact("Parties", actorsOf(incident.actors || [])),
      fact("Event type", words(incident.event_type)),
      fact("Published by", (incident.sources || []).length > 0 ? told(incident.sources.join(", ")) : ""),
      fact("Address", webLink(incident.url, "open the source")),
      ...Object.entries(incident.other || {}).map(([name, value]) => fact(visibleText(name), told(value))),
      fact("Incident", told(incident.id)),
    ),
    candidates.length > 1
      ? folded(
          countWords(candidates.length, "candidate") + " for the place",
          make("ol", {}, ...candidates.map(candidateLine)),
        )
      : null,
  );
}

/** "Tallbīsah, Homs, SY (geonames:163779)". @param {any} incident */
function inGazetteer(incident) {
  const parts = [incident.place, incident.admin2, incident.admin1, incident.country];
  const words = [...new Set(parts.filter(Boolean))].join(", ");
  const number = incident.gazetteer_id;
  return words ? told(number ? words + " (" + number + ")" : words) : "";
}

/** @param {any[]} actors */
function actorsOf(actors) {
  const words = actors.map((actor) =>
    actor && typeof actor === "object"
      ? [actor.name, actor.role ? "(" + actor.role + ")" : ""].filter(Boolean).join(" ")
      : String(actor),
  );
  return words.length > 0 ? told(words.join(", ")) : "";
}

/** What else the place's name could have meant. @param {any} book @param {number} row */
function candidatesOf(book, row) {
  const { toponyms, incidents } = book;
  const surface = incidents.get("place_as_written", row);
  const reports = incidents.list("reports", row);
  for (let n = 0; n < toponyms.count; n += 1) {
    if (toponyms.get("surface", n) !== surface || !reports.includes(toponyms.get("report", n))) continue;
    const candidates = toponyms.list("candidates", n);
    if (candidates.length > 0) return candidates;
  }
  return [];
}

/** The incident as a reference, ready to be pasted. @param {any} book @param {number} row */
function citationButton(book, row) {
  const copied = make("span", { class: "gm-note", role: "status" });
  const box = make("textarea", {
    class: "gm-citation",
    readonly: true,
    rows: 4,
    hidden: true,
    "aria-label": "Citation",
  });
  const copy = () => {
    box.value = citationOf(book, row);
    box.hidden = false;
    box.select();
    navigator.clipboard?.writeText(box.value).then(
      () => (copied.textContent = "copied"),
      () => (copied.textContent = "copy it from here"),
    );
  };
  return make(
    "p",
    { class: "gm-cite" },
    button("Copy as citation", copy, { class: "gm-button" }),
    " ",
    copied,
    box,
  );
}

/** @param {any} candidate */
function candidateLine(candidate) {
  if (!candidate || typeof candidate !== "object") return told(candidate, "li");
  const where = [candidate.admin1, candidate.country].filter(Boolean).join(", ");
  const score = typeof candidate.score === "number" ? " · score " + candidate.score.toFixed(2) : "";
  return make("li", {}, told(candidate.name), where ? told(" " + where, "span", "gm-note") : null, score);
}
