// @ts-check
// What is known to an area only: its outline, hatched, with its number; never a pin.
import { canvasLayer, inFrame, onThemeChange, pixelsPerKm, repaintSoon, traceLines } from "./canvas.js";
import { casebookOf } from "./casebook.js";
import { bookEntry } from "./layerlist.js";
import { areaPicture } from "./legend.js";
import { addPicker, showDetails } from "./picking.js";
import { kindColour, themeColour } from "./marks.js";
import { say } from "./language.js";
import { killedRange, killedWords, rangeWords, visibleText } from "./words.js";

const UNKNOWN_RADIUS_KM = 25;

/**
 * Make the layer of area claims.
 * @param {string} id
 * @param {any} options
 * @param {any} map
 */
export function areas(id, options, map) {
  const book = casebookOf(id);
  const layer = canvasLayer("gm-areas", (ctx, frame) => {
    layer.shapes = shapesOf(book, frame);
    for (const shape of layer.shapes) drawArea(ctx, book, shape, map);
    /** @type {number[][]} */
    const taken = [];
    for (const shape of layer.shapes)
      drawAreaLabel(ctx, book, shape, { taken, frame, marks: marksAt(map, frame), view: viewOf(map) });
    map.gmAreaLabels = taken;
    if (map.gmLabels) repaintSoon(map.gmLabels);
  });
  layer.shapes = [];
  const sign = () => areaPicture(book.style.kinds[0]);
  layer.gmEntry = bookEntry(book, "group_incidents", sign, (row) => book.isArea(row));
  const repaint = () => repaintSoon(layer);
  book.selection.onChange(() => book.areaRows.length > 0 && repaint());
  onThemeChange(repaint);
  layer.on(
    "add",
    () =>
      (layer.picker = addPicker(map, {
        book,
        order: 1,
        pick: (point) => {
          const rows = pickedAreas(layer, point);
          return rows.length === 0
            ? null
            : { words: areaTip(book, rows), open: () => showDetails(map, book, rows) };
        },
        repaint,
      })),
  );
  layer.on("remove", () => layer.picker.remove());
  return layer;
}

/** The shown areas as paths, the widest first. @param {any} book @param {any} frame */
function shapesOf(book, frame) {
  const shapes = [];
  for (const row of book.areaRows) {
    if (book.selection.shows(row)) shapes.push(shapeOf(book, row, frame));
  }
  return shapes.sort((one, other) => other.size - one.size || one.row - other.row);
}

/** @param {any} book @param {number} row @param {any} frame */
function shapeOf(book, row, frame) {
  const x = book.xs[row] * frame.k - frame.left;
  const y = book.ys[row] * frame.k - frame.top;
  const number = book.incidents.get("area", row);
  if (number === null) {
    const km = book.incidents.get("radius_km", row) || UNKNOWN_RADIUS_KM;
    const radius = Math.max(10, km * pixelsPerKm(book.incidents.get("lat", row), frame.k));
    const path = new Path2D();
    path.arc(x, y, radius, 0, Math.PI * 2);
    return { row, path, x, y, top: y - radius, size: radius * 2, rough: true };
  }
  const lines = book.areas[number];
  const path = new Path2D();
  traceLines(/** @type {any} */ (path), lines, frame);
  const [, north, , south] = book.extent([row]) || [0, 0, 0, 0];
  return { row, path, x, y, top: north * frame.k - frame.top, size: (south - north) * frame.k, rough: false };
}

/** @param {CanvasRenderingContext2D} ctx @param {any} book @param {any} shape @param {any} map */
function drawArea(ctx, book, shape, map) {
  const colour = kindColour(book.kind(shape.row));
  const certainty = book.certainty(shape.row);
  const chosen = map.gmChosen && map.gmChosen.book === book && map.gmChosen.row === shape.row;
  ctx.save();
  ctx.globalAlpha = chosen ? 0.5 : 0.28;
  ctx.fillStyle = hatching(ctx, colour);
  ctx.fill(shape.path, "evenodd");
  ctx.globalAlpha = chosen ? 0.14 : 0.07;
  ctx.fillStyle = colour;
  ctx.fill(shape.path, "evenodd");
  ctx.globalAlpha = 1;
  ctx.strokeStyle = colour;
  ctx.lineWidth = chosen ? 3.5 : Math.max(1.8, certainty.width);
  ctx.setLineDash(shape.rough ? [2, 5] : certainty.dash);
  ctx.lineJoin = "round";
  ctx.stroke(shape.path);
  ctx.restore();
}

/** Slanted lines. @param {CanvasRenderingContext2D} ctx @param {string} colour */
function hatching(ctx, colour) {
  const tile = document.createElement("canvas");
  tile.width = 8;
  tile.height = 8;
  const pen = /** @type {CanvasRenderingContext2D} */ (tile.getContext("2d"));
  pen.strokeStyle = colour;
  pen.lineWidth = 1.4;
  pen.beginPath();
  for (const shift of [-8, 0, 8]) {
    pen.moveTo(shift - 1, 9);
    pen.lineTo(shift + 9, -1);
  }
  pen.stroke();
  return /** @type {CanvasPattern} */ (ctx.createPattern(tile, "repeat"));
}

