// @ts-check
// Details of an incident: every claim with its claimant and words, why there, why then; and the
// picking of marks with the pointer.
import { button, fact, folded, make, told, webLink } from "./elements.js";
import { codeWords, countWords, datePrecisionWords, datesWords, figureWords, placePrecisionWords, qualifierWords, rangeWords, visibleText } from "./words.js";

/**
 * Let a layer's marks be picked. The layers of a map are asked in their order.
 * @param {any} map
 * @param {{ book: any, order: number, pick: (point: any) => number[], words: (rows: number[]) => string[], repaint: () => void }} picker
 */
export function addPicker(map, picker) {
  if (!map.gmPickers) startPicking(map);
  map.gmPickers.push(picker);
  map.gmPickers.sort((one, other) => one.order - other.order);
  return { remove: () => (map.gmPickers = map.gmPickers.filter((other) => other !== picker)) };
}

/** @param {any} map */
function startPicking(map) {
  map.gmPickers = [];
  const tip = make("div", { class: "gm-tip", role: "status", hidden: true });
  map.getContainer().append(tip);
  map.on("click", (event) => {
    const found = pickAt(map, event.layerPoint);
    tip.hidden = true;
    if (found) showDetails(map, found.book, found.rows);
  });
  map.on("mousemove", (event) => {
    const found = pickAt(map, event.layerPoint);
    map.getContainer().classList.toggle("gm-over", found !== null);
    tip.hidden = found === null;
    if (!found) return;
    const [head, ...rest] = found.words(found.rows);
    tip.replaceChildren(told(head, "strong"), ...rest.map((line) => told(line, "div")));
    const width = map.getSize().x;
    tip.style.left = Math.min(event.containerPoint.x + 14, width - tip.offsetWidth - 8) + "px";
    tip.style.top = Math.max(6, event.containerPoint.y - tip.offsetHeight - 10) + "px";
  });
  map.on("mouseout movestart", () => (tip.hidden = true));
}

/** What lies under a point: marks before the areas that they lie in. @param {any} map @param {any} point */
function pickAt(map, point) {
  for (const picker of map.gmPickers) {
    const rows = picker.pick(point);
    if (rows.length > 0) return { book: picker.book, words: picker.words, rows };
  }
  return null;
}

/**
 * Show incidents: in the page's own panel, else in a popup of the map.
 * @param {any} map
 * @param {any} book
 * @param {number[]} rows
 */
export function showDetails(map, book, rows) {
  map.gmChosen = { book, row: rows[0] };
  if (map.gmDrawer) map.gmDrawer.show(rows);
  else {
    L.popup({ maxWidth: 430, maxHeight: 420, className: "gm-popup" }).setLatLng(placeOf(map, book, rows[0]))
      .setContent(detailsOf(book, rows, (row) => showDetails(map, book, [row]))).openOn(map);
  }
  repaintAll(map);
}

/** @param {any} map */
export function repaintAll(map) {
  for (const picker of map.gmPickers || []) picker.repaint();
}

/** @param {any} map @param {any} book @param {number} row */
function placeOf(map, book, row) {
  const { lat, lon } = book.incidents;
  return lat[row] === null ? map.getCenter() : [lat[row], lon[row]];
}

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
    part.append(make("summary", {}, told(book.placeName(row), "strong"), " ", summaryWords(book, row)), incidentDetails(book, row, go));
    return part;
  });
  return make("div", { class: "gm-details" }, make("p", { class: "gm-note" }, countWords(rows.length, "incident") + " here"), ...parts);
}

/** @param {any} book @param {number} row */
export function summaryWords(book, row) {
  const { start, last, killed_low: low, killed_high: high } = book.incidents;
  return datesWords(start[row], last[row]) + " · " + killedWords(low[row], high[row]);
}

/** @param {number | null} low @param {number | null} high */
export function killedWords(low, high) {
  return low === null && high === null ? "killed: number unknown" : rangeWords(low, high) + " killed, as claimed";
}

