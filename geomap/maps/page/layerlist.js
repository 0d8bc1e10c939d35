// @ts-check
// Leaflet's list of layers in our page: in groups, each layer with its sign and its number.
import { make } from "./elements.js";
import { numberWords, say } from "./language.js";

/** Let the lists of layers of a page be grouped. */
export function groupLayerLists() {
  const { _update: plain, expand } = L.Control.Layers.prototype;
  L.Control.Layers.include({
    _update() {
      plain.call(this);
      if (this._container) dressList(this);
      return this;
    },
    expand() {
      this._update(); // the numbers are those of what is shown now
      return expand.call(this);
    },
  });
}

/** @param {any} control */
function dressList(control) {
  const overlays = control._layers.filter((entry) => entry.overlay);
  let last = "";
  [...control._overlaysList.children].forEach((label, n) => {
    const { layer } = overlays[n];
    const entry = layer.gmEntry || { group: "group_others" };
    if (entry.group !== last) label.before(make("strong", { class: "gm-layer-group" }, say(entry.group)));
    last = entry.group;
    label.classList.add("gm-layer-entry");
    const line = label.firstElementChild;
    const box = line.querySelector("input");
    if (entry.sign) box.after(entry.sign());
    if (entry.count) line.append(make("span", { class: "gm-count" }, numberWords(entry.count())));
  });
}

/**
 * How a layer stands in the list.
 * @param {any} book
 * @param {"group_incidents" | "group_summaries"} group
 * @param {() => Element} sign
 * @param {(row: number) => boolean} has whether the layer draws something for an incident
 */
export function bookEntry(book, group, sign, has) {
  const count = () => {
    let found = 0;
    for (let row = 0; row < book.count; row += 1) if (book.selection.shows(row) && has(row)) found += 1;
    return found;
  };
  return { group, sign, count };
}
