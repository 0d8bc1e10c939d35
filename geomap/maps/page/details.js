// @ts-check
// Details of an incident: every claim with its claimant and words, why there, why then.
import { claimCard, statementCard } from "./claims.js";
import { citationOf } from "./citation.js";
import { historyOf } from "./history.js";
import { button, fact, folded, make, told, webLink } from "./elements.js";
import { codeWords, countryWords, datesWords, listWords, say, typeWords } from "./language.js";
import { datePrecisionWords, killedWords, placePrecisionWords, rangeWords, visibleText } from "./words.js";

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
  const more = button(say("show_more"), () => grow(), { class: "gm-button" });
  let done = 0;
  function grow() {
    const next = rows.slice(done, done + DETAILS_AT_ONCE);
    list.append(...next.map((row, n) => foldedDetails(book, row, go, done + n === 0)));
    done += next.length;
    more.hidden = done >= rows.length;
  }
  grow();
  const head = make("p", { class: "gm-note" }, say("incidents_here", { n: rows.length }));
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
        " " +
          (book.isTotal(row)
            ? say("total_over_area")
            : typeWords(incident.sub_event_type || book.kind(row).label)),
      ),
    ),
    make("p", { class: "gm-line" }, summaryWords(book, row)),
    chips(book, row),
    incident.description ? told(incident.description, "p", "gm-description") : null,
    relations(book, row, go),
    claims.length > 0 ? make("h3", {}, say("claims", { n: claims.length })) : null,
    claims.length === 0 && book.claims.count > 0 ? make("p", { class: "gm-note" }, say("no_figure")) : null,
    ...claims.map((claim) => claimCard(book, claim)),
    statements.length > 0 ? make("h3", {}, say("statements", { n: statements.length })) : null,
    ...statements.map((statement) => statementCard(book, statement)),
    why(book, row),
    historyOf(book, row),
    citationButton(book, row),
  );
}

/** @param {any} book @param {number} row */
function chips(book, row) {
  const incident = book.incidents.row(row);
  const certainty = book.certainty(row);
  const words = [
    certainty.label,
    placePrecisionWords(incident.where_prec),
    datePrecisionWords(incident.date_prec),
    incident.coarsened ? say("coarsened") : "",
  ].filter(Boolean);
  const disputed = (incident.disputed || []).map((what) => say("disputed", { what: codeWords(what) }));
  return make(
    "p",
    { class: "gm-chips" },
    ...words.map((text) => told(text, "span", "gm-chip")),
    ...disputed.map((text) => told(text, "span", "gm-chip gm-disputed")),
    ...editsOf(incident).map((edit) =>
      told(say("edited", { what: codeWords(edit.what) }), "span", "gm-chip gm-edited"),
    ),
    make("span", { class: "gm-note" }, say("meaning", certainty)),
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
    lines.push(make("p", {}, say("total_contains")), make("ul", {}, ...ways(incident.parts)));
    const { remainder_low: low, remainder_high: high } = incident;
    if (low !== null || high !== null) {
      lines.push(make("p", {}, say("remainder", { range: rangeWords(low, high) })));
    }
  }
  if (incident.part_of !== null) {
    lines.push(make("p", {}, say("contained_in")), make("ul", {}, ...ways([incident.part_of])));
  }
  return lines.length > 0 ? make("div", { class: "gm-relations" }, ...lines) : null;
}

