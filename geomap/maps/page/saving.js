// @ts-check
// Saving what is shown: the menu, the files, the lines that a print adds.
import { button, fill, make, told } from "./elements.js";
import { csvOf, geojsonOf } from "./export.js";
import { pictureOf } from "./picturing.js";
import { countWords, dayWords, numberWords } from "./words.js";

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
    words.push("days " + dayWords(selection.days[0]) + " to " + dayWords(selection.days[1]));
  if (!selection.undated) words.push("without the undated");
  if (selection.query) words.push("search: “" + selection.query + "”");
  for (const facet of selection.facets) {
    const label = (name) =>
      (facet.whole.values.find((value) => value.name === name) || { label: name }).label;
    if (facet.included.size > 0)
      words.push(facet.label.toLowerCase() + " only " + [...facet.included].map(label).join(", "));
    if (facet.excluded.size > 0)
      words.push(facet.label.toLowerCase() + " without " + [...facet.excluded].map(label).join(", "));
  }
  const [least, most] = selection.killed;
  if (least !== null) words.push("killed at least " + least);
  if (most !== null) words.push("killed at most " + most);
  if (selection.contested) words.push("only contested");
  if (selection.polygon) words.push("within a drawn area");
  return words;
}

/** Who published what the page rests on. @param {any} book @returns {string} */
export function sourceWords(book) {
  const names = new Set(book.incidents.values("sources").flat().filter(Boolean));
  const first = [...names].slice(0, 6).join(", ");
  const more = names.size > 6 ? " and " + numberWords(names.size - 6) + " more" : "";
  return (
    (names.size > 0 ? "Sources: " + first + more + ". " : "") +
    "Ground: Natural Earth, GeoNames. Drawn with geomap, " +
    new Date().toISOString().slice(0, 10) +
    "."
  );
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
    button("Print", () => window.print(), { class: "gm-button" }),
  ];
  const menu = make("div", { class: "gm-menu" }, note, make("div", { class: "gm-ways" }, ...ways));
  const element = make(
    "details",
    { class: "gm-save" },
    make("summary", { class: "gm-button" }, "Save"),
    menu,
  );
  element.addEventListener("toggle", () => {
    note.textContent =
      countWords(book.selection.total().events, "incident") +
      " shown" +
      (book.selection.isFiltered() ? ", filtered" : "");
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
      ...filterWords(book).map((words) => told("Shown: " + words, "p")),
      told(sourceWords(book), "p"),
      told("Numbers are claims, from the lowest to the highest; unknown is not zero.", "p"),
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
