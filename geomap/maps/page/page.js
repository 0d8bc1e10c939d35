// @ts-check
// The frame round the map: title and totals, panels, table, lists, details; the view in the URL.
import { casebookOf } from "./casebook.js";
import { preparePanes } from "./canvas.js";
import { detailsOf } from "./details.js";
import { repaintAll, showDetails } from "./picking.js";
import { button, fill, make, told } from "./elements.js";
import { filterPanel } from "./filters.js";
import { absentLists, provenanceOf } from "./lists.js";
import { printLines, saveMenu } from "./saving.js";
import { storyPanel } from "./story.js";
import { addTools } from "./tools.js";
import { tableView } from "./table.js";
import { timelineIn } from "./timeline.js";
import { countWords, numberWords, rangeWords } from "./words.js";
import { addressView } from "./address.js";

/** Prepare a map of our own page. @param {any} map */
export function prepare(map) {
  preparePanes(map);
  map.attributionControl.setPrefix("Leaflet");
  L.control.scale({ imperial: false, maxWidth: 120 }).addTo(map);
}

/**
 * Build what stands round the map.
 * @param {string} id
 * @param {any} options
 * @param {any} map
 */
export function explorer(id, options, map) {
  const book = casebookOf(id);
  const Frame = L.Layer.extend({
    onAdd() {
      if (document.getElementById("gm-page")) book.whenReady(() => buildPage(book, map));
    },
    onRemove() {},
  });
  return new Frame();
}

/** @param {any} book @param {any} map */
function buildPage(book, map) {
  const home = (name) => /** @type {HTMLElement} */ (document.getElementById(name));
  const drawer = drawerOf(book, map, home("gm-map"));
  map.gmDrawer = drawer;
  const table = tableView(book, (row) => goTo(book, map, row, () => tablePart.show(false)));
  const tablePart = tableSwitch(table, home("gm-map"), () => address.write());
  const absent = absentButton(book, drawer, (row) => goTo(book, map, row, () => tablePart.show(false)));
  const filters = button("Filters", () => home("gm-page").classList.toggle("gm-open"), {
    class: "gm-button gm-filters-button",
  });
  const about = button("About", () => drawer.open("What this page rests on", () => provenanceOf(book)), {
    class: "gm-button",
  });
  const save = saveMenu(book, map, () => totalLine(book));
  fill(home("gm-head"), ...headOf(book, [filters, absent, tablePart.button, save, about]));
  fill(
    home("gm-panel"),
    button("Done", () => home("gm-page").classList.remove("gm-open"), { class: "gm-button gm-panel-done" }),
    ...filterPanel(book),
  );
  timelineIn(book, home("gm-foot"));
  home("gm-page").append(printLines(book));
  addTools(book, map);
  map.invalidateSize({ animate: false });
  matchMedia("print").addEventListener("change", () => map.invalidateSize({ animate: false }));
  fitTo(book, map, book.everyRow(), false);
  const address = addressView(book, map, {
    table: () => !table.element.hidden,
    showTable: (on) => tablePart.show(on),
    show: (row) => showDetails(map, book, [row]),
  });
  const story = storyPanel(book, (fragment) => address.follow(fragment));
  if (story) home("gm-map").append(story);
}

/** The totals as one line of text. @param {any} book @returns {string} */
function totalLine(book) {
  return totalWords(book)
    .map((part) => (typeof part === "string" ? part : part.textContent))
    .join("");
}

/**
 * The table in the map's place, and the button that changes them.
 * @param {any} table
 * @param {HTMLElement} home
 * @param {() => void} tell
 */
function tableSwitch(table, home, tell) {
  table.element.hidden = true;
  home.append(table.element);
  const change = button("Table", () => show(table.element.hidden), {
    class: "gm-button",
    "aria-pressed": "false",
  });
  /** @param {boolean} on */
  function show(on) {
    if (on === !table.element.hidden) return;
    table.element.hidden = !on;
    if (on) table.draw();
    change.setAttribute("aria-pressed", String(on));
    change.textContent = on ? "Map" : "Table";
    tell();
  }
  return { button: change, show };
}

/** @param {any} book @param {any} drawer @param {(row: number) => void} go */
function absentButton(book, drawer, go) {
  const open = () =>
    book.withTexts(() => drawer.open("Not on the map", () => absentLists(book, go).element()));
  const absent = button("Not on the map", open, { class: "gm-button" });
  const count = () =>
    (absent.textContent = "Not on the map (" + numberWords(absentLists(book, go).count) + ")");
  if (book.store.texts || book.content.texts.size < 3e6) book.withTexts(count);
  return absent;
}

/** Title, totals, buttons. @param {any} book @param {Element[]} buttons */
function headOf(book, buttons) {
  const sum = make("p", { class: "gm-sum", role: "status" });
  const how = make("div", { class: "gm-how" });
  const update = () => {
    fill(sum, ...totalWords(book));
    fill(how, ...countedWords(book));
  };
  book.selection.onChange(update);
  update();
  const folded = make("details", { class: "gm-counted" }, make("summary", {}, "how counted"), how);
  return [
    make("h1", { dir: "auto" }, document.title),
    make("div", { class: "gm-totals" }, sum, folded, ...noticesOf(book)),
    make("div", { class: "gm-buttons" }, ...buttons),
  ];
}

