// @ts-check
// What is shown: the filters, and the total of what passes them. Each filter marks the rows that
// fail it with a bit of its own; only what has changed is worked out anew.
import { NONE } from "./columns.js";
import {
  Facet,
  sortedByCertainty,
  sortedByClaims,
  sortedByKind,
  sortedByList,
  sortedByPlace,
  sortedByPrecision,
} from "./facets.js";
import { say } from "./language.js";
import { Search } from "./search.js";

const FAILS_SEARCH = 1;
const FAILS_TIME = 2;
const FAILS_KILLED = 4;
const FAILS_CONTEST = 8;
const FAILS_POLYGON = 16;
const FIRST_FACET = 32;
const NOT_READY = 0x40000000;

/**
 * @typedef {{ low: number, high: number, open: boolean, known: number, unknown: number,
 *             contained: number, events: number, totals: number }} Total
 */

/** @param {any} book @returns {Facet[]} */
function facetsOf(book) {
  /** @type {[string, (book: any) => import("./facets.js").Sorted][]} */
  const all = [
    ["kind", sortedByKind],
    ["certainty", sortedByCertainty],
    ["place", sortedByPlace],
    ["claimant", sortedByClaims("claimant", false)],
    ["side", sortedByClaims("claimant_kind", true)],
    ["actor", sortedByList("actors", (one) => (one && one.name) || (typeof one === "string" ? one : null))],
    ["victims", sortedByClaims("victims", true)],
    ["precision", sortedByPrecision],
    ["source", sortedByList("sources", (one) => one)],
  ];
  return all.map(([key, sort], n) => new Facet(key, say("facet_" + key), FIRST_FACET << n, sort, book));
}

export class Selection {
  /** @param {any} book */
  constructor(book) {
    this.book = book;
    this.facets = facetsOf(book);
    this.search = new Search(book);
    this.query = "";
    /** @type {[number, number] | null} first and last day */
    this.days = null;
    this.undated = true;
    /** @type {[number | null, number | null]} at least, at most */
    this.killed = [null, null];
    this.contested = false;
    /** @type {[number, number][] | null} corners in degrees: lon, lat */
    this.polygon = null;
    this.fails = new Uint32Array(book.count).fill(NOT_READY);
    this.version = 0;
    /** @type {(() => void)[]} */
    this.listeners = [];
    /** @type {string[]} what the marks were made for */
    this.applied = [];
    /** @type {Total | null} */
    this.sum = null;
  }

  /** @param {string} key @returns {Facet} */
  facet(key) {
    return /** @type {Facet} */ (this.facets.find((facet) => facet.key === key));
  }

  /** @param {() => void} listener */
  onChange(listener) {
    this.listeners.push(listener);
  }

  /** The numbers have come. */
  begin() {
    this.fails.fill(0);
    this.applied = [];
    this.apply();
  }

  /** Change the filters, then tell everybody once. @param {(selection: Selection) => void} act */
  change(act) {
    act(this);
    this.apply();
    this.tell();
  }

  tell() {
    for (const listener of this.listeners) listener();
  }

  clear() {
    this.change((selection) => {
      for (const facet of selection.facets) facet.clear();
      selection.query = "";
      selection.days = null;
      selection.undated = true;
      selection.killed = [null, null];
      selection.contested = false;
      selection.polygon = null;
    });
  }

  isFiltered() {
    return (
      this.facets.some((facet) => facet.isActive()) ||
      this.query !== "" ||
      this.days !== null ||
      !this.undated ||
      this.killed.some((bound) => bound !== null) ||
      this.contested ||
      this.polygon !== null
    );
  }

  /** The filters that are on, in words of their keys. */
  signatures() {
    return [
      this.query,
      String(this.days) + this.undated,
      String(this.killed),
      String(this.contested),
      JSON.stringify(this.polygon),
      ...this.facets.map((facet) => facet.signature()),
    ];
  }

  /** What is chosen but for the days: the timeline's bars hang on it. */
  keyButTime() {
    const [query, , ...others] = this.applied;
    return [query, String(this.undated), ...others].join("\u0003");
  }

  apply() {
    const now = this.signatures();
    const { applied } = this;
    const isNew = (n) => now[n] !== applied[n];
    if (isNew(0)) this.applySearch();
    if (isNew(1)) this.applyTime();
    if (isNew(2)) this.applyKilled();
    if (isNew(3)) this.mark(FAILS_CONTEST, this.contested ? (row) => this.isContested(row) : null);
    if (isNew(4)) this.applyPolygon();
    this.facets.forEach((facet, n) => isNew(n + 5) && facet.apply(this.fails));
    this.applied = now;
    this.version += 1;
    this.sum = null;
  }

