// @ts-check
// What a layer that is shown means: in our page at the top of the panel, else in a corner of the map.
import { make } from "./elements.js";

/**
 * The box of a layer's key.
 * @param {string} title
 * @param {...Element} content
 */
export function keyBox(title, ...content) {
  const box = make("section", { class: "gm-key" }, make("strong", {}, title), ...content);
  const Corner = L.Control.extend({
    options: { position: "bottomleft" },
    onAdd() {
      box.classList.add("leaflet-bar");
      L.DomEvent.disableClickPropagation(box);
      L.DomEvent.disableScrollPropagation(box);
      return box;
    },
  });
  const corner = new Corner();
  return {
    /** @param {any} map */
    show(map) {
      if (document.getElementById("gm-page")) keyHome(map).append(box);
      else corner.addTo(map);
    },
    hide() {
      if (corner._map) corner.remove();
      else box.remove();
    },
  };
}

/** Where our page has the keys of its map's layers. @param {any} map @returns {HTMLElement} */
export function keyHome(map) {
  if (!map.gmKeys) map.gmKeys = make("div", { class: "gm-keys" });
  return map.gmKeys;
}