/** "2 of 2 incidents and 1 total over an area, at least 24 killed, as claimed". @param {any} book */
function totalWords(book) {
  const total = book.selection.total();
  const events = eventCount(book);
  const words = [make("strong", {}, numberWords(total.events)), " of " + countWords(events, "incident")];
  if (total.totals > 0) words.push(" and " + countWords(total.totals, "area total"));
  if (total.events + total.totals === 0) return words;
  words.push(", ");
  if (total.known === 0) words.push("number killed unknown");
  else words.push(make("strong", {}, killedTotal(total)), " killed, as claimed");
  return words;
}

/** That something was taken out, and until when nothing may go out. @param {any} book */
function noticesOf(book) {
  const { redacted, embargo } = book.content.provenance;
  const notices = [];
  if (embargo) notices.push("Embargo: not before " + embargo);
  if (redacted) notices.push("Redacted: " + redacted);
  return notices.map((words) => told(words, "span", "gm-chip gm-disputed gm-notice"));
}

/** How many incidents there are at all, totals over areas apart. @param {any} book @returns {number} */
function eventCount(book) {
  if (book.events === undefined) {
    const total = book.incidents.values("scope").indexOf("total");
    const scopes = total < 0 ? [] : book.incidents.ints("scope");
    book.events = book.count;
    for (const scope of scopes) if (scope === total) book.events -= 1;
  }
  return book.events;
}

/** @param {any} total */
function killedTotal(total) {
  if (!total.open) return rangeWords(total.low, total.high);
  return "at least " + numberWords(total.low);
}

/** How totals and parts were counted. @param {any} book */
function countedWords(book) {
  const total = book.selection.total();
  const lines = [
    "The figures are claims, from the lowest to the highest of each incident, added over what is shown.",
  ];
  if (total.open && total.known > 0)
    lines.push(
      "At least one claim names no upper bound; the highest figures that are named add up to " +
        numberWords(total.high) +
        ".",
    );
  if (total.contained > 0)
    lines.push(
      countWords(total.contained, "incident") +
        (total.contained === 1 ? " is" : " are") +
        " contained in a total over an area and not added to it.",
    );
  if (total.unknown > 0)
    lines.push(
      countWords(total.unknown, "incident") +
        " with the number unknown: nothing is added for " +
        (total.unknown === 1 ? "it" : "them") +
        "; unknown is not zero.",
    );
  return lines.map((line) => make("p", {}, line));
}

/** The panel for details and lists. @param {any} book @param {any} map @param {HTMLElement} home */
function drawerOf(book, map, home) {
  const title = make("span", { class: "gm-drawer-title" });
  const body = make("div", { class: "gm-drawer-body", tabindex: "0" });
  const element = make(
    "section",
    { class: "gm-drawer", hidden: true, "aria-label": "Details" },
    make(
      "div",
      { class: "gm-drawer-head" },
      title,
      button("×", () => close(), { class: "gm-close", "aria-label": "Close" }),
    ),
    body,
  );
  home.append(element);
  /** @type {any} */
  let before = null;
  function close() {
    element.hidden = true;
    map.gmChosen = null;
    map.fire("gmchosen");
    repaintAll(map);
    if (before && before.focus) before.focus();
  }
  /** @param {string} text @param {() => Element} content */
  function open(text, content) {
    if (element.hidden) before = document.activeElement;
    title.textContent = text;
    fill(body, content());
    element.hidden = false;
    body.scrollTop = 0;
    body.focus({ preventScroll: true });
  }
  element.addEventListener("keydown", (event) => {
    if (event.key === "Escape") close();
  });
  return {
    open,
    close,
    /** @param {number[]} rows */
    show(rows) {
      const go = (row) => goTo(book, map, row, () => {});
      book.withTexts(() =>
        open(rows.length > 1 ? countWords(rows.length, "incident") : "Incident", () =>
          detailsOf(book, rows, go),
        ),
      );
      map.fire("gmchosen");
    },
  };
}

/**
 * Go to an incident: to its place, with its details.
 * @param {any} book
 * @param {any} map
 * @param {number} row
 * @param {() => void} before
 */
function goTo(book, map, row, before) {
  before();
  if (book.isPlaced(row)) fitTo(book, map, [row], true);
  showDetails(map, book, [row]);
}

/**
 * Fit the view to incidents.
 * @param {any} book
 * @param {any} map
 * @param {Iterable<number>} rows
 * @param {boolean} one of which the details will be shown
 */
function fitTo(book, map, rows, one) {
  const extent = book.extent(rows);
  if (!extent) return;
  const corner = (x, y) => map.options.crs.pointToLatLng(L.point(x, y), 0);
  const bounds = L.latLngBounds(corner(extent[0], extent[3]), corner(extent[2], extent[1]));
  const size = map.getSize();
  const margin = Math.min(60, size.x / 8, size.y / 8);
  const beside = one && size.x > 800 ? 420 : 0;
  const below = one && size.x <= 760 ? size.y * 0.6 : 0;
  map.fitBounds(bounds, {
    paddingTopLeft: [margin, margin],
    paddingBottomRight: [margin + beside, margin + below],
    maxZoom: 9,
    animate: false,
  });
}
