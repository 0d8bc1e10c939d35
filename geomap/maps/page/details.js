// @ts-check
// Details of an incident: every claim with its claimant and words, why there, why then.
import { claimCard, statementCard } from "./claims.js";
import { button, fact, folded, make, told } from "./elements.js";
import {
  codeWords,
  countWords,
  datePrecisionWords,
  datesWords,
  placePrecisionWords,
  rangeWords,
} from "./words.js";

/**
 * The details of one incident, or of each of several.
 * @param {any} book
 * @param {number[]} rows
 * @param {(row: number) => void} go
 */
export function detailsOf(book, rows, go) {
  if (rows.length === 1) return incidentDetails(book, rows[0], go);
  const parts = rows.map((row, n) => {
    const part = make("details", { class: "gm-several", open: n === 0 });
    part.append(
      make("summary", {}, told(book.placeName(row), "strong"), " ", summaryWords(book, row)),
      incidentDetails(book, row, go),
    );
    return part;
  });
  return make(
    "div",
    { class: "gm-details" },
    make("p", { class: "gm-note" }, countWords(rows.length, "incident") + " here"),
    ...parts,
  );
}

/** @param {any} book @param {number} row */
export function summaryWords(book, row) {
  const { start, last, killed_low: low, killed_high: high } = book.incidents;
  return datesWords(start[row], last[row]) + " · " + killedWords(low[row], high[row]);
}

/** @param {number | null} low @param {number | null} high */
export function killedWords(low, high) {
  return low === null && high === null
    ? "killed: number unknown"
    : rangeWords(low, high) + " killed, as claimed";
}

/** @param {any} book @param {number} row @param {(row: number) => void} go */
function incidentDetails(book, row, go) {
  const { incidents } = book;
  const claims = book.claimsOf[row];
  const statements = book.statementsOf[row];
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
        " " +
          (book.isTotal(row) ? "total over an area" : incidents.sub_event_type[row] || book.kind(row).label),
      ),
    ),
    make("p", { class: "gm-line" }, summaryWords(book, row)),
    chips(book, row),
    relations(book, row, go),
    claims.length > 0
      ? make("h3", {}, countWords(claims.length, "claim"))
      : make("p", { class: "gm-note" }, "No figure is claimed."),
    ...claims.map((claim) => claimCard(book, claim)),
    statements.length > 0 ? make("h3", {}, countWords(statements.length, "statement")) : null,
    ...statements.map((statement) => statementCard(book, statement)),
    why(book, row),
  );
}

/** @param {any} book @param {number} row */
function chips(book, row) {
  const { incidents } = book;
  const certainty = book.certainty(row);
  const words = [
    [certainty.label, certainty.meaning],
    [placePrecisionWords(incidents.where_prec[row]), ""],
    [datePrecisionWords(incidents.date_prec[row]), ""],
    ...incidents.disputed[row].map((what) => ["disputed: " + codeWords(what), ""]),
  ];
  return make(
    "p",
    { class: "gm-chips" },
    ...words
      .filter(([text]) => text)
      .map(([text, title]) =>
        told(text, "span", text.startsWith("disputed") ? "gm-chip gm-disputed" : "gm-chip"),
      ),
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
  const { incidents } = book;
  const ways = (ids) =>
    ids.map((id) => {
      const other = book.rows.get(id);
      if (other === undefined) return told(id, "li");
      const name = button("", () => go(other), { class: "gm-way" });
      name.append(
        told(book.placeName(other)),
        " (" + rangeWords(incidents.killed_low[other], incidents.killed_high[other]) + ")",
      );
      return make("li", {}, name);
    });
  const lines = [];
  if (incidents.parts[row].length > 0) {
    lines.push(
      make(
        "p",
        {},
        "This total contains the following; their numbers are inside it and are not added to it:",
      ),
      make("ul", {}, ...ways(incidents.parts[row])),
    );
    const { remainder_low: low, remainder_high: high } = incidents;
    if (low[row] !== null || high[row] !== null) {
      lines.push(
        make(
          "p",
          {},
          "Not accounted for by these parts: " +
            rangeWords(low[row], high[row]) +
            ". It has no place of its own.",
        ),
      );
    }
  }
  if (incidents.part_of[row] !== null) {
    lines.push(
      make("p", {}, "Its number is contained in this total, and not added to it:"),
      make("ul", {}, ...ways([incidents.part_of[row]])),
    );
  }
  return lines.length > 0 ? make("div", { class: "gm-relations" }, ...lines) : null;
}

/** Why there and why then. @param {any} book @param {number} row */
function why(book, row) {
  const { incidents } = book;
  const candidates = candidatesOf(book, row);
  const probability = incidents.place_probability[row];
  return make(
    "section",
    {},
    make("h3", {}, "Why here, why then"),
    make(
      "dl",
      {},
      fact(
        "As written",
        incidents.place_as_written[row] ? told("“" + incidents.place_as_written[row] + "”") : "",
      ),
      fact("In the gazetteer", inGazetteer(incidents, row)),
      fact(
        "Place",
        incidents.place_reason[row] ? told(incidents.place_reason[row]) : "",
        probability === null ? "" : " (probability " + probability.toFixed(2) + ")",
      ),
      fact("Within", incidents.radius_km[row] ? incidents.radius_km[row] + " km" : ""),
      fact(
        "Point",
        incidents.lat[row] === null
          ? "not placed"
          : incidents.lat[row].toFixed(4) + ", " + incidents.lon[row].toFixed(4),
      ),
      fact("Date", incidents.date_reason[row] ? told(incidents.date_reason[row]) : ""),
      fact(
        "Wounded",
        incidents.wounded_low[row] === null && incidents.wounded_high[row] === null
          ? ""
          : rangeWords(incidents.wounded_low[row], incidents.wounded_high[row]),
      ),
      fact("Weapon", incidents.weapon[row] ? told(codeWords(incidents.weapon[row])) : ""),
      fact("Parties", actorsOf(incidents.actors[row])),
      fact("Event type", incidents.event_type[row] ? told(incidents.event_type[row]) : ""),
      fact("Incident", told(incidents.id[row])),
    ),
    candidates.length > 1
      ? folded(
          countWords(candidates.length, "candidate") + " for the place",
          make("ol", {}, ...candidates.map(candidateLine)),
        )
      : null,
  );
}

/** "Tallbīsah, Homs, SY (geonames:163779)". @param {any} incidents @param {number} row */
function inGazetteer(incidents, row) {
  const parts = ["place", "admin2", "admin1", "country"].map((name) => incidents[name][row]);
  const words = [...new Set(parts.filter(Boolean))].join(", ");
  const number = incidents.gazetteer_id[row];
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
  const surface = incidents.place_as_written[row];
  const at = toponyms.surface.findIndex(
    (name, n) =>
      name === surface &&
      incidents.reports[row].includes(toponyms.report[n]) &&
      toponyms.candidates[n].length > 0,
  );
  return at < 0 ? [] : toponyms.candidates[at];
}

/** @param {any} candidate */
function candidateLine(candidate) {
  if (!candidate || typeof candidate !== "object") return told(candidate, "li");
  const where = [candidate.admin1, candidate.country].filter(Boolean).join(", ");
  const score = typeof candidate.score === "number" ? " · score " + candidate.score.toFixed(2) : "";
  return make("li", {}, told(candidate.name), where ? told(" " + where, "span", "gm-note") : null, score);
}