/** @param {any} book @param {number} row @param {(row: number) => void} go */
function incidentDetails(book, row, go) {
  const { incidents } = book;
  const claims = book.claimsOf[row];
  const statements = book.statementsOf[row];
  return make("article", { class: "gm-details" },
    make("h2", {}, told(book.placeName(row)), make("span", { class: "gm-kind" }, " " + (book.isTotal(row) ? "total over an area" : incidents.sub_event_type[row] || book.kind(row).label))),
    make("p", { class: "gm-line" }, summaryWords(book, row)),
    chips(book, row),
    relations(book, row, go),
    claims.length > 0 ? make("h3", {}, countWords(claims.length, "claim")) : make("p", { class: "gm-note" }, "No figure is claimed."),
    ...claims.map((claim) => claimCard(book, claim)),
    statements.length > 0 ? make("h3", {}, countWords(statements.length, "statement")) : null,
    ...statements.map((statement) => statementCard(book, statement)),
    why(book, row));
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
  return make("p", { class: "gm-chips" }, ...words.filter(([text]) => text)
    .map(([text, title]) => told(text, "span", text.startsWith("disputed") ? "gm-chip gm-disputed" : "gm-chip")),
    certainty.meaning ? make("span", { class: "gm-note" }, certainty.label + ": " + certainty.meaning + ".") : null);
}

/** Totals and their parts, in words and with a way to them. @param {any} book @param {number} row @param {(row: number) => void} go */
function relations(book, row, go) {
  const { incidents } = book;
  const ways = (ids) => ids.map((id) => {
    const other = book.rows.get(id);
    if (other === undefined) return told(id, "li");
    const name = button("", () => go(other), { class: "gm-way" });
    name.append(told(book.placeName(other)), " (" + rangeWords(incidents.killed_low[other], incidents.killed_high[other]) + ")");
    return make("li", {}, name);
  });
  const lines = [];
  if (incidents.parts[row].length > 0) {
    lines.push(make("p", {}, "This total contains the following; their numbers are inside it and are not added to it:"), make("ul", {}, ...ways(incidents.parts[row])));
    const { remainder_low: low, remainder_high: high } = incidents;
    if (low[row] !== null || high[row] !== null) {
      lines.push(make("p", {}, "Not accounted for by these parts: " + rangeWords(low[row], high[row]) + ". It has no place of its own."));
    }
  }
  if (incidents.part_of[row] !== null) {
    lines.push(make("p", {}, "Its number is contained in this total, and not added to it:"), make("ul", {}, ...ways([incidents.part_of[row]])));
  }
  return lines.length > 0 ? make("div", { class: "gm-relations" }, ...lines) : null;
}

/** @param {any} book @param {number} claim */
export function claimCard(book, claim) {
  const { claims } = book;
  const quantity = codeWords(claims.quantity[claim] || "");
  const figure = figureWords(claims.min[claim], claims.best[claim], claims.max[claim], claims.qualifier[claim]);
  const victims = claims.victims[claim] && claims.victims[claim] !== "people" ? codeWords(claims.victims[claim]) : "";
  const scope = claims.scope[claim];
  const stance = claims.stance[claim];
  return make("section", { class: "gm-claim" },
    make("p", { class: "gm-figure" }, make("strong", {}, figure + " " + quantity), victims ? " · " + victims : "",
      stance ? make("span", { class: "gm-stance" }, codeWords(stance)) : null),
    claimantLine(claims, claim),
    quotation(book, claim),
    make("dl", {},
      fact("Worded", claims.wording[claim] ? told("“" + claims.wording[claim] + "”") : "", claims.qualifier[claim] ? " (" + qualifierWords(claims.qualifier[claim]) + ")" : ""),
      fact("Counts", scope && scope !== "event" ? codeWords(scope) + (scope === "part" ? " of another claim's people" : "") : ""),
      fact("Hedge", claims.hedge[claim] ? told("“" + claims.hedge[claim] + "”") : ""),
      fact("Identified", claims.identified[claim] ? "the claimant names or identified them" : ""),
      fact("Attackers among them", claims.perpetrators_included[claim] === null ? "" : String(claims.perpetrators_included[claim])),
      sourceFact(book, claims.report[claim])));
}

/** @param {any} table @param {number} row */
function claimantLine(table, row) {
  const kind = table.claimant_kind[row];
  const relay = table.relayed_by[row];
  return make("p", { class: "gm-claimant" }, told(table.claimant[row] || "The report itself"),
    kind && kind !== "report" ? make("span", { class: "gm-note" }, " (" + codeWords(kind) + ")") : null,
    relay ? make("span", { class: "gm-note" }, " as relayed by ") : null, relay ? told(relay) : null);
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
  quote.append(visibleText(letters.slice(0, at).join("")), make("mark", {}, visibleText(words)), visibleText(letters.slice(at + length).join("")));
  return quote;
}