/** Why there and why then. @param {any} book @param {number} row */
function why(book, row) {
  const incident = book.incidents.row(row);
  const candidates = candidatesOf(book, row);
  const probability = incident.place_probability;
  const wounded = incident.wounded_low !== null || incident.wounded_high !== null;
  return make(
    "section",
    {},
    make("h3", {}, say("why")),
    make(
      "dl",
      {},
      fact(
        say("as_written"),
        incident.place_as_written ? told(say("quoted", { words: incident.place_as_written })) : "",
      ),
      fact(say("in_gazetteer"), inGazetteer(incident)),
      fact(
        say("place"),
        recorded(incident.place_reason),
        probability === null ? "" : " " + say("probability", { p: probability.toFixed(2) }),
      ),
      fact(say("within"), incident.radius_km ? say("km", { n: incident.radius_km }) : ""),
      fact(
        say("point"),
        incident.lat === null
          ? say("not_placed")
          : make("bdi", { dir: "ltr" }, incident.lat.toFixed(4) + ", " + incident.lon.toFixed(4)),
      ),
      fact(say("date"), recorded(incident.date_reason)),
      fact(say("wounded"), wounded ? rangeWords(incident.wounded_low, incident.wounded_high) : ""),
      fact(say("weapon"), incident.weapon ? told(codeWords(incident.weapon)) : ""),
      fact(say("parties"), actorsOf(incident.actors || [])),
      fact(say("event_type"), incident.event_type ? told(typeWords(incident.event_type)) : ""),
      fact(say("published_by"), (incident.sources || []).length > 0 ? told(listWords(incident.sources)) : ""),
      fact(say("edits"), editLines(incident)),
      fact(say("address"), webLink(incident.url, say("open_source"))),
      ...Object.entries(incident.other || {}).map(([name, value]) => fact(visibleText(name), told(value))),
      fact(say("incident"), told(incident.id)),
    ),
    candidates.length > 1
      ? folded(say("candidates", { n: candidates.length }), make("ol", {}, ...candidates.map(candidateLine)))
      : null,
  );
}

/** What people have changed, as far as it says what. @param {any} incident @returns {any[]} */
export function editsOf(incident) {
  return (incident.edited || []).filter((edit) => edit && edit.what);
}

/** Who has changed what, when and why. @param {any} incident */
function editLines(incident) {
  const lines = editsOf(incident).map(({ what, who, when, why }) =>
    make("li", {}, told(say("edit", { what: codeWords(what), who, when, why }))),
  );
  return lines.length > 0 ? make("ul", { class: "gm-edits" }, ...lines) : "";
}

/** A reason as it was recorded: in English, whatever the page speaks. @param {string | null} reason */
export function recorded(reason) {
  return reason ? make("span", { dir: "auto", lang: "en" }, visibleText(reason)) : "";
}

/** "Tallbīsah, Homs, Syria (geonames:163779)". @param {any} incident */
function inGazetteer(incident) {
  const parts = [
    incident.place,
    incident.admin2,
    incident.admin1,
    incident.country && countryWords(incident.country),
  ];
  const words = [...new Set(parts.filter(Boolean))].join(", ");
  const number = incident.gazetteer_id;
  return words ? told(number ? words + " (" + number + ")" : words) : "";
}

/** @param {any[]} actors */
function actorsOf(actors) {
  const words = actors.map((actor) =>
    actor && typeof actor === "object"
      ? [actor.name, actor.role ? "(" + codeWords(actor.role) + ")" : ""].filter(Boolean).join(" ")
      : String(actor),
  );
  return words.length > 0 ? told(listWords(words)) : "";
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

/** Whether the page may write to the clipboard: a frame of an editor may not. */
function mayCopy() {
  const policy = /** @type {any} */ (document).featurePolicy;
  return Boolean(navigator.clipboard) && (!policy || policy.allowsFeature("clipboard-write"));
}

/** The incident as a reference, ready to be pasted. @param {any} book @param {number} row */
function citationButton(book, row) {
  const copied = make("span", { class: "gm-note", role: "status" });
  const box = make("textarea", {
    class: "gm-citation",
    readonly: true,
    rows: 4,
    hidden: true,
    "aria-label": say("citation"),
  });
  const copy = () => {
    box.value = citationOf(book, row);
    box.hidden = false;
    box.select();
    const byHand = () => (copied.textContent = say("copy_from_here"));
    if (!mayCopy()) return byHand();
    navigator.clipboard.writeText(box.value).then(() => (copied.textContent = say("copied")), byHand);
  };
  return make(
    "p",
    { class: "gm-cite" },
    button(say("copy_citation"), copy, { class: "gm-button" }),
    " ",
    copied,
    box,
  );
}

/** @param {any} candidate */
function candidateLine(candidate) {
  if (!candidate || typeof candidate !== "object") return told(candidate, "li");
  const where = listWords(
    [candidate.admin1, candidate.country && countryWords(candidate.country)].filter(Boolean),
  );
  const score =
    typeof candidate.score === "number" ? " · " + say("score", { n: candidate.score.toFixed(2) }) : "";
  return make("li", {}, told(candidate.name), where ? told(" " + where, "span", "gm-note") : null, score);
}
