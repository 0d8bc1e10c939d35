// @ts-check
// What is not on the map, listed with its reason instead of dropped.
import { NONE } from "./columns.js";
import { button, make, told } from "./elements.js";
import { claimCard } from "./claims.js";
import { recorded, summaryWords } from "./details.js";
import { codeWords, numberWords, say } from "./language.js";

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
        ...(shown.length > 0 ? shown : [make("p", {}, say("nothing_left_out"))]),
      ),
  };
}

/**
 * A section whose lines are made when they are wanted, so many at once.
 * @param {string} key of its heading and its note
 * @param {any[]} entries
 * @param {(entry: any) => Element} line
 */
function section(key, entries, line) {
  return {
    count: entries.length,
    element: () => {
      const list = make("ul", { class: "gm-list" });
      const part = make(
        "details",
        { class: "gm-folded", open: entries.length <= 12 },
        make("summary", {}, say("heading_n", { heading: say(key), n: entries.length })),
        make("p", { class: "gm-note" }, say(key + "_note")),
        list,
      );
      const more = button(say("show_more"), () => grow());
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

/** @param {string | null} reason */
function reasonLine(reason) {
  return make("div", { class: "gm-note" }, recorded(reason) || say("no_reason"));
}

/** @param {any} book @param {(row: number) => void} go */
function unplaced(book, go) {
  const rows = [];
  for (let row = 0; row < book.count; row += 1) if (!book.isPlaced(row)) rows.push(row);
  return section("unplaced", rows, (row) => {
    const name = button("", () => go(row), { class: "gm-way" });
    name.append(told(book.placeName(row)));
    return make(
      "li",
      {},
      name,
      " " + summaryWords(book, row),
      reasonLine(book.incidents.get("place_reason", row)),
    );
  });
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
  return section("other_places", [...found.values()], ({ row, times }) => {
    const toponym = toponyms.row(row);
    const reason = toponym.role_reason || toponym.reason;
    return make(
      "li",
      {},
      told(toponym.surface, "strong"),
      times > 1 ? " ×" + numberWords(times) : "",
      toponym.role ? make("span", { class: "gm-chip" }, codeWords(toponym.role)) : null,
      reasonLine(reason),
    );
  });
}

/** Figures that belong to no incident. @param {any} book */
function background(book) {
  const rows = [];
  book.claims.ints("incident").forEach((incident, row) => {
    if (incident === NONE) rows.push(row);
  });
  return section("background", rows, (row) => make("li", {}, claimCard(book, row)));
}

/** @param {any} book */
function setAside(book) {
  const { unread } = book;
  const rows = Array.from({ length: unread.count }, (_, row) => row);
  return section("unread", rows, (row) =>
    make(
      "li",
      {},
      told(unread.get("origin", row) || say("a_report"), "strong"),
      unread.get("line", row) === null ? "" : ", " + say("line", { n: String(unread.get("line", row)) }),
      reasonLine(unread.get("reason", row)),
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
      (book.reports.count > 0 ? say("reports_read", { n: book.reports.count }) + " " : "") +
        say("numbers_are_claims"),
    ),
    make("p", {}, say("reasons_language")),
    make("p", {}, say("ground_sources")),
    make("dl", {}, ...versions),
  );
}
