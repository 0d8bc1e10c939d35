// @ts-check
// The view and the filters in the address: a link shows what its sender saw.

/**
 * Read the address, then keep it up to date.
 * @param {any} book
 * @param {any} map
 * @param {{ table: () => boolean, showTable: (on: boolean) => void, show: (row: number) => void }} page
 */
export function addressView(book, map, page) {
  let timer = 0;
  let reading = false;
  let written = "";
  const write = () => {
    if (reading) return;
    clearTimeout(timer);
    timer = window.setTimeout(() => {
      written = "#" + addressOf(book, map, page);
      setHash(written);
    }, 250);
  };
  const follow = (fragment) => {
    reading = true;
    readAddress(fragment, book, map, page, () => (reading = false));
  };
  const read = () => follow(location.hash);
  read();
  map.on("moveend gmchosen", write);
  book.selection.onChange(write);
  window.addEventListener("hashchange", () => location.hash !== written && read());
  return { write, follow };
}

/** @param {string} hash */
function setHash(hash) {
  try {
    history.replaceState(null, "", hash);
  } catch {
    // A frame without an origin may not touch its history; its own fragment it may.
    if (location.href.startsWith("about:srcdoc")) location.hash = hash;
  }
}

/** @param {any} book @param {any} map @param {any} page @returns {string} */
export function addressOf(book, map, page) {
  const { selection } = book;
  const facts = new URLSearchParams();
  const centre = map.getCenter();
  facts.set("at", [map.getZoom().toFixed(2), centre.lat.toFixed(4), centre.lng.toFixed(4)].join("/"));
  if (selection.query) facts.set("q", selection.query);
  if (selection.days) facts.set("days", selection.days.join(","));
  if (!selection.undated) facts.set("undated", "no");
  if (selection.killed.some((bound) => bound !== null))
    facts.set("killed", selection.killed.map((bound) => bound ?? "").join(","));
  if (selection.contested) facts.set("contested", "yes");
  if (selection.polygon)
    facts.set("in", selection.polygon.map(([lon, lat]) => lon.toFixed(4) + " " + lat.toFixed(4)).join(","));
  for (const facet of selection.facets) {
    if (facet.included.size > 0) facts.set(facet.key, JSON.stringify([...facet.included]));
    if (facet.excluded.size > 0) facts.set(facet.key + "-off", JSON.stringify([...facet.excluded]));
  }
  if (page.table()) facts.set("table", "yes");
  if (map.gmChosen && map.gmChosen.book === book)
    facts.set("incident", book.incidents.get("id", map.gmChosen.row));
  return facts.toString();
}

/**
 * @param {string} fragment with its #
 * @param {any} book
 * @param {any} map
 * @param {any} page
 * @param {() => void} done
 */
function readAddress(fragment, book, map, page, done) {
  const facts = new URLSearchParams(fragment.replace(/^#/, ""));
  const [zoom, lat, lon] = (facts.get("at") || "").split("/").map(Number);
  const isPlace = facts.has("at") && [zoom, lat, lon].every(Number.isFinite);
  if (isPlace && Math.abs(lat) <= 85 && Math.abs(lon) <= 360)
    map.setView([lat, lon], Math.max(1, Math.min(18, zoom)), { animate: false });
  if (![...facts.keys()].some((name) => name !== "at")) return done();
  const go = () => {
    book.selection.change((selection) => fillSelection(selection, facts));
    page.showTable(facts.get("table") === "yes");
    const row = facts.has("incident") ? book.rowOf(facts.get("incident")) : undefined;
    if (row !== undefined) page.show(row);
    done();
  };
  if (facts.has("q")) book.selection.search.prepare(go);
  else book.withTexts(go);
}

/** @param {any} selection @param {URLSearchParams} facts */
function fillSelection(selection, facts) {
  const days = numbersIn(facts.get("days"));
  const killed = (facts.get("killed") || ",")
    .split(",")
    .map((bound) => (bound === "" ? null : Number(bound)));
  selection.query = facts.get("q") || "";
  selection.days = days.length === 2 ? days : null;
  selection.undated = facts.get("undated") !== "no";
  selection.killed = killed.length === 2 && !killed.some(Number.isNaN) ? killed : [null, null];
  selection.contested = facts.get("contested") === "yes";
  selection.polygon = cornersIn(facts.get("in"));
  for (const facet of selection.facets) {
    facet.clear();
    for (const name of namesIn(facts.get(facet.key))) facet.included.add(name);
    for (const name of namesIn(facts.get(facet.key + "-off"))) facet.excluded.add(name);
  }
}

/** @param {string | null} text */
function numbersIn(text) {
  const numbers = (text || "").split(",").map(Number);
  return text && numbers.every(Number.isFinite) ? numbers : [];
}

/** @param {string | null} text "lon lat,lon lat" @returns {[number, number][] | null} */
function cornersIn(text) {
  const corners = (text || "").split(",").map((corner) => corner.split(" ").map(Number));
  const whole =
    corners.length >= 3 && corners.every((corner) => corner.length === 2 && corner.every(Number.isFinite));
  return whole ? /** @type {[number, number][]} */ (corners) : null;
}

/** @param {string | null} text a JSON list @returns {string[]} */
function namesIn(text) {
  try {
    const found = JSON.parse(text || "[]");
    return Array.isArray(found) ? found.filter((name) => typeof name === "string") : [];
  } catch {
    return [];
  }
}
