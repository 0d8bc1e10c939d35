// @ts-check
// How an incident came to be what it is: each step with the report or the decision that caused it.
import { sourceParts } from "./claims.js";
import { folded, make, told } from "./elements.js";
import { datesWords, say, typeWords } from "./language.js";
import { rangeWords, visibleText } from "./words.js";

const BY_REPORT = /^(first told )?by this report$/;

/** The field of a step's row to what it is called. */
const FIELDS = {
  killed: "column_killed",
  wounded: "wounded",
  date: "date",
  place: "place",
  type: "event_type",
  grading: "column_certainty",
};

/**
 * The steps of an incident that has become another than it first was; null for the others.
 * @param {any} book
 * @param {number} row
 */
export function historyOf(book, row) {
  const rows = book.historyRows(row).map((found) => book.history.row(found));
  const steps = [...new Set(rows.map((change) => change.step))].sort((one, other) => one - other);
  if (steps.length < 2) return null;
  const items = steps.map((step) =>
    stepItem(
      book,
      rows.filter((change) => change.step === step),
    ),
  );
  return folded(say("history", { n: steps.length }), make("ol", { class: "gm-history" }, ...items));
}

/** One report or one decision, and what it changed. @param {any} book @param {any[]} changes */
function stepItem(book, changes) {
  const causes = [...new Set(changes.map((change) => change.reason))].filter(
    (reason) => reason && !BY_REPORT.test(reason),
  );
  const { report } = changes.find((change) => change.report !== null) || { report: null };
  return make(
    "li",
    {},
    report === null ? null : make("p", {}, ...sourceParts(book, report)),
    ...causes.map((reason) => recordedLine(reason)),
    ...changes.map((change) => changeLine(change)),
  );
}

/** Words that were recorded, in English. @param {string} words */
function recordedLine(words) {
  return make("p", { class: "gm-note", dir: "auto", lang: "en" }, visibleText(words));
}

/** "Killed: 20 → 20–22"; of an incident's coming, merging and splitting what was recorded. @param {any} change */
function changeLine({ field, before, after }) {
  if (!Object.hasOwn(FIELDS, field)) return after === "added" || !after ? null : recordedLine(after);
  const words = before === null ? "history_first" : "history_change";
  const facts = {
    field: say(FIELDS[field]),
    before: stateWords(field, before),
    after: stateWords(field, after),
  };
  return told(say(words, facts), "p");
}

/**
 * What was known of a field, as recorded, in the page's words.
 * @param {string} field
 * @param {string | null} state
 * @returns {string}
 */
export function stateWords(field, state) {
  if (state === null) return say("legend_unknown");
  if (field === "killed" || field === "wounded") return figureState(state);
  if (field === "date") return dateState(state);
  if (field === "type") return typeWords(state);
  return field === "grading" ? say("certainty_" + state) : state;
}

/** "20/22/24": lowest, best, highest. @param {string} state */
function figureState(state) {
  const [low, best, high] = state.split("/").map((end) => (end === "?" ? null : Number(end)));
  const range = rangeWords(low, high);
  return best === null || best === low || best === high ? range : say("history_best", { range, best });
}

/** "2015-09-30 to 2015-10-01". @param {string} state */
function dateState(state) {
  const [start, last] = state.split(" to ").map((day) => Date.parse(day + "T00:00:00Z") / 86400000);
  if (!Number.isFinite(start)) return state;
  return datesWords(start, Number.isFinite(last) ? last : start);
}