/** @param {any} book @param {number} statement */
function statementCard(book, statement) {
  const { statements } = book;
  return make("section", { class: "gm-claim" },
    make("p", { class: "gm-figure" }, statements.topic[statement] ? told(codeWords(statements.topic[statement]), "strong") : null,
      statements.stance[statement] ? told(codeWords(statements.stance[statement]), "span", "gm-stance") : null),
    claimantLine(statements, statement),
    statements.verbatim[statement] ? told(statements.verbatim[statement], "blockquote") : null,
    make("dl", {}, sourceFact(book, statements.report[statement])));
}

/** @param {any} book @param {number | null} report */
function sourceFact(book, report) {
  if (report === null) return null;
  const { reports } = book;
  const name = reports.source[report] || reports.title[report] || reports.origin[report] || reports.id[report];
  const parts = [told(name)];
  if (reports.title[report] && reports.title[report] !== name) parts.push(" · ", told(reports.title[report]));
  if (reports.author[report]) parts.push(" · ", told(reports.author[report]));
  if (reports.published[report]) parts.push(" · " + reports.published[report]);
  for (const [address, text] of [[reports.url[report], "open the source"], [reports.archive_url[report], "archived copy"]]) {
    const link = webLink(address, text);
    if (link) parts.push(" · ", link);
  }
  return fact("Source", ...parts);
}

/** Why there and why then. @param {any} book @param {number} row */
function why(book, row) {
  const { incidents } = book;
  const candidates = candidatesOf(book, row);
  const probability = incidents.place_probability[row];
  return make("section", {}, make("h3", {}, "Why here, why then"), make("dl", {},
    fact("As written", incidents.place_as_written[row] ? told("“" + incidents.place_as_written[row] + "”") : ""),
    fact("Place", incidents.place_reason[row] ? told(incidents.place_reason[row]) : "", probability === null ? "" : " (probability " + probability.toFixed(2) + ")"),
    fact("Within", incidents.radius_km[row] ? incidents.radius_km[row] + " km" : ""),
    fact("Lies in", told([incidents.admin2[row], incidents.admin1[row], incidents.country[row]].filter(Boolean).join(", "))),
    fact("Point", incidents.lat[row] === null ? "not placed" : incidents.lat[row].toFixed(4) + ", " + incidents.lon[row].toFixed(4)),
    fact("Gazetteer", incidents.gazetteer_id[row] ? told(incidents.gazetteer_id[row]) : ""),
    fact("Date", incidents.date_reason[row] ? told(incidents.date_reason[row]) : ""),
    fact("Wounded", incidents.wounded_low[row] === null && incidents.wounded_high[row] === null ? "" : rangeWords(incidents.wounded_low[row], incidents.wounded_high[row])),
    fact("Weapon", incidents.weapon[row] ? told(codeWords(incidents.weapon[row])) : ""),
    fact("Parties", actorsOf(incidents.actors[row])),
    fact("Event type", incidents.event_type[row] ? told(incidents.event_type[row]) : ""),
    fact("Incident", told(incidents.id[row]))),
    candidates.length > 1 ? folded(countWords(candidates.length, "candidate") + " for the place", make("ol", {}, ...candidates.map(candidateLine))) : null);
}

/** @param {any[]} actors */
function actorsOf(actors) {
  const words = actors.map((actor) => (actor && typeof actor === "object" ? [actor.name, actor.role ? "(" + actor.role + ")" : ""].filter(Boolean).join(" ") : String(actor)));
  return words.length > 0 ? told(words.join(", ")) : "";
}

/** What else the place's name could have meant. @param {any} book @param {number} row */
function candidatesOf(book, row) {
  const { toponyms, incidents } = book;
  const surface = incidents.place_as_written[row];
  const at = toponyms.surface.findIndex((name, n) => name === surface && incidents.reports[row].includes(toponyms.report[n]) && toponyms.candidates[n].length > 0);
  return at < 0 ? [] : toponyms.candidates[at];
}

/** @param {any} candidate */
function candidateLine(candidate) {
  if (!candidate || typeof candidate !== "object") return told(candidate, "li");
  const where = [candidate.admin1, candidate.country].filter(Boolean).join(", ");
  const score = typeof candidate.score === "number" ? " · score " + candidate.score.toFixed(2) : "";
  return make("li", {}, told(candidate.name), where ? told(" " + where, "span", "gm-note") : null, score);
}
