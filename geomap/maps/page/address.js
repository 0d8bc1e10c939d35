// @ts-check
// The view and the filters in the address: a link shows what its sender saw.

/**
 * Read the address, then keep it up to date.
 * @param {any} book
 * @param {any} map
 */
export function addressView(book, map) {
  readAddress(book, map);
  let timer = 0;
  const write = () => {
    clearTimeout(timer);
    timer = window.setTimeout(() => writeAddress(book, map), 250);
  };
  map.on("moveend", write);
  book.selection.onChange(write);
  window.addEventListener("hashchange", () => readAddress(book, map));
}

/** @param {Set<number>} hidden @param {any[]} all */
function hiddenNames(hidden, all) {
  return [...hidden]
    .sort((one, other) => one - other)
    .map((number) => all[number].name)
    .join(",");
}

/** @param {string | null} names @param {any[]} all */
function hiddenNumbers(names, all) {
  const wanted = (names || "").split(",");
  return all.map((one, number) => (wanted.includes(one.name) ? number : -1)).filter((number) => number >= 0);
}

/** @param {any} book @param {any} map */
function writeAddress(book, map) {
  const { selection, style } = book;
  const facts = new URLSearchParams();
  const centre = map.getCenter();
  facts.set("at", [map.getZoom().toFixed(2), centre.lat.toFixed(4), centre.lng.toFixed(4)].join("/"));
  if (selection.query) facts.set("q", selection.query);
  if (selection.days) facts.set("days", selection.days.join(","));
  if (!selection.undated) facts.set("undated", "no");
  if (selection.hiddenKinds.size > 0) facts.set("kinds-off", hiddenNames(selection.hiddenKinds, style.kinds));
  if (selection.hiddenCertainties.size > 0)
    facts.set("certainty-off", hiddenNames(selection.hiddenCertainties, style.certainties));
  try {
    history.replaceState(null, "", "#" + facts.toString());
  } catch {
    // A sandboxed frame may not touch its address; the page works without.
  }
}

/** @param {any} book @param {any} map */
function readAddress(book, map) {
  const facts = new URLSearchParams(location.hash.slice(1));
  const [zoom, lat, lon] = (facts.get("at") || "").split("/").map(Number);
  if (
    [zoom, lat, lon].every(Number.isFinite) &&
    facts.has("at") &&
    Math.abs(lat) <= 85 &&
    Math.abs(lon) <= 360
  ) {
    map.setView([lat, lon], Math.max(1, Math.min(15, zoom)), { animate: false });
  }
  const days = (facts.get("days") || "").split(",").map(Number);
  if (![...facts.keys()].some((name) => name !== "at")) return;
  book.selection.change((selection) => {
    selection.query = facts.get("q") || "";
    selection.days =
      facts.has("days") && days.length === 2 && days.every(Number.isFinite) ? [days[0], days[1]] : null;
    selection.undated = facts.get("undated") !== "no";
    fillSet(selection.hiddenKinds, hiddenNumbers(facts.get("kinds-off"), book.style.kinds));
    fillSet(selection.hiddenCertainties, hiddenNumbers(facts.get("certainty-off"), book.style.certainties));
  });
}

/** @param {Set<number>} set @param {number[]} numbers */
function fillSet(set, numbers) {
  set.clear();
  for (const number of numbers) set.add(number);
}
