// @ts-check
// What is shown: the filters, their live counts, and the total of what passes them.
import { searchForm } from "./words.js";

const FAILS_KIND = 1;
const FAILS_CERTAINTY = 2;
const FAILS_SEARCH = 4;
const FAILS_TIME = 8;

/**
 * @typedef {{ low: number, high: number, open: boolean, known: number, unknown: number,
 *             contained: number, events: number, totals: number }} Total
 */

export class Selection {
  /** @param {any} book */
  constructor(book) {
    this.book = book;
    this.hiddenKinds = new Set();
    this.hiddenCertainties = new Set();
    this.query = "";
    /** @type {[number, number] | null} first and last day */
    this.days = null;
    this.undated = true;
    this.fails = new Uint8Array(book.count);
    /** @type {(() => void)[]} */
    this.listeners = [];
    this.certainties = Uint8Array.from(book.incidents.grading, (name) => book.certaintyIndex(name));
  }

  /** @param {() => void} listener */
  onChange(listener) {
    this.listeners.push(listener);
  }

  /** Change the filters, then tell everybody once. @param {(selection: Selection) => void} act */
  change(act) {
    act(this);
    this.apply();
    for (const listener of this.listeners) listener();
  }

  clear() {
    this.change((selection) => {
      selection.hiddenKinds.clear();
      selection.hiddenCertainties.clear();
      selection.query = "";
      selection.days = null;
      selection.undated = true;
    });
  }

  isFiltered() {
    return (
      this.hiddenKinds.size > 0 ||
      this.hiddenCertainties.size > 0 ||
      this.query !== "" ||
      this.days !== null ||
      !this.undated
    );
  }

  apply() {
    const { kind } = this.book.incidents;
    const words = searchForm(this.query)
      .split(/\s+/)
      .filter((word) => word !== "");
    for (let row = 0; row < this.book.count; row += 1) {
      let fails = this.hiddenKinds.has(kind[row]) ? FAILS_KIND : 0;
      if (this.hiddenCertainties.has(this.certainties[row])) fails |= FAILS_CERTAINTY;
      if (!this.passesTime(row)) fails |= FAILS_TIME;
      if (words.length > 0 && !this.passesSearch(row, words)) fails |= FAILS_SEARCH;
      this.fails[row] = fails;
    }
  }

  /** @param {number} row */
  passesTime(row) {
    const { start, last } = this.book.incidents;
    if (start[row] === null) return this.undated;
    if (!this.days) return true;
    return start[row] <= this.days[1] && (last[row] === null ? start[row] : last[row]) >= this.days[0];
  }

  /** @param {number} row @param {string[]} words */
  passesSearch(row, words) {
    const text = this.book.searchText(row);
    return words.every((word) => text.includes(word));
  }

  /** @param {number} row */
  shows(row) {
    return this.fails[row] === 0;
  }

  /** Whether it passes all filters but time: what the timeline draws. @param {number} row */
  showsAtAnyTime(row) {
    return (this.fails[row] & ~FAILS_TIME) === 0;
  }

  /** The rows that are shown. @returns {number[]} */
  rows() {
    const rows = [];
    for (let row = 0; row < this.book.count; row += 1) if (this.fails[row] === 0) rows.push(row);
    return rows;
  }

  /** How many of each kind pass the other filters. */
  kindCounts() {
    const counts = new Array(this.book.style.kinds.length).fill(0);
    const { kind } = this.book.incidents;
    for (let row = 0; row < this.book.count; row += 1) {
      if ((this.fails[row] & ~FAILS_KIND) === 0) counts[kind[row]] += 1;
    }
    return counts;
  }

  /** How many of each certainty pass the other filters. */
  certaintyCounts() {
    const counts = new Array(this.book.style.certainties.length).fill(0);
    for (let row = 0; row < this.book.count; row += 1) {
      if ((this.fails[row] & ~FAILS_CERTAINTY) === 0) counts[this.certainties[row]] += 1;
    }
    return counts;
  }

  /**
   * Add up the killed of what is shown: what a shown total contains is never added to it,
   * an unknown number adds nothing and is counted.
   * @returns {Total}
   */
  total() {
    const { part_of: partOf, killed_low: low, killed_best: best, killed_high: high } = this.book.incidents;
    const sum = { low: 0, high: 0, open: false, known: 0, unknown: 0, contained: 0, events: 0, totals: 0 };
    for (let row = 0; row < this.book.count; row += 1) {
      if (!this.shows(row)) continue;
      if (this.book.isTotal(row)) sum.totals += 1;
      else sum.events += 1;
      const whole = partOf[row] === null ? undefined : this.book.rows.get(partOf[row]);
      if (low[row] === null && best[row] === null && high[row] === null) sum.unknown += 1;
      else if (whole !== undefined && this.shows(whole)) sum.contained += 1;
      else {
        const least = low[row] === null ? 0 : low[row];
        sum.known += 1;
        sum.low += least;
        sum.high += high[row] === null ? Math.max(least, best[row] || 0) : high[row];
        if (high[row] === null) sum.open = true;
      }
    }
    return sum;
  }
}
