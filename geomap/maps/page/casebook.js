// @ts-check
// The casebook of a page: columns as packed by geomap/maps/pack.py, and what follows from them.
import { readBlock, unpackLines, worldX, worldY } from "./unpack.js";
import { searchForm } from "./words.js";
import { Selection } from "./selection.js";

/** @type {Map<string, Casebook>} one a block, shared by all layers of a page */
const casebooks = new Map();

/** @param {string} id @returns {Casebook} */
export function casebookOf(id) {
  let book = casebooks.get(id);
  if (!book) {
    book = new Casebook(readBlock(id));
    casebooks.set(id, book);
  }
  return book;
}

export class Casebook {
  /** @param {any} content */
  constructor(content) {
    this.content = content;
    this.style = content.style;
    /** @type {Record<string, any[]>} */
    this.incidents = columnsOfTable(content.incidents);
    this.claims = columnsOfTable(content.claims);
    this.statements = columnsOfTable(content.statements);
    this.toponyms = columnsOfTable(content.toponyms);
    this.reports = columnsOfTable(content.reports);
    this.unread = columnsOfTable(content.unread);
    this.count = this.incidents.id.length;
    this.areas = content.areas.map((packed) => unpackLines(packed));
    this.xs = Float64Array.from(this.incidents.lon, (lon) => (lon === null ? NaN : worldX(lon)));
    this.ys = Float64Array.from(this.incidents.lat, (lat) => (lat === null ? NaN : worldY(lat)));
    this.rows = new Map(this.incidents.id.map((id, row) => [id, row]));
    this.claimsOf = gathered(this.claims.incident, this.count);
    this.statementsOf = gathered(this.statements.incident, this.count);
    /** @type {string[] | null} */
    this.searchTexts = null;
    /** @type {Map<string, Set<string>> | null} */
    this.names = null;
    this.groups = this.groupPlaces();
    this.selection = new Selection(this);
  }

  /** Whether an incident lies on the map at all. @param {number} row */
  isPlaced(row) {
    return this.incidents.lat[row] !== null;
  }

  /** Whether it is known to an area only, so that a pin would lie. @param {number} row */
  isArea(row) {
    const precision = this.incidents.where_prec[row];
    return (
      this.isPlaced(row) &&
      (this.isTotal(row) || this.incidents.area[row] !== null || (precision !== null && precision >= 3))
    );
  }

  /** Whether it is a sum over several incidents. @param {number} row */
  isTotal(row) {
    return this.incidents.scope[row] === "total";
  }

  /** @param {number} row */
  kind(row) {
    return this.style.kinds[this.incidents.kind[row]];
  }

  /** @param {number} row */
  certainty(row) {
    const name = this.incidents.grading[row];
    return this.style.certainties[this.certaintyIndex(name)];
  }

  /** What is graded in no known way is drawn as weak. @param {string | null} name */
  certaintyIndex(name) {
    const found = this.style.certainties.findIndex((certainty) => certainty.name === name);
    return found < 0 ? 2 : found;
  }

  /**
   * The name to show: as the report writes it. Where that place is no more than known to lie in
   * another, "Kafr Noran, in Aleppo", so that nobody takes the province for the village.
   * @param {number} row
   */
  placeName(row) {
    const { place, place_as_written: written, where_prec: precision } = this.incidents;
    if (!written[row] || this.isBeside(row)) return place[row] || "Place unknown";
    const wider = precision[row] !== null && precision[row] >= 3 && !this.isTotal(row);
    return wider && this.isNamedOtherwise(row) ? written[row] + ", in " + place[row] : written[row];
  }

  /**
   * Whether the point lies beside the named place: "12 km north of Idlib", "road between …".
   * Ids of such places say so: geonames:1+12km@N, geonames:1~100km, geonames:1--geonames:2.
   * @param {number} row
   */
  isBeside(row) {
    return /@|~|--/.test(this.incidents.gazetteer_id[row] || "");
  }

