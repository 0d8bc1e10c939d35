// @ts-check
// The panel at the side: search, event types and certainty with live counts, legend.
import { onThemeChange } from "./canvas.js";
import { button, fill, make } from "./elements.js";
import { certaintyPicture, kindPicture, legendOf } from "./legend.js";
import { numberWords } from "./words.js";

const TYPING_PAUSE = 120; // milliseconds

/** @param {any} book */
export function filterPanel(book) {
  const { selection } = book;
  const search = make("input", {
    type: "search",
    placeholder: "Search place, source, text",
    "aria-label": "Search places, claimants, sources and words of claims",
    dir: "auto",
  });
  let timer = 0;
  search.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(() => selection.change((now) => (now.query = search.value)), TYPING_PAUSE);
  });
  const clear = button(
    "Clear all filters",
    () => {
      search.value = "";
      selection.clear();
    },
    { class: "gm-clear" },
  );
  const kinds = checkList(
    "Event type",
    selection.hiddenKinds,
    selection,
    () => entriesOf(book.style.kinds, usedKinds(book), kindPicture),
    () => selection.kindCounts(),
  );
  const certainties = checkList(
    "Certainty",
    selection.hiddenCertainties,
    selection,
    () =>
      entriesOf(book.style.certainties, usedCertainties(book), (certainty) =>
        certaintyPicture(book, certainty),
      ),
    () => selection.certaintyCounts(),
  );
  const legendBox = make("section", {});
  const drawLegend = () => fill(legendBox, make("h2", {}, "Killed, as claimed"), legendOf(book));
  const update = () => {
    kinds.update();
    certainties.update();
    clear.hidden = !selection.isFiltered();
    if (document.activeElement !== search) search.value = selection.query;
  };
  drawLegend();
  onThemeChange(() => {
    kinds.draw();
    certainties.draw();
    drawLegend();
    update();
  });
  selection.onChange(update);
  update();
  return [make("div", { class: "gm-search" }, search), clear, kinds.element, certainties.element, legendBox];
}

/** @param {any} book */
function usedKinds(book) {
  return new Set(book.incidents.kind);
}

/** @param {any} book */
function usedCertainties(book) {
  return new Set(book.selection.certainties);
}

/** @param {any[]} all @param {Set<number>} used @param {(one: any) => Element} sign */
function entriesOf(all, used, sign) {
  return all
    .map((one, number) => ({ number, label: one.label, title: one.meaning || "", sign: sign(one) }))
    .filter((entry) => used.has(entry.number));
}

/**
 * Boxes to tick, each with how many there are.
 * @param {string} title
 * @param {Set<number>} hidden
 * @param {any} selection
 * @param {() => { number: number, label: string, title: string, sign: Element }[]} entries
 * @param {() => number[]} counts
 */
function checkList(title, hidden, selection, entries, counts) {
  /** @type {{ number: number, box: any, count: any, line: any }[]} */
  let lines = [];
  const list = make("div", { class: "gm-checks" });
  const element = make("fieldset", {}, make("legend", {}, title), list);
  function draw() {
    lines = entries().map((entry) => {
      const box = make("input", { type: "checkbox" });
      const count = make("span", { class: "gm-count" });
      box.addEventListener("change", () =>
        selection.change(() => (box.checked ? hidden.delete(entry.number) : hidden.add(entry.number))),
      );
      const line = make(
        "label",
        { class: "gm-check", title: entry.title || null },
        box,
        entry.sign,
        make("span", { class: "gm-label" }, entry.label),
        count,
      );
      return { number: entry.number, box, count, line };
    });
    fill(list, ...lines.map((line) => line.line));
  }
  function update() {
    const numbers = counts();
    for (const { number, box, count, line } of lines) {
      box.checked = !hidden.has(number);
      count.textContent = numberWords(numbers[number]);
      line.classList.toggle("gm-none", numbers[number] === 0);
    }
  }
  draw();
  return { element, draw, update };
}
