// @ts-check
// The casebook of a page: columns as packed by geomap/maps/pack.py, and what follows from them.
import { NONE, Table, gathered, unpackPart } from "./columns.js";
import { readBlock, unpackLines, worldX, worldY } from "./unpack.js";
import { say } from "./language.js";
import { searchForm } from "./words.js";
import { Selection } from "./selection.js";

const SOON_BYTES = 3e6; // texts up to this size are unpacked once the page rests

/** @type {Map<string, Casebook>} one a block, shared by all layers of a page */
const casebooks = new Map();

/** @param {string} id @returns {Casebook} */
export function casebookOf(id) {
  let book = casebooks.get(id);
  if (!book) {
    book = new Casebook(readBlock(id));
    casebooks.set(id, book);
    book.load();
  }
  return book;
}

/** Kinds and certainties with their names in the page's language. @param {any} style */
function spokenStyle({ kinds, certainties, sizes }) {
  const named = (one, sort) => ({ ...one, label: say(sort + "_" + one.name) });
  return {
    sizes,
    kinds: kinds.map((kind) => named(kind, "kind")),
    certainties: certainties.map((one) => ({
      ...named(one, "certainty"),
      meaning: say("meaning_" + one.name),
    })),
  };
}

export class Casebook {
  /** @param {any} content */
  constructor(content) {
    this.content = content;
    this.style = spokenStyle(content.style);
    /** @type {import("./columns.js").Store} */
    this.store = { bytes: null, texts: null };
    const table = (name) => new Table(content.tables[name], this.store);
    this.incidents = table("incidents");
    this.claims = table("claims");
    this.statements = table("statements");
    this.toponyms = table("toponyms");
    this.reports = table("reports");
    this.unread = table("unread");
    this.history = table("history");
    this.count = this.incidents.count;
    this.areas = content.areas.map((packed) => unpackLines(packed));
    this.ready = false;
    /** @type {(() => void)[]} */
    this.waiting = [];
    /** @type {(() => void)[]} */
    this.waitingForTexts = [];
    this.unpacking = false;
    /** @type {Map<string, number> | null} */
    this.ids = null;
    /** @type {Map<string, Set<string>> | null} */
    this.names = null;
    this.xs = new Float64Array(0);
    this.ys = new Float64Array(0);
    /** 0 not placed, 1 at a point, 2 over an area */
    this.placing = new Uint8Array(0);
    /** @type {number[]} */
    this.areaRows = [];
    this.claimsOf = gathered(new Int32Array(0), 0);
    this.statementsOf = this.claimsOf;
    this.historyOf = this.claimsOf;
    /** @type {Selection} */
    this.selection = new Selection(this);
  }

  load() {
    if (!this.content.texts.packed) this.readTexts();
    unpackPart(this.content.numbers, (bytes) => {
      this.store.bytes = bytes;
      this.content.numbers.bytes = "";
      this.settle();
    });
  }

  /** Everything that needs the numbers. */
  settle() {
    this.placeAll();
    this.claimsOf = gathered(this.claims.ints("incident"), this.count);
    this.statementsOf = gathered(this.statements.ints("incident"), this.count);
    this.historyOf = gathered(this.history.ints("incident"), this.count);
    this.selection.begin();
    this.ready = true;
    for (const act of this.waiting.splice(0)) act();
    this.selection.tell();
    const { texts } = this.content;
    if (texts.packed && texts.size <= SOON_BYTES) setTimeout(() => this.withTexts(() => {}), 300);
  }

  placeAll() {
    const { incidents, count } = this;
    const lats = incidents.ints("lat");
    const lons = incidents.ints("lon");
    const scale = [incidents.columns.lat.scale || 1, incidents.columns.lon.scale || 1];
    const precision = incidents.ints("where_prec");
    const area = incidents.ints("area");
    const totals = incidents.values("scope").indexOf("total");
    const scopes = incidents.ints("scope");
    this.xs = new Float64Array(count).fill(NaN);
    this.ys = new Float64Array(count).fill(NaN);
    this.placing = new Uint8Array(count);
    for (let row = 0; row < count; row += 1) {
      if (lats[row] === NONE || lons[row] === NONE) continue;
      this.xs[row] = worldX(lons[row] / scale[1]);
      this.ys[row] = worldY(lats[row] / scale[0]);
      const areal = precision[row] >= 3 || area[row] !== NONE || (totals >= 0 && scopes[row] === totals);
      this.placing[row] = areal ? 2 : 1;
      if (areal) this.areaRows.push(row);
    }
  }

  /** Once the numbers are there. @param {() => void} act */
  whenReady(act) {
    if (this.ready) act();
    else this.waiting.push(act);
  }

  /** Once the long texts are there: now, if they are. @param {() => void} act */
  withTexts(act) {
    if (this.store.texts) return act();
    this.waitingForTexts.push(act);
    if (!this.unpacking) this.readTexts();
  }

  readTexts() {
    this.unpacking = true;
    unpackPart(this.content.texts, (bytes) => {
      this.store.texts = JSON.parse(new TextDecoder().decode(bytes));
      this.content.texts.bytes = "";
      for (const act of this.waitingForTexts.splice(0)) act();
    });
  }

  /** The row of an incident by its id. @param {string} id @returns {number | undefined} */
  rowOf(id) {
    if (!this.ids) {
      this.ids = new Map();
      for (let row = 0; row < this.count; row += 1) this.ids.set(this.incidents.get("id", row), row);
    }
    return this.ids.get(id);
  }

