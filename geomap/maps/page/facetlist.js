// @ts-check
// A folded list of the values of one facet: each with its number, to take only it or leave it out.
import { button, fill, make, rewrite, told } from "./elements.js";
import { compareWords, isRightToLeft, numberWords, say } from "./language.js";
import { searchForm } from "./words.js";

const AT_FIRST = 12;
const VALUES_AT_ONCE = 60;
const ALL_OPEN = 12; // a tree of so few is shown whole
const FIND_FROM = 15; // so many values get a field to find one

/** Whether a casebook says anything by which this facet could sort. @param {any} book @param {any} facet */
function isWorthIt(book, facet) {
  const says = (table, name) => {
    const column = table.columns[name];
    return Boolean(column) && !(column.same === null || (Array.isArray(column.same) && !column.same.length));
  };
  const { incidents, claims, statements } = book;
  if (facet.key === "place") return ["country", "admin1", "place"].some((name) => says(incidents, name));
  if (facet.key === "claimant") return says(claims, "claimant") || says(statements, "claimant");
  if (facet.key === "side") return says(claims, "claimant_kind") || says(statements, "claimant_kind");
  if (facet.key === "victims") return says(claims, "victims");
  if (facet.key === "actor") return says(incidents, "actors");
  if (facet.key === "source") return says(incidents, "sources");
  return says(incidents, "where_prec");
}

/**
 * @param {any} book
 * @param {any} facet
 * @returns {{ element: HTMLElement, update: () => void } | null}
 */
export function facetSection(book, facet) {
  if (!isWorthIt(book, facet)) return null;
  const { selection } = book;
  const mark = make("span", { class: "gm-active", hidden: true });
  const home = make("div", { class: "gm-values" });
  const find = make("input", {
    type: "search",
    placeholder: say("find"),
    "aria-label": say("find_in", { facet: facet.label }),
    dir: "auto",
    hidden: true,
  });
  const more = button("", () => grow(), { class: "gm-clear" });
  const name = make("span", { class: "gm-facet-name" }, facet.label);
  const element = make("details", { class: "gm-facet" }, make("summary", {}, name, mark), find, home, more);
  const state = {
    shown: AT_FIRST,
    lines: /** @type {any[]} */ ([]),
    order: /** @type {number[]} */ ([]),
    opened: /** @type {Set<string>} */ (new Set()),
  };

  function grow() {
    state.shown += VALUES_AT_ONCE;
    list();
  }

  /** Which values are listed, the most frequent first; places under what they lie in. */
  function list() {
    const { values } = facet.whole;
    const counts = facet.counts(selection.fails);
    if (state.order.length === 0) {
      const totals = facet.totals();
      state.order = inOrder(values, totals).filter((value) => totals[value] > 0);
      const roots = state.order.filter((value) => !values[value].parent);
      if (roots.length === 1 || state.order.length <= ALL_OPEN)
        for (const value of state.order.length <= ALL_OPEN ? state.order : roots)
          state.opened.add(values[value].name);
    }
    const fitting = state.order.filter(isListed);
    find.hidden = state.order.length < FIND_FROM;
    const listed = fitting.slice(0, state.shown);
    for (const value of state.order)
      if (isChosen(values[value]) && !listed.includes(value)) listed.push(value);
    const parents = new Set(values.map((value) => value.parent));
    state.lines = listed.map((value) => {
      const { name } = values[value];
      return valueLine(
        book,
        facet,
        value,
        parents.has(name) ? { isOpen: state.opened.has(name), turn } : null,
      );
    });
    fill(home, ...state.lines.map((line) => line.element));
    more.hidden = fitting.length <= state.shown;
    more.textContent = say("show_more_n", { n: Math.max(0, fitting.length - state.shown) });
    tell(counts);
  }

  /** @param {number} number */
  function isListed(number) {
    const value = facet.whole.values[number];
    const wanted = searchForm(find.value);
    if (wanted) return searchForm(value.name + "\n" + value.label).includes(wanted);
    return !value.parent || state.opened.has(value.parent);
  }

  /** @param {{ name: string }} value */
  function isChosen(value) {
    return facet.included.has(value.name) || facet.excluded.has(value.name);
  }

  /** Show or hide what lies in a place. @param {string} name */
  function turn(name) {
    if (!state.opened.delete(name)) state.opened.add(name);
    state.shown = Math.max(state.shown, VALUES_AT_ONCE);
    list();
    const again = state.lines.find((line) => line.name === name);
    if (again) again.element.querySelector("button").focus();
  }

  function tell(counts) {
    for (const line of state.lines) line.update(counts);
  }

  function update() {
    const number = facet.included.size + facet.excluded.size;
    mark.hidden = number === 0;
    mark.textContent = numberWords(number);
    if (number > 0 && !element.open)
      element.open = true; // its toggle draws the list
    else if (element.open && facet.sorted) tell(facet.counts(selection.fails));
  }

  find.addEventListener("input", list);
  element.addEventListener("toggle", () => {
    if (element.open) book.withTexts(list);
  });
  return { element, update };
}

/**
 * @param {any[]} values
 * @param {Int32Array} counts
 * @returns {number[]}
 */
function inOrder(values, counts) {
  const order = values.map((_, number) => number);
  const falling = (one, other) =>
    counts[other] - counts[one] || compareWords(values[one].label, values[other].label);
  if (!values.some((value) => value.parent)) return order.sort(falling);
  /** @type {Map<string, number[]>} */
  const children = new Map();
  for (const number of order) {
    const parent = values[number].parent || "";
    children.set(parent, [...(children.get(parent) || []), number]);
  }
  const branch = (parent) =>
    (children.get(parent) || []).sort(falling).flatMap((number) => [number, ...branch(values[number].name)]);
  return branch("");
}

/**
 * @param {any} book
 * @param {any} facet
 * @param {number} number
 * @param {{ isOpen: boolean, turn: (name: string) => void } | null} branch
 */
function valueLine(book, facet, number, branch) {
  const { selection } = book;
  const value = facet.whole.values[number];
  const count = make("span", { class: "gm-count" });
  const flip = (set, other) =>
    selection.change(() => {
      other.delete(value.name);
      if (!set.delete(value.name)) set.add(value.name);
    });
  const only = button(say("only"), () => flip(facet.included, facet.excluded), {
    class: "gm-choice",
    "aria-label": say("only_value", { value: value.label }),
  });
  const without = button(say("not"), () => flip(facet.excluded, facet.included), {
    class: "gm-choice",
    "aria-label": say("without_value", { value: value.label }),
  });
  const label = told(value.label, "span", "gm-label");
  const twig =
    branch &&
    button(branch.isOpen ? "▾" : isRightToLeft() ? "◂" : "▸", () => branch.turn(value.name), {
      class: "gm-twig",
      "aria-expanded": String(branch.isOpen),
      "aria-label": say("places_in", { value: value.label }),
    });
  const element = make("div", { class: "gm-value" }, twig, label, count, only, without);
  if (value.depth) element.classList.add("gm-depth-" + value.depth);
  return {
    element,
    name: value.name,
    update(counts) {
      rewrite(count, numberWords(counts[number]));
      element.classList.toggle("gm-none", counts[number] === 0);
      only.setAttribute("aria-pressed", String(facet.included.has(value.name)));
      without.setAttribute("aria-pressed", String(facet.excluded.has(value.name)));
    },
  };
}
