// @ts-check
// What is not on the map, listed with its reason instead of dropped.
import { NONE } from "./columns.js";
import { button, make, told } from "./elements.js";
import { claimCard } from "./claims.js";
import { summaryWords } from "./details.js";
import { codeWords, countWords } from "./words.js";

const AT_ONCE = 200;

/**
 * The list, and how many lines it has.
 * @param {any} book
 * @param {(row: number) => void} go
 */
export function absentLists(book, go) {
  const sections = [unplaced(book, go), otherToponyms(book), background(book), setAside(book)];
  const count = sections.reduce((sum, section) => sum + section.count, 0);
  const shown = sections.filter((section) => section.count > 0).map((section) => section.element());
  return {
    count,
    element: () =>
      make(
        "div",
        { class: "gm-absent" },
        ...(shown.length > 0 ? shown : [make("p", {}, "Nothing was left out.")]),
      ),
  };
}

/**
 * A section whose lines are made when they are wanted, so many at once.
 * @param {string} title
 * @param {string} note
 * @param {any[]} entries
 * @param {(entry: any) => Element} line
 */
function section(title, note, entries, line) {
  return {
    count: entries.length,
    element: () => {
      const list = make("ul", { class: "gm-list" });
      const part = make(
        "details",
        { class: "gm-folded", open: entries.length <= 12 },
        make("summary", {}, title + " (" + entries.length + ")"),
        make("p", { class: "gm-note" }, note),
        list,
      );
      const more = button("Show more", () => grow());
      let done = 0;
      const grow = () => {
        list.append(...entries.slice(done, done + AT_ONCE).map(line));
        done = Math.min(entries.length, done + AT_ONCE);
        more.hidden = done === entries.length;
      };
      grow();
      part.append(more);
      return part;
    },
  };
}

/** @param {any} book @param {(row: number) => void} go */
function unplaced(book, go) {
  const rows = [];
  for (let row = 0; row < book.count; row += 1) if (!book.isPlaced(row)) rows.push(row);
  return section(
    "Incidents without a place",
    "They count in the totals, but no place on the map is sure enough.",
    rows,
    (row) => {
      const name = button("", () => go(row), { class: "gm-way" });
      name.append(told(book.placeName(row)));
      return make(
        "li",
        {},
        name,
        " " + summaryWords(book, row),
        told(book.incidents.get("place_reason", row) || "no reason given", "div", "gm-note"),
      );
    },
  );
}

/** Names that were read and are no place of an event. @param {any} book */
function otherToponyms(book) {
  const { toponyms } = book;
  /** @type {Map<string, { row: number, times: number }>} */
  const found = new Map();
  for (let row = 0; row < toponyms.count; row += 1) {
    if (toponyms.get("on_map", row)) continue;
    const names = ["surface", "role", "role_reason", "reason"];
    const key = names.map((name) => toponyms.get(name, row)).join("\u0000");
    const known = found.get(key);
    if (known) known.times += 1;
    else found.set(key, { row, times: 1 });
  }
  return section(
    "Places that were read but where nothing is said to have happened",
    "Each with what it does in its sentence.",
    [...found.values()],
    ({ row, times }) => {
      const toponym = toponyms.row(row);
      const reason = toponym.role_reason || toponym.reason;
      return make(
        "li",
        {},
        told(toponym.surface, "strong"),
        times > 1 ? " ×" + times : "",
        toponym.role ? make("span", { class: "gm-chip" }, codeWords(toponym.role)) : null,
        told(reason || "no reason given", "div", "gm-note"),
      );
    },
  );
}

/** Figures that belong to no incident. @param {any} book */
function background(book) {
  const rows = [];
  book.claims.ints("incident").forEach((incident, row) => {
    if (incident === NONE) rows.push(row);
  });
  return section(
    "Figures that belong to no incident",
    "War-wide figures, history, threats, and what could not be tied to an event.",
    rows,
    (row) => make("li", {}, claimCard(book, row)),
  );
}

/** @param {any} book */
function setAside(book) {
  const { unread } = book;
  const rows = Array.from({ length: unread.count }, (_, row) => row);
  return section("Reports that could not be read", "Set aside, with the reason.", rows, (row) =>
    make(
      "li",
      {},
      told(unread.get("origin", row) || "a report", "strong"),
      unread.get("line", row) === null ? "" : ", line " + unread.get("line", row),
      told(unread.get("reason", row) || "no reason given", "div", "gm-note"),
    ),
  );
}

/**
 * What the page rests on: reports and versions.
 * @param {any} book
 */
export function provenanceOf(book) {
  const { provenance } = book.content;
  const versions = Object.entries(provenance).map(([name, value]) =>
    make("div", { class: "gm-fact" }, make("dt", {}, codeWords(name)), told(value, "dd")),
  );
  return make(
    "div",
    { class: "gm-absent" },
    make(
      "p",
      {},
      (book.reports.count > 0 ? countWords(book.reports.count, "report") + " read. " : "") +
        "Numbers are claims; each stands with its claimant and its words.",
    ),
    make(
      "p",
      {},
      "Ground: Natural Earth (boundaries by who holds the ground; contested lines are dashed). Towns: GeoNames, CC BY 4.0; villages: includes data created by MaxMind, maxmind.com.",
    ),
    make("dl", {}, ...versions),
  );
}
