// @ts-check
// The frame round the map: title and totals, panels, table, lists, details; the view in the URL.
import { casebookOf } from "./casebook.js";
import { holdDrawing, preparePanes } from "./canvas.js";
import { detailsOf } from "./details.js";
import { repaintAll, showDetails } from "./picking.js";
import { button, fill, make, told } from "./elements.js";
import { filterPanel } from "./filters.js";
import { distanceWords } from "./geodesy.js";
import { keyHome } from "./keys.js";
import { groupLayerLists } from "./layerlist.js";
import { absentLists, provenanceOf } from "./lists.js";
import { printLines, saveMenu } from "./saving.js";
import { storyPanel } from "./story.js";
import { addTools } from "./tools.js";
import { tableView } from "./table.js";
import { timelineIn } from "./timeline.js";
import { isRightToLeft, listWords, numberWords, say, sayParts } from "./language.js";
import { rangeWords } from "./words.js";
import { addressView } from "./address.js";

/** Prepare a map of our own page. @param {any} map */
export function prepare(map) {
  preparePanes(map);
  holdDrawing(map);
  groupLayerLists();
  map.attributionControl.setPrefix("Leaflet");
  const Scale = L.Control.Scale.extend({
    _updateMetric(metres) {
      const round = this._getRoundNum(metres);
      this._updateScale(this._mScale, distanceWords(round), round / metres);
    },
  });
  new Scale({ imperial: false, maxWidth: 120 }).addTo(map);
}

/** Leaflet's own buttons in the page's language. @param {any} map */
function nameControls(map) {
  const names = { ".leaflet-control-zoom-in": "zoom_in", ".leaflet-control-zoom-out": "zoom_out" };
  for (const [selector, key] of Object.entries({
    ...names,
    ".leaflet-control-layers-toggle": "layers_button",
  }))
    for (const one of map.getContainer().querySelectorAll(selector)) {
      one.title = say(key);
      one.setAttribute("aria-label", say(key));
    }
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
  const filters = button(say("filters"), () => home("gm-page").classList.toggle("gm-open"), {
    class: "gm-button gm-filters-button",
  });
  const about = button(say("about"), () => drawer.open(say("about_title"), () => provenanceOf(book)), {
    class: "gm-button",
  });
  const save = saveMenu(book, map, () => totalLine(book));
  fill(home("gm-head"), ...headOf(book, map, [filters, absent, tablePart.button, save, about]));
  fill(
    home("gm-panel"),
    button(say("done"), () => home("gm-page").classList.remove("gm-open"), {
      class: "gm-button gm-panel-done",
    }),
    ...filterPanel(book, keyHome(map)),
  );
  timelineIn(book, home("gm-foot"));
  home("gm-page").append(printLines(book));
  addTools(book, map);
  setTimeout(() => nameControls(map), 0); // the layer control comes last
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
  const change = button(say("table"), () => show(table.element.hidden), {
    class: "gm-button",
    "aria-pressed": "false",
  });
  /** @param {boolean} on */
  function show(on) {
    if (on === !table.element.hidden) return;
    table.element.hidden = !on;
    if (on) table.draw();
    change.setAttribute("aria-pressed", String(on));
    change.textContent = say(on ? "map" : "table");
    tell();
  }
  return { button: change, show };
}

/** @param {any} book @param {any} drawer @param {(row: number) => void} go */
function absentButton(book, drawer, go) {
  const open = () =>
    book.withTexts(() => drawer.open(say("not_on_map"), () => absentLists(book, go).element()));
  const absent = button(say("not_on_map"), open, { class: "gm-button" });
  const count = () => (absent.textContent = say("not_on_map_n", { n: absentLists(book, go).count }));
  if (book.store.texts || book.content.texts.size < 3e6) book.withTexts(count);
  return absent;
}

/** Title, totals, buttons. @param {any} book @param {any} map @param {Element[]} buttons */
function headOf(book, map, buttons) {
  const sum = make("p", { class: "gm-sum", role: "status" });
  const how = make("div", { class: "gm-how" });
  const update = () => {
    fill(sum, ...totalWords(book));
    fill(how, ...countedWords(book));
  };
  book.selection.onChange(update);
  update();
  const folded = make("details", { class: "gm-counted" }, make("summary", {}, say("how_counted")), how);
  return [
    make("h1", { dir: "auto" }, document.title),
    make("div", { class: "gm-totals" }, sum, folded, ...noticesOf(book), ...hostNotices(map)),
    make("div", { class: "gm-buttons" }, ...buttons),
  ];
}

/** "2 of 2 incidents and 1 total over an area, at least 24 killed, as claimed". @param {any} book */
function totalWords(book) {
  const total = book.selection.total();
  const events = eventCount(book);
  const shown = make("strong", {}, numberWords(total.events));
  const words = sayParts("shown_of", { n: events, shown });
  if (total.totals > 0) words.push(say("and_totals", { n: total.totals }));
  if (total.events + total.totals === 0) return words;
  if (total.known === 0) words.push(say("sum_unknown"));
  else {
    const high = total.open ? null : total.high;
    const range = make("strong", {}, rangeWords(total.low, high));
    words.push(...sayParts("sum_killed", { n: high ?? total.low, range }));
  }
  return words;
}

/** That something was taken out, and until when nothing may go out. @param {any} book */
function noticesOf(book) {
  const { redacted, embargo } = book.content.provenance;
  const notices = [];
  if (embargo) notices.push(say("embargo", { day: embargo }));
  if (redacted) notices.push(say("redacted", { what: redacted }));
  return notices.map((words) => told(words, "span", "gm-chip gm-disputed gm-notice"));
}

/** Which hosts the page asks for tiles, and what to do where they refuse. @param {any} map */
function hostNotices(map) {
  const hosts = [...new Set(map.gmHosts || [])];
  if (hosts.length === 0) return [];
  const asked = told(say("asks_hosts", { hosts: listWords(hosts) }), "span", "gm-chip gm-notice");
  const refused = told(say("hosts_refuse"), "span", "gm-chip gm-disputed gm-notice");
  refused.hidden = true;
  map.on("gmrefused", () => (refused.hidden = false));
  return [asked, refused];
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

/** How totals and parts were counted. @param {any} book */
function countedWords(book) {
  const total = book.selection.total();
  const lines = [say("counted_claims")];
  if (total.open && total.known > 0) lines.push(say("counted_open", { n: total.high }));
  if (total.contained > 0) lines.push(say("counted_contained", { n: total.contained }));
  if (total.unknown > 0) lines.push(say("counted_unknown", { n: total.unknown }));
  return lines.map((line) => make("p", {}, line));
}

/** The panel for details and lists. @param {any} book @param {any} map @param {HTMLElement} home */
function drawerOf(book, map, home) {
  const title = make("span", { class: "gm-drawer-title" });
  const body = make("div", { class: "gm-drawer-body", tabindex: "0" });
  const element = make(
    "section",
    { class: "gm-drawer", hidden: true, "aria-label": say("details") },
    make(
      "div",
      { class: "gm-drawer-head" },
      title,
      button("×", () => close(), { class: "gm-close", "aria-label": say("close") }),
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
        open(rows.length > 1 ? say("incidents", { n: rows.length }) : say("incident"), () =>
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
  const mirrored = isRightToLeft();
  map.fitBounds(bounds, {
    paddingTopLeft: [margin + (mirrored ? beside : 0), margin],
    paddingBottomRight: [margin + (mirrored ? 0 : beside), margin + below],
    maxZoom: 9,
    animate: false,
  });
}