  /** @param {number} bit @param {((row: number) => boolean) | null} passes null: all do */
  mark(bit, passes) {
    const { fails } = this;
    for (let row = 0; row < fails.length; row += 1) {
      if (passes === null || passes(row)) fails[row] &= ~bit;
      else fails[row] |= bit;
    }
  }

  applySearch() {
    if (this.query === "") return this.mark(FAILS_SEARCH, null);
    const hits = this.search.found(this.query);
    this.mark(FAILS_SEARCH, (row) => hits[row] === 1);
  }

  applyTime() {
    const { fails, book, undated } = this;
    if (this.days === null && undated) return this.mark(FAILS_TIME, null);
    const start = book.incidents.ints("start");
    const last = book.incidents.ints("last");
    const [from, to] = this.days || [-Infinity, Infinity];
    for (let row = 0; row < fails.length; row += 1) {
      const day = start[row];
      const until = last[row] === NONE ? day : last[row];
      const passes = day === NONE ? undated : day <= to && until >= from;
      if (passes) fails[row] &= ~FAILS_TIME;
      else fails[row] |= FAILS_TIME;
    }
  }

  applyKilled() {
    const [least, most] = this.killed;
    if (least === null && most === null) return this.mark(FAILS_KILLED, null);
    const low = this.book.incidents.ints("killed_low");
    const high = this.book.incidents.ints("killed_high");
    this.mark(FAILS_KILLED, (row) => {
      if (low[row] === NONE && high[row] === NONE) return false;
      const upTo = high[row] === NONE ? Infinity : high[row];
      const from = low[row] === NONE ? 0 : low[row];
      return (least === null || upTo >= least) && (most === null || from <= most);
    });
  }

  /** Whether claimants differ on it. @param {number} row */
  isContested(row) {
    const { incidents } = this.book;
    return incidents.list("disputed", row).length > 0 || incidents.get("grading", row) === "contested";
  }

  applyPolygon() {
    if (!this.polygon) return this.mark(FAILS_POLYGON, null);
    const { xs, ys } = this.book;
    const corners = this.book.worldCorners(this.polygon);
    this.mark(FAILS_POLYGON, (row) => isInside(corners, xs[row], ys[row]));
  }

  /** @param {number} row */
  shows(row) {
    return this.fails[row] === 0;
  }

  /** Whether marks say that all filters but time are passed: what the timeline draws. @param {number} marks */
  passesAtAnyTime(marks) {
    return (marks & ~FAILS_TIME) === 0;
  }

  /** The rows that are shown. @returns {number[]} */
  rows() {
    const rows = [];
    for (let row = 0; row < this.fails.length; row += 1) if (this.fails[row] === 0) rows.push(row);
    return rows;
  }

  /**
   * Add up the killed of what is shown: what a shown total contains is never added to it,
   * an unknown number adds nothing and is counted.
   * @returns {Total}
   */
  total() {
    if (!this.sum) this.sum = this.addedUp();
    return this.sum;
  }

  addedUp() {
    const { fails, book } = this;
    const { incidents } = book;
    const low = incidents.ints("killed_low");
    const best = incidents.ints("killed_best");
    const high = incidents.ints("killed_high");
    const partOf = incidents.ints("part_of");
    const scope = incidents.ints("scope");
    const total = incidents.values("scope").indexOf("total");
    const sum = { low: 0, high: 0, open: false, known: 0, unknown: 0, contained: 0, events: 0, totals: 0 };
    for (let row = 0; row < fails.length; row += 1) {
      if (fails[row] !== 0) continue;
      if (total >= 0 && scope[row] === total) sum.totals += 1;
      else sum.events += 1;
      if (low[row] === NONE && best[row] === NONE && high[row] === NONE) sum.unknown += 1;
      else if (partOf[row] !== NONE && fails[partOf[row]] === 0) sum.contained += 1;
      else {
        const least = low[row] === NONE ? 0 : low[row];
        sum.known += 1;
        sum.low += least;
        if (high[row] === NONE) {
          sum.open = true;
          sum.high += Math.max(least, best[row] === NONE ? 0 : best[row]);
        } else sum.high += high[row];
      }
    }
    return sum;
  }
}

/**
 * Whether a point lies in a polygon, by the even-odd rule.
 * @param {[number, number][]} corners
 * @param {number} x
 * @param {number} y
 */
export function isInside(corners, x, y) {
  let inside = false;
  for (let n = 0, before = corners.length - 1; n < corners.length; before = n, n += 1) {
    const [ax, ay] = corners[n];
    const [bx, by] = corners[before];
    if (ay > y !== by > y && x < ((bx - ax) * (y - ay)) / (by - ay) + ax) inside = !inside;
  }
  return inside;
}