/**
 * @param {CanvasRenderingContext2D} ctx
 * @param {any} book
 * @param {any} shape
 * @param {{ taken: number[][], frame: any, marks: any[], view: number[] }} room
 */
function drawAreaLabel(ctx, book, shape, { taken, frame, marks, view }) {
  if (shape.size < 26 || !inFrame(frame, shape.x, shape.y, 120)) return;
  const low = book.incidents.get("killed_low", shape.row);
  const high = book.incidents.get("killed_high", shape.row);
  const number = low === null && high === null ? rangeWords(low, high) : killedRange("killed", low, high);
  const name = visibleText(book.placeName(shape.row));
  ctx.font = "600 12px system-ui, sans-serif";
  const width = Math.max(ctx.measureText(number).width, ctx.measureText(name).width) + 18;
  const box = freeBox(shape, width, taken, marks, view) || freeBox(shape, width, taken, marks, null);
  if (!box) return;
  taken.push(box);
  const colour = kindColour(book.kind(shape.row));
  ctx.beginPath();
  ctx.roundRect(box[0], box[1], width, 38, 6);
  ctx.fillStyle = themeColour("panel");
  ctx.globalAlpha = 0.97;
  ctx.fill();
  ctx.globalAlpha = 1;
  ctx.strokeStyle = colour;
  ctx.lineWidth = 1.2;
  ctx.stroke();
  ctx.textAlign = "center";
  ctx.textBaseline = "middle";
  ctx.fillStyle = themeColour("ink");
  ctx.fillText(number, (box[0] + box[2]) / 2, box[1] + 12);
  ctx.font = "400 11px system-ui, sans-serif";
  ctx.fillStyle = themeColour("ink-soft");
  ctx.fillText(name, (box[0] + box[2]) / 2, box[1] + 27);
  shape.label = box;
}

/** What of the map is on the screen: left, top, right, bottom. @param {any} map */
function viewOf(map) {
  const start = map.containerPointToLayerPoint([0, 0]);
  const size = map.getSize();
  return [start.x + 4, start.y + 4, start.x + size.x - 4, start.y + size.y - 4];
}

/** The marks of this zoom, which a label should not lie under. @param {any} map @param {any} frame */
function marksAt(map, frame) {
  return (map.gmMarks || []).filter((mark) => mark.zoom === frame.zoom);
}

/**
 * A place for a label: in the middle of its area, else a little away; null for none.
 * @param {any} shape
 * @param {number} width
 * @param {number[][]} taken
 * @param {any[]} marks
 * @param {number[] | null} view in which the whole label should lie
 */
function freeBox(shape, width, taken, marks, view) {
  const away = [
    [0, 0],
    [0, 44],
    [0, -44],
    [width, 0],
    [-width, 0],
    [width, 44],
    [-width, 44],
    [width, -44],
    [-width, -44],
    [0, 88],
    [0, -88],
    [width, 88],
    [width, -88],
    [0, 132],
    [0, -132],
  ];
  for (const [x, y] of away) {
    const box = [shape.x + x - width / 2, shape.y + y - 19, shape.x + x + width / 2, shape.y + y + 19];
    const onLabels = taken.some(
      (other) => box[0] < other[2] && other[0] < box[2] && box[1] < other[3] && other[1] < box[3],
    );
    const onMarks = marks.some(
      (mark) =>
        mark.x + mark.r > box[0] &&
        mark.x - mark.r < box[2] &&
        mark.y + mark.r > box[1] &&
        mark.y - mark.r < box[3],
    );
    const isSeen =
      !view || (box[0] >= view[0] && box[1] >= view[1] && box[2] <= view[2] && box[3] <= view[3]);
    if (!onLabels && !onMarks && isSeen) return box;
  }
  return null;
}

/** The smallest area comes first. @param {any} layer @param {{ x: number, y: number }} point */
function pickedAreas(layer, point) {
  const pen = layer._ctx;
  if (!pen) return [];
  pen.save();
  pen.setTransform(1, 0, 0, 1, 0, 0);
  const rows = layer.shapes
    .filter((shape) => pen.isPointInPath(shape.path, point.x, point.y, "evenodd") || onLabel(shape, point))
    .map((shape) => shape.row)
    .reverse();
  pen.restore();
  return rows;
}

/** @param {any} shape @param {{ x: number, y: number }} point */
function onLabel(shape, point) {
  const box = shape.label;
  return box && point.x >= box[0] && point.x <= box[2] && point.y >= box[1] && point.y <= box[3];
}

/** @param {any} book @param {number[]} rows */
function areaTip(book, rows) {
  const row = rows[0];
  const { killed_low: low, killed_high: high } = book.incidents.row(row);
  const what = say(book.isTotal(row) ? "area_total" : "area_only");
  return [book.placeName(row), what, killedWords(low, high)];
}
