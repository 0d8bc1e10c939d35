// @ts-check
// A Leaflet layer that is one canvas: it drags and zooms with the map and is drawn anew when
// the map rests. Built on L.Renderer, which keeps a padded canvas in place.

import { isRightToLeft } from "./language.js";

const PANES = {
  "gm-ground": 150,
  "gm-divisions": 330,
  "gm-overlay": 340,
  "gm-areas": 350,
  "gm-density": 370,
  "gm-halos": 390,
  "gm-labels": 400,
  "gm-marks": 450,
  "gm-sides": 455,
  "gm-tools": 460,
};

/** @param {any} map */
export function preparePanes(map) {
  for (const [name, order] of Object.entries(PANES)) {
    if (map.getPane(name)) continue;
    const pane = map.createPane(name);
    pane.style.zIndex = String(order);
    pane.style.pointerEvents = "none";
  }
}

/**
 * The frame of one drawing: a point at zoom 0 becomes a pixel by `x * k - left`.
 * @typedef {{ k: number, left: number, top: number, zoom: number, map: any,
 *             bounds: { min: { x: number, y: number }, max: { x: number, y: number } } }} Frame
 */

/**
 * Make a layer from a drawing function.
 * @param {string} pane
 * @param {(ctx: CanvasRenderingContext2D, frame: Frame) => void} draw
 * @returns {any}
 */
export function canvasLayer(pane, draw) {
  const Painted = L.Renderer.extend({
    options: { pane, padding: 0.2 },
    _initContainer() {
      this._container = document.createElement("canvas");
      this._container.className = "gm-canvas leaflet-zoom-animated";
      this._container.setAttribute("aria-hidden", "true");
      this._ctx = this._container.getContext("2d");
    },
    _destroyContainer() {
      this._container.remove();
      delete this._container;
      delete this._ctx;
    },
    _updatePaths() {},
    _update() {
      if (this._map._animatingZoom && this._bounds) return;
      L.Renderer.prototype._update.call(this);
      this.paint();
    },
    onAdd(map) {
      preparePanes(map);
      L.Renderer.prototype.onAdd.call(this, map);
    },
    paint() {
      if (!this._map || !this._container || !this._bounds || this._map.gmHeld) return;
      const size = this._bounds.getSize();
      const { min } = this._bounds;
      const sharp = window.devicePixelRatio > 1 ? 2 : 1;
      const canvas = this._container;
      // A canvas that keeps its size is wiped; making it anew costs far more.
      if (canvas.width !== size.x * sharp || canvas.height !== size.y * sharp) {
        canvas.width = size.x * sharp;
        canvas.height = size.y * sharp;
        canvas.style.width = size.x + "px";
        canvas.style.height = size.y + "px";
      } else {
        this._ctx.setTransform(1, 0, 0, 1, 0, 0);
        this._ctx.clearRect(0, 0, canvas.width, canvas.height);
      }
      L.DomUtil.setPosition(this._container, min);
      this._ctx.setTransform(sharp, 0, 0, sharp, -min.x * sharp, -min.y * sharp);
      this._ctx.direction = isRightToLeft() ? "rtl" : "ltr";
      draw(this._ctx, frameOf(this._map, this._bounds));
    },
  });
  return new Painted();
}

/** @param {any} map @param {any} bounds @returns {Frame} */
function frameOf(map, bounds) {
  const zoom = map.getZoom();
  const origin = map.getPixelOrigin();
  return { k: 2 ** zoom, left: origin.x, top: origin.y, zoom, map, bounds };
}

/**
 * Let a map draw nothing before the first frame: while the page is built, every step of it would
 * draw all layers again.
 * @param {any} map
 */
export function holdDrawing(map) {
  map.gmHeld = true;
  requestAnimationFrame(() => {
    map.gmHeld = false;
    map.eachLayer((layer) => layer.paint && layer.paint());
  });
}

/** Draw a layer again at the next frame, however often it is asked. @param {any} layer */
export function repaintSoon(layer) {
  if (layer.waiting || layer._map?.gmHeld) return;
  layer.waiting = true;
  requestAnimationFrame(() => {
    layer.waiting = false;
    layer.paint();
  });
}

const REST = 90; // milliseconds without a change

/** Draw a layer again when changes have come to rest. @param {any} layer */
export function repaintAtRest(layer) {
  clearTimeout(layer.resting);
  layer.resting = setTimeout(() => repaintSoon(layer), REST);
}

/** Pixels of a kilometre. @param {number} lat @param {number} k */
export function pixelsPerKm(lat, k) {
  return (256 * k) / (40075.017 * Math.cos((lat * Math.PI) / 180));
}

/**
 * Whether a circle can be seen in the frame.
 * @param {Frame} frame
 * @param {number} x
 * @param {number} y
 * @param {number} r
 */
export function inFrame(frame, x, y, r) {
  const { min, max } = frame.bounds;
  return x + r >= min.x && x - r <= max.x && y + r >= min.y && y - r <= max.y;
}

/**
 * Add lines to the current path.
 * @param {CanvasRenderingContext2D} ctx
 * @param {any} lines
 * @param {Frame} frame
 * @param {boolean} [coast] leave out what only follows the edge of its box
 */
export function traceLines(ctx, lines, frame, coast) {
  const { k, left, top, bounds } = frame;
  for (let line = 0; line < lines.starts.length - 1; line += 1) {
    if (
      lines.bounds[line * 4] * k - left > bounds.max.x ||
      lines.bounds[line * 4 + 2] * k - left < bounds.min.x ||
      lines.bounds[line * 4 + 1] * k - top > bounds.max.y ||
      lines.bounds[line * 4 + 3] * k - top < bounds.min.y
    )
      continue;
    for (let at = lines.starts[line]; at < lines.starts[line + 1]; at += 1) {
      const jump = at === lines.starts[line] || (coast && lines.edge && lines.edge[at] & lines.edge[at - 1]);
      if (jump) ctx.moveTo(lines.xs[at] * k - left, lines.ys[at] * k - top);
      else ctx.lineTo(lines.xs[at] * k - left, lines.ys[at] * k - top);
    }
  }
}

/** Draw again when the theme changes. @param {() => void} act */
export function onThemeChange(act) {
  for (const query of ["(prefers-color-scheme: dark)", "print"])
    matchMedia(query).addEventListener("change", act);
}
