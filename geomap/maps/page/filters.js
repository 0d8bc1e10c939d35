// @ts-check
// The panel at the side: search, filters with live counts, legend.
import { onThemeChange } from "./canvas.js";
import { button, fill, make, rewrite } from "./elements.js";
import { facetSection } from "./facetlist.js";
import { certaintyPicture, kindPicture, legendOf } from "./legend.js";
import { numberWords, say } from "./language.js";

const TYPING_PAUSE = 120; // milliseconds

/** @param {any} book @param {Element} layerKeys of the layers that are shown */
export function filterPanel(book, layerKeys) {
  const { selection } = book;
  const search = searchBox(selection);
  const clear = button(say("clear_filters"), () => selection.clear(), { class: "gm-clear" });
  const kinds = checkList(selection.facet("kind"), book, (kind) => kindPicture(kind));
  const certainties = checkList(selection.facet("certainty"), book, (certainty) =>
    certaintyPicture(book, certainty),
  );
  const keys = ["place", "claimant", "side", "actor", "victims", "precision", "source"];
  const sections = keys
    .map((key) => facetSection(book, selection.facet(key)))
    .filter((part) => part !== null);
  const killed = killedSection(selection);
  const contested = contestedBox(selection);
  const legendBox = make("section", {});
  const drawLegend = () => fill(legendBox, make("h2", {}, say("legend_killed")), legendOf(book));
  const update = () => {
    for (const part of [kinds, certainties, killed, contested, search, ...sections]) part.update();
    clear.hidden = !selection.isFiltered();
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
  return [
    search.element,
    clear,
    layerKeys,
    kinds.element,
    certainties.element,
    contested.element,
    make("div", { class: "gm-facets" }, ...sections.map((part) => part.element), killed.element),
    legendBox,
  ];
}

/** @param {any} selection */
function searchBox(selection) {
  const box = make("input", {
    type: "search",
    placeholder: say("search_placeholder"),
    "aria-label": say("search_label"),
    dir: "auto",
  });
  let timer = 0;
  box.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(
      () => selection.search.prepare(() => selection.change((now) => (now.query = box.value.trim()))),
      TYPING_PAUSE,
    );
  });
  const update = () => {
    if (document.activeElement !== box) box.value = selection.query;
    else if (selection.query === "" && !selection.isFiltered() && timer === 0) box.value = "";
  };
  return { element: make("div", { class: "gm-search" }, box), update };
}

/**
 * Boxes to tick, each with how many there are: for the few values that the marks show.
 * @param {any} facet
 * @param {any} book
 * @param {(one: any) => Element} sign
 */
function checkList(facet, book, sign) {
  const { selection } = book;
  const all = facet.key === "kind" ? book.style.kinds : book.style.certainties;
  const used = new Set(facet.whole.codes);
  /** @type {{ number: number, name: string, box: any, count: any, line: any }[]} */
  let lines = [];
  const list = make("div", { class: "gm-checks" });
  const element = make("fieldset", {}, make("legend", {}, facet.label), list);
  const isOn = (name) => !facet.excluded.has(name) && (facet.included.size === 0 || facet.included.has(name));
  function only(name) {
    selection.change(() => {
      const alone = all.every((one) => isOn(one.name) === (one.name === name));
      facet.clear();
      if (!alone) facet.included.add(name);
    });
  }
  function tick(name, on) {
    selection.change(() => {
      const off = all.map((one) => one.name).filter((one) => (one === name ? !on : !isOn(one)));
      facet.clear();
      for (const one of off) facet.excluded.add(one);
    });
  }
  function draw() {
    lines = all
      .map((one, number) => ({ one, number }))
      .filter(({ number }) => used.has(number))
      .map(({ one, number }) => {
        const box = make("input", { type: "checkbox" });
        const count = make("span", { class: "gm-count" });
        box.addEventListener("change", () => tick(one.name, box.checked));
        const id = "gm-label-" + facet.key + "-" + number;
        const label = make("span", { class: "gm-label", id }, one.label);
        const line = make(
          "div",
          { class: "gm-check-line" },
          make("label", { class: "gm-check", title: one.meaning || null }, box, sign(one), label, count),
          button(say("only"), () => only(one.name), { class: "gm-only", "aria-describedby": id }),
        );
        return { number, name: one.name, box, count, line };
      });
    fill(list, ...lines.map((line) => line.line));
  }
  function update() {
    const numbers = facet.counts(selection.fails);
    for (const { number, name, box, count, line } of lines) {
      box.checked = isOn(name);
      rewrite(count, numberWords(numbers[number]));
      line.classList.toggle("gm-none", numbers[number] === 0);
    }
  }
  draw();
  return { element, draw, update };
}

/** @param {any} selection */
function contestedBox(selection) {
  const box = make("input", { type: "checkbox" });
  box.addEventListener("change", () => selection.change((now) => (now.contested = box.checked)));
  const label = make("span", { class: "gm-label" }, say("only_contested"));
  const title = say("contested_title");
  return {
    element: make("label", { class: "gm-check gm-contested", title }, box, label),
    update: () => (box.checked = selection.contested),
  };
}

/** @param {any} selection */
function killedSection(selection) {
  const fields = ["least", "most"].map((bound) =>
    make("input", {
      type: "number",
      min: 0,
      step: 1,
      "aria-label": say("killed_" + bound),
      placeholder: say(bound),
    }),
  );
  const read = (field) => (field.value === "" || !(Number(field.value) >= 0) ? null : Number(field.value));
  for (const field of fields)
    field.addEventListener("change", () =>
      selection.change((now) => (now.killed = [read(fields[0]), read(fields[1])])),
    );
  const mark = make("span", { class: "gm-active", hidden: true }, say("on"));
  const element = make(
    "details",
    { class: "gm-facet" },
    make("summary", {}, make("span", { class: "gm-facet-name" }, say("number_killed")), mark),
    make("div", { class: "gm-range" }, fields[0], "–", fields[1]),
    make("p", { class: "gm-note" }, say("killed_note")),
  );
  const update = () => {
    fields.forEach((field, n) => {
      if (document.activeElement !== field)
        field.value = selection.killed[n] === null ? "" : selection.killed[n];
    });
    mark.hidden = selection.killed.every((bound) => bound === null);
    if (!mark.hidden) element.open = true;
  };
  return { element, update };
}
