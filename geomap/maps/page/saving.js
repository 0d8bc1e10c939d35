// @ts-check
// Saving what is shown: the menu, the files, the lines that a print adds.
import { button, fill, make, told } from "./elements.js";
import { csvOf, geojsonOf } from "./export.js";
import { pictureOf } from "./picturing.js";
import { datesWords, isoDay, listWords, say } from "./language.js";

/**
 * Offer a file to be saved.
 * @param {BlobPart[]} pieces
 * @param {string} type
 * @param {string} name
 */
function offer(pieces, type, name) {
  const address = URL.createObjectURL(new Blob(pieces, { type }));
  const link = make("a", { href: address, download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 10000);
}

/** The page's title as the name of a file. @param {string} suffix */
function fileName(suffix) {
  const plain = document.title
    .normalize("NFKD")
    .replace(/[^\p{L}\p{N}]+/gu, "-")
    .replace(/^-+|-+$/g, "")
    .slice(0, 60);
  return (plain || "map") + suffix;
}

/** What the filters leave out, in words. @param {any} book @returns {string[]} */
export function filterWords(book) {
  const { selection } = book;
  const words = [];
  if (selection.days)
    words.push(say("filter_days", { days: datesWords(selection.days[0], selection.days[1]) }));
  if (!selection.undated) words.push(say("filter_dated"));
  if (selection.query) words.push(say("filter_search", { words: selection.query }));
  for (const facet of selection.facets) {
    const label = (name) =>
      (facet.whole.values.find((value) => value.name === name) || { label: name }).label;
    if (facet.included.size > 0)
      words.push(
        say("filter_only", { facet: facet.label, values: listWords([...facet.included].map(label)) }),
      );
    if (facet.excluded.size > 0)
      words.push(
        say("filter_without", { facet: facet.label, values: listWords([...facet.excluded].map(label)) }),
      );
  }
  const [least, most] = selection.killed;
  if (least !== null) words.push(say("filter_least", { n: least }));
  if (most !== null) words.push(say("filter_most", { n: most }));
  if (selection.contested) words.push(say("filter_contested"));
  if (selection.polygon) words.push(say("filter_area"));
  return words;
}

const SOURCES_NAMED = 6;

/** Who published what the page rests on. @param {any} book @returns {string} */
export function sourceWords(book) {
  const names = new Set(book.incidents.values("sources").flat().filter(Boolean));
  const first = listWords([...names].slice(0, SOURCES_NAMED));
  const more = names.size - SOURCES_NAMED;
  const sources =
    more > 0 ? say("sources_more", { names: first, n: more }) : say("sources", { names: first });
  const today = isoDay(Date.now() / 86400000);
  return (names.size > 0 ? sources + " " : "") + say("drawn", { day: today });
}

/**
 * The button, and the menu that it opens.
 * @param {any} book
 * @param {any} map
 * @param {() => string} totals
 */
export function saveMenu(book, map, totals) {
  const note = make("p", { class: "gm-note" });
  const rows = () => book.selection.rows();
  const withTexts = (act) => () => book.withTexts(act);
  const picture = () =>
    pictureOf(map, book, {
      title: document.title,
      totals: totals(),
      filters: filterWords(book),
      sources: sourceWords(book),
    }).toBlob((blob) => blob && offer([blob], "image/png", fileName(".png")));
  const ways = [
    button(
      "GeoJSON",
      withTexts(() => offer(geojsonOf(book, rows()), "application/geo+json", fileName(".geojson"))),
      {
        class: "gm-button",
      },
    ),
    button(
      "CSV",
      withTexts(() => offer(csvOf(book, rows()), "text/csv;charset=utf-8", fileName(".csv"))),
      {
        class: "gm-button",
      },
    ),
    button("PNG", picture, { class: "gm-button" }),
    button(say("print"), () => window.print(), { class: "gm-button" }),
  ];
  const menu = make("div", { class: "gm-menu" }, note, make("div", { class: "gm-ways" }, ...ways));
  const element = make(
    "details",
    { class: "gm-save" },
    make("summary", { class: "gm-button" }, say("save")),
    menu,
  );
  element.addEventListener("toggle", () => {
    note.textContent = say(book.selection.isFiltered() ? "shown_filtered" : "shown", {
      n: book.selection.total().events,
    });
  });
  element.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    element.open = false;
    element.querySelector("summary").focus();
  });
  document.addEventListener("click", (event) => {
    if (element.open && !element.contains(/** @type {Node} */ (event.target))) element.open = false;
  });
  return element;
}

/** Lines that only a print has: filters, sources, day. @param {any} book */
export function printLines(book) {
  const element = make("div", { class: "gm-printed" });
  const write = () =>
    fill(
      element,
      openDetails(),
      ...filterWords(book).map((words) => told(say("print_shown", { filter: words }), "p")),
      told(sourceWords(book), "p"),
      told(say("print_claims"), "p"),
    );
  write();
  window.addEventListener("beforeprint", write);
  return element;
}

/** What the open panel tells, for the paper. */
function openDetails() {
  const open = document.querySelector(".gm-drawer:not([hidden]) .gm-drawer-body > *");
  return open ? open.cloneNode(true) : null;
}