  /** Whether the gazetteer writes the name with other letters. @param {number} row */
  isNamedOtherwise(row) {
    const { place, place_as_written: written } = this.incidents;
    return Boolean(
      place[row] && written[row] && !searchForm(written[row]).includes(searchForm(place[row]).trim()),
    );
  }

  /** The other names of a place: what reports call it, what the gazetteer does. @param {string} place */
  otherNames(place) {
    if (!this.names) {
      this.names = new Map();
      const { surface, place: places, candidates } = this.toponyms;
      for (let row = 0; row < surface.length; row += 1) {
        if (places[row] === null) continue;
        const known = this.names.get(places[row]) || new Set();
        this.names.set(places[row], known.add(surface[row]));
        const same = candidates[row].find((other) => other && other.name === places[row]);
        for (const name of (same && same.names) || []) known.add(name);
      }
    }
    return [...(this.names.get(place) || [])];
  }

  /** The incidents at one point, as lists of rows. */
  groupPlaces() {
    /** @type {Map<string, number[]>} */
    const groups = new Map();
    for (let row = 0; row < this.count; row += 1) {
      if (!this.isPlaced(row) || this.isArea(row)) continue;
      const key = this.incidents.lat[row].toFixed(4) + " " + this.incidents.lon[row].toFixed(4);
      const group = groups.get(key);
      if (group) group.push(row);
      else groups.set(key, [row]);
    }
    return [...groups.values()];
  }

  /** The text that a search looks through. @param {number} row */
  searchText(row) {
    if (!this.searchTexts) this.searchTexts = new Array(this.count);
    if (this.searchTexts[row] === undefined) {
      const { incidents, claims, reports } = this;
      const words = [
        "place",
        "place_as_written",
        "admin1",
        "admin2",
        "country",
        "sub_event_type",
        "id",
        "weapon",
      ].map((name) => incidents[name][row]);
      if (incidents.place[row]) words.push(...this.otherNames(incidents.place[row]));
      for (const claim of this.claimsOf[row]) {
        words.push(claims.claimant[claim], claims.relayed_by[claim], claims.verbatim[claim]);
        words.push(claims.sentences[claims.sentence[claim]]);
      }
      for (const actor of incidents.actors[row]) words.push(actor && actor.name);
      for (const report of incidents.reports[row]) words.push(reports.source[report], reports.title[report]);
      this.searchTexts[row] = searchForm(
        words.filter((word) => word !== null && word !== undefined).join("\n"),
      );
    }
    return this.searchTexts[row];
  }

  /**
   * West, south, east, north of some incidents, in coordinates at zoom 0; null for none.
   * @param {number[]} rows
   */
  extent(rows) {
    const limits = [Infinity, Infinity, -Infinity, -Infinity];
    for (const row of rows) {
      const area = this.incidents.area[row];
      const lines = area === null ? null : this.areas[area];
      const corners = lines ? [...lines.bounds] : [this.xs[row], this.ys[row]];
      for (let at = 0; at < corners.length; at += 2) {
        limits[0] = Math.min(limits[0], corners[at]);
        limits[1] = Math.min(limits[1], corners[at + 1]);
        limits[2] = Math.max(limits[2], corners[at]);
        limits[3] = Math.max(limits[3], corners[at + 1]);
      }
    }
    return limits[0] <= limits[2] ? limits : null;
  }
}

/**
 * A table's columns, those written as few values and their rows spread out again.
 * @param {Record<string, any>} table
 * @returns {Record<string, any[]>}
 */
function columnsOfTable(table) {
  return Object.fromEntries(
    Object.entries(table).map(([name, column]) => [
      name,
      Array.isArray(column) ? column : column.rows.map((row) => column.values[row]),
    ]),
  );
}

/**
 * For each incident the rows of another table that belong to it.
 * @param {(number | null)[]} owners
 * @param {number} count
 * @returns {number[][]}
 */
function gathered(owners, count) {
  const rows = Array.from({ length: count }, () => /** @type {number[]} */ ([]));
  owners.forEach((owner, row) => {
    if (owner !== null) rows[owner].push(row);
  });
  return rows;
}
