// @ts-check
// Picking marks with the pointer, and showing what was picked.
import { detailsOf } from "./details.js";
import { make, told } from "./elements.js";

/**
 * Let a layer's marks be picked. The layers of a map are asked in their order.
 * @param {any} map
 * @param {{ book: any, order: number, pick: (point: any) => { words: string[], open: () => void } | null, repaint: () => void }} picker
 */
export function addPicker(map, picker) {
  if (!map.gmPickers) startPicking(map);
  map.gmPickers.push(picker);
  map.gmPickers.sort((one, other) => one.order - other.order);
  return { remove: () => (map.gmPickers = map.gmPickers.filter((other) => other !== picker)) };
}

/** @param {any} map */
function startPicking(map) {
  map.gmPickers = [];
  const tip = make("div", { class: "gm-tip", role: "status", hidden: true });
  map.getContainer().append(tip);
  map.on("click", (event) => {
    if (map.gmTool) return; // a tool is at work: measuring, or drawing a polygon
    const found = pickAt(map, event.layerPoint);
    tip.hidden = true;
    if (found) found.open();
  });
  map.on("mousemove", (event) => {
    const found = pickAt(map, event.layerPoint);
    map.getContainer().classList.toggle("gm-over", found !== null);
    tip.hidden = found === null;
    if (!found) return;
    const [head, ...rest] = found.words;
    tip.replaceChildren(told(head, "strong"), ...rest.map((line) => told(line, "div")));
    const width = map.getSize().x;
    tip.style.left = Math.min(event.containerPoint.x + 14, width - tip.offsetWidth - 8) + "px";
    tip.style.top = Math.max(6, event.containerPoint.y - tip.offsetHeight - 10) + "px";
  });
  map.on("mouseout movestart", () => (tip.hidden = true));
}

/** What lies under a point: marks before the areas that they lie in. @param {any} map @param {any} point */
function pickAt(map, point) {
  for (const picker of map.gmPickers) {
    const found = picker.pick(point);
    if (found) return found;
  }
  return null;
}

/**
 * Show incidents: in the page's own panel, else in a popup of the map.
 * @param {any} map
 * @param {any} book
 * @param {number[]} rows
 */
export function showDetails(map, book, rows) {
  map.gmChosen = { book, row: rows[0] };
  if (map.gmDrawer) map.gmDrawer.show(rows);
  else {
    const popup = L.popup({ maxWidth: 430, maxHeight: 420, className: "gm-popup" })
      .setLatLng(placeOf(map, book, rows[0]))
      .setContent("…")
      .openOn(map);
    book.withTexts(() => popup.setContent(detailsOf(book, rows, (row) => showDetails(map, book, [row]))));
  }
  repaintAll(map);
}

/** @param {any} map */
export function repaintAll(map) {
  for (const picker of map.gmPickers || []) picker.repaint();
}

/** @param {any} map @param {any} book @param {number} row */
function placeOf(map, book, row) {
  const lat = book.incidents.get("lat", row);
  return lat === null ? map.getCenter() : [lat, book.incidents.get("lon", row)];
}