  /** The claims of an incident. @param {number} row @returns {number[]} */
  claimRows(row) {
    return [...this.claimsOf.rows.subarray(this.claimsOf.starts[row], this.claimsOf.starts[row + 1])];
  }

  /** The statements about an incident. @param {number} row @returns {number[]} */
  statementRows(row) {
    const { starts, rows } = this.statementsOf;
    return [...rows.subarray(starts[row], starts[row + 1])];
  }

  /** What has become of an incident, step by step. @param {number} row @returns {number[]} */
  historyRows(row) {
    const { starts, rows } = this.historyOf;
    return [...rows.subarray(starts[row], starts[row + 1])];
  }

  /** Whether an incident lies on the map at all. @param {number} row */
  isPlaced(row) {
    return this.placing[row] !== 0;
  }

  /** Whether it is known to an area only, so that a pin would lie. @param {number} row */
  isArea(row) {
    return this.placing[row] === 2;
  }

  /** Whether it is a sum over several incidents. @param {number} row */
  isTotal(row) {
    return this.incidents.get("scope", row) === "total";
  }

  /** @param {number} row */
  kind(row) {
    return this.style.kinds[this.incidents.ints("kind")[row]];
  }

  /** @param {number} row */
  certainty(row) {
    return this.style.certainties[this.certaintyIndex(this.incidents.get("grading", row))];
  }

  /** What is graded in no known way is drawn as weak. @param {string | null} name */
  certaintyIndex(name) {
    const { certainties } = this.style;
    const found = certainties.findIndex((certainty) => certainty.name === (name || "ungraded"));
    return found < 0 ? 2 : found;
  }

  /**
   * The name to show: as the report writes it. Where that place is no more than known to lie in
   * another, "Kafr Noran, in Aleppo", so that nobody takes the province for the village.
   * @param {number} row
   */
  placeName(row) {
    if (!this.store.texts && this.incidents.isLate("place")) {
      this.withTexts(() => this.selection.tell());
      return "…";
    }
    const place = this.incidents.get("place", row);
    const written = this.incidents.get("place_as_written", row);
    if (!written || this.isBeside(row))
      return place || this.incidents.get("admin1", row) || say("place_unknown");
    const precision = this.incidents.get("where_prec", row);
    const wider = precision !== null && precision >= 3 && !this.isTotal(row);
    return wider && this.isNamedOtherwise(row)
      ? say("place_within", { place: written, wider: place })
      : written;
  }

  /** Whether a name of the place itself is known, not only what it lies in. @param {number} row */
  isNamed(row) {
    const { incidents } = this;
    return incidents.get("place", row) !== null || incidents.get("place_as_written", row) !== null;
  }

  /**
   * Whether the point lies beside the named place: "12 km north of Idlib", "road between …".
   * Ids of such places say so: geonames:1+12km@N, geonames:1~100km, geonames:1--geonames:2.
   * @param {number} row
   */
  isBeside(row) {
    return /@|~|--/.test(this.incidents.get("gazetteer_id", row) || "");
  }

  /** Whether the gazetteer writes the name with other letters. @param {number} row */
  isNamedOtherwise(row) {
    const place = this.incidents.get("place", row);
    const written = this.incidents.get("place_as_written", row);
    return Boolean(place && written && !searchForm(written).includes(searchForm(place).trim()));
  }

  /** The other names of a place: what reports call it, what the gazetteer does. @param {string} place */
  otherNames(place) {
    if (!this.names) {
      this.names = new Map();
      const { toponyms } = this;
      for (let row = 0; row < toponyms.count; row += 1) {
        const named = toponyms.get("place", row);
        if (named === null) continue;
        const known = this.names.get(named) || new Set();
        this.names.set(named, known.add(toponyms.get("surface", row)));
        const same = toponyms.list("candidates", row).find((other) => other && other.name === named);
        for (const name of (same && same.names) || []) known.add(name);
      }
    }
    return [...(this.names.get(place) || [])];
  }

  /**
   * West, north, east, south of some incidents, in coordinates at zoom 0; null for none.
   * @param {Iterable<number>} rows
   */
  extent(rows) {
    const limits = [Infinity, Infinity, -Infinity, -Infinity];
    const area = this.incidents.ints("area");
    const grow = (x, y) => {
      limits[0] = Math.min(limits[0], x);
      limits[1] = Math.min(limits[1], y);
      limits[2] = Math.max(limits[2], x);
      limits[3] = Math.max(limits[3], y);
    };
    for (const row of rows) {
      if (!this.isPlaced(row)) continue;
      const lines = area[row] === NONE ? null : this.areas[area[row]];
      if (!lines) grow(this.xs[row], this.ys[row]);
      else for (let at = 0; at < lines.bounds.length; at += 2) grow(lines.bounds[at], lines.bounds[at + 1]);
    }
    return limits[0] <= limits[2] ? limits : null;
  }

  /** Corners in degrees as coordinates at zoom 0. @param {[number, number][]} corners @returns {[number, number][]} */
  worldCorners(corners) {
    return corners.map(([lon, lat]) => [worldX(lon), worldY(lat)]);
  }

  /** Every row, one after the other. */
  *everyRow() {
    for (let row = 0; row < this.count; row += 1) yield row;
  }
}
