// @ts-check
// Tools on the map: measure a distance, draw an area to select what lies in it.
import { canvasLayer, onThemeChange, repaintSoon } from "./canvas.js";
import { button, make } from "./elements.js";
import { distanceM, distanceWords } from "./geodesy.js";
import { say } from "./language.js";
import { themeColour } from "./marks.js";
import { worldX, worldY } from "./unpack.js";

const CLOSE = 12; // pixels: so near the first corner a click closes the area

/**
 * @param {any} book
 * @param {any} map
 */
export function addTools(book, map) {
  /** @type {{ kind: "measure" | "area" | null, points: [number, number][], hover: [number, number] | null }} */
  const state = { kind: null, points: [], hover: null };
  const words = make("div", { class: "gm-tool-words", role: "status", hidden: true });
  const layer = canvasLayer("gm-tools", (ctx, frame) => drawTools(ctx, frame, state, book));
  layer.addTo(map);
  const repaint = () => repaintSoon(layer);
  const measure = toolButton("measure", "↔", say("measure"), () => turn("measure"));
  const area = toolButton("area", "⬠", say("draw_area"), () => turn("area"));
  const view = toolButton("view", "▣", say("select_view"), () => selectView());
  const clear = toolButton("clear", "⌫", say("clear_area"), () => {
    book.selection.change((selection) => (selection.polygon = null));
  });

  /** @param {"measure" | "area"} kind */
  function turn(kind) {
    if (state.kind === kind) return finish();
    Object.assign(state, { kind, points: [], hover: null });
    map.gmTool = kind;
    map.doubleClickZoom.disable();
    map.getContainer().classList.add("gm-drawing");
    tell();
  }

  function finish() {
    if (state.kind === "area" && state.points.length >= 3) {
      const polygon = state.points;
      book.selection.change((selection) => (selection.polygon = polygon));
    }
    Object.assign(state, { kind: null, points: [], hover: null });
    map.getContainer().classList.remove("gm-drawing");
    map.doubleClickZoom.enable();
    // The click that ends the drawing picks no mark.
    setTimeout(() => (map.gmTool = null), 0);
    tell();
  }

  function selectView() {
    const box = map.getBounds();
    const [w, s, e, n] = [box.getWest(), box.getSouth(), box.getEast(), box.getNorth()];
    book.selection.change((selection) => {
      selection.polygon = [
        [w, s],
        [e, s],
        [e, n],
        [w, n],
      ];
    });
  }

  function tell() {
    for (const [kind, one] of /** @type {[string, any][]} */ ([
      ["measure", measure],
      ["area", area],
    ]))
      one.setAttribute("aria-pressed", String(state.kind === kind));
    clear.hidden = book.selection.polygon === null;
    words.hidden = state.kind === null;
    words.textContent =
      state.kind === "measure" ? measureWords(state.points) : areaWords(state.points.length);
    repaint();
  }

  map.on("click", (event) => {
    if (!state.kind) return;
    const first = state.points[0];
    const near =
      first &&
      state.points.length > 2 &&
      map.latLngToContainerPoint([first[1], first[0]]).distanceTo(event.containerPoint) < CLOSE;
    if (state.kind === "area" && near) return finish();
    state.points.push([event.latlng.lng, event.latlng.lat]);
    tell();
  });
  map.on("dblclick", () => state.kind && finish());
  map.on("mousemove", (event) => {
    if (!state.kind) return;
    state.hover = [event.latlng.lng, event.latlng.lat];
    repaint();
  });
  map.getContainer().addEventListener("keydown", (event) => {
    if (!state.kind) return;
    if (event.key === "Escape") state.points = [];
    if (event.key === "Escape" || event.key === "Enter") finish();
  });
  book.selection.onChange(tell);
  onThemeChange(repaint);
  const Bar = L.Control.extend({
    options: { position: "topleft" },
    onAdd() {
      const box = make("div", { class: "gm-tools leaflet-bar", role: "toolbar", "aria-label": say("tools") });
      box.append(measure, area, view, clear);
      L.DomEvent.disableClickPropagation(box);
      return box;
    },
  });
  new Bar().addTo(map);
  map.getContainer().append(words);
  tell();
}

/** @param {string} name @param {string} sign @param {string} label @param {() => void} act */
function toolButton(name, sign, label, act) {
  return button(sign, act, { class: "gm-tool gm-tool-" + name, "aria-label": label, title: label });
}

/** @param {[number, number][]} points */
function measureWords(points) {
  if (points.length < 2) return say("measure_help");
  let metres = 0;
  for (let n = 1; n < points.length; n += 1) metres += distanceM(points[n - 1], points[n]);
  const distance = distanceWords(metres);
  return points.length > 2 ? say("measured", { distance, n: points.length }) : distance;
}

/** @param {number} count */
function areaWords(count) {
  return say(count < 3 ? "area_help" : "area_close");
}

/** @param {CanvasRenderingContext2D} ctx @param {any} frame @param {any} state @param {any} book */
function drawTools(ctx, frame, state, book) {
  const at = ([lon, lat]) => [worldX(lon) * frame.k - frame.left, worldY(lat) * frame.k - frame.top];
  ctx.strokeStyle = themeColour("accent");
  ctx.fillStyle = themeColour("accent");
  ctx.lineWidth = 2.5;
  if (book.selection.polygon) outline(ctx, book.selection.polygon.map(at), true);
  if (!state.kind) return;
  const points = state.points.map(at);
  for (const [x, y] of points) {
    ctx.beginPath();
    ctx.arc(x, y, 4, 0, Math.PI * 2);
    ctx.fill();
  }
  const line = state.hover ? [...points, at(state.hover)] : points;
  ctx.setLineDash([6, 4]);
  outline(ctx, line, state.kind === "area");
  ctx.setLineDash([]);
}

/** @param {CanvasRenderingContext2D} ctx @param {number[][]} points @param {boolean} closed */
function outline(ctx, points, closed) {
  if (points.length < 2) return;
  ctx.beginPath();
  points.forEach(([x, y], n) => (n === 0 ? ctx.moveTo(x, y) : ctx.lineTo(x, y)));
  if (closed) {
    ctx.closePath();
    ctx.globalAlpha = 0.1;
    ctx.fill();
    ctx.globalAlpha = 1;
  }
  ctx.stroke();
}
