// @ts-check
// Search: the different texts of each column are brought into one form once, then a word is
// looked for among them and not in every row.
import { NONE } from "./columns.js";
import { countryWords } from "./language.js";
import { searchForm } from "./words.js";

const SLICE = 12; // milliseconds of work at a time, so that the page stays awake

const INCIDENT_TEXTS = [
  "place",
  "place_as_written",
  "admin1",
  "admin2",
  "country",
  "sub_event_type",
  "weapon",
  "description",
  "id",
  "sources",
  "actors",
  "other",
];
const CLAIM_TEXTS = ["claimant", "relayed_by", "verbatim", "sentence"];

/** @param {any} value a text, or a list or an object that holds some @returns {string} */
function wordsIn(value) {
  if (value === null || value === undefined) return "";
  if (typeof value !== "object") return String(value);
  return Object.values(value).map(wordsIn).join("\n");
}

export class Search {
  /** @param {any} book */
  constructor(book) {
    this.book = book;
    /** @type {{ table: any, name: string, texts: any[], forms: string[] }[]} */
    this.columns = [];
    this.prepared = false;
    /** @type {(() => void)[]} */
    this.waiting = [];
  }

  /** Bring all texts into one form, then go on: at once where they are few. @param {() => void} then */
  prepare(then) {
    if (this.prepared) return then();
    this.waiting.push(then);
    if (this.waiting.length > 1) return;
    this.book.withTexts(() => {
      this.collect();
      this.work();
    });
  }

  collect() {
    const { book } = this;
    const add = (table, name, texts) => this.columns.push({ table, name, texts, forms: [] });
    for (const name of INCIDENT_TEXTS) add(book.incidents, name, book.incidents.values(name));
    const countries = book.incidents.values("country").map((code) => code && countryWords(code));
    add(book.incidents, "country", countries);
    for (const name of CLAIM_TEXTS) add(book.claims, name, book.claims.values(name));
    const reports = (list) =>
      (list || []).map((row) => [book.reports.get("source", row), book.reports.get("title", row)]);
    add(book.incidents, "reports", book.incidents.values("reports").map(reports));
    const names = (place) => book.otherNames(place);
    add(book.incidents, "place", book.toponyms.count ? book.incidents.values("place").map(names) : []);
  }

  work() {
    const until = performance.now() + SLICE;
    for (const { texts, forms } of this.columns) {
      while (forms.length < texts.length) {
        forms.push(searchForm(wordsIn(texts[forms.length])));
        if ((forms.length & 63) === 0 && performance.now() > until) {
          setTimeout(() => this.work(), 0);
          return;
        }
      }
    }
    this.prepared = true;
    for (const then of this.waiting.splice(0)) then();
  }

  /**
   * The rows in which every word of a query is found.
   * @param {string} query
   * @returns {Uint8Array} 1 where found
   */
  found(query) {
    const words = searchForm(query)
      .split(/\s+/)
      .filter((word) => word !== "");
    const passes = new Uint8Array(this.book.count).fill(1);
    for (const word of words) {
      const hits = this.hits(word);
      for (let row = 0; row < passes.length; row += 1) passes[row] &= hits[row];
    }
    return passes;
  }

  /** @param {string} word */
  hits(word) {
    const { book } = this;
    const hits = new Uint8Array(book.count);
    for (const { table, name, forms } of this.columns) {
      const has = Uint8Array.from(forms, (form) => (form.includes(word) ? 1 : 0));
      if (!has.includes(1)) continue;
      const codes = table.ints(name);
      const owners = table === book.claims ? table.ints("incident") : null;
      for (let row = 0; row < codes.length; row += 1) {
        if (codes[row] === NONE || has[codes[row]] === 0) continue;
        const owner = owners ? owners[row] : row;
        if (owner !== NONE) hits[owner] = 1;
      }
    }
    this.hitNumbered(word, hits);
    return hits;
  }

  /** Ids that are only a running number. @param {string} word @param {Uint8Array} hits */
  hitNumbered(word, hits) {
    const column = this.book.incidents.columns.id;
    if (!column || column.prefix === undefined) return;
    const prefix = searchForm(column.prefix);
    if (!word.startsWith(prefix)) return;
    const row = Number(word.slice(prefix.length)) - column.first;
    if (Number.isInteger(row) && row >= 0 && row < hits.length) hits[row] = 1;
  }
}
