// @ts-check
// The incidents at points: marks on one canvas, fanned out where several share a point.
import { canvasLayer, inFrame, onThemeChange, repaintSoon } from "./canvas.js";
import { casebookOf } from "./casebook.js";
import { addPicker } from "./picking.js";
import { drawMark, lookOf, markScale, themeColour } from "./marks.js";
import { codeWords, datesWords, rangeWords } from "./words.js";

const FAN_MOST = 8;
const FAN_FROM_ZOOM = 8;
const FAN_ALL = 60; // so few incidents are fanned out at any zoom

/**
 * Make the layer of incidents.
 * @param {string} id
 * @param {any} options
 * @param {any} map
 */
export function incidents(id, options, map) {
  const book = casebookOf(id);
  const layer = canvasLayer("gm-marks", (ctx, frame) => {
    layer.marks = laidOut(book, frame);
    map.gmMarks = layer.marks;
    drawFans(ctx, layer.marks);
    for (const mark of layer.marks) {
      const chosen = map.gmChosen && map.gmChosen.book === book && map.gmChosen.row === mark.row;
      drawMark(ctx, mark.x, mark.y, mark.look, { chosen, bare: layer.marks.length > 1500 });
    }
    for (const mark of layer.marks) if (mark.many) drawNumber(ctx, mark);
    if (map.gmLabels) repaintSoon(map.gmLabels);
  });
  layer.marks = [];
  const repaint = () => repaintSoon(layer);
  book.selection.onChange(repaint);
  onThemeChange(repaint);
  layer.on(
    "add",
    () =>
      (layer.picker = addPicker(map, {
        book,
        order: 0,
        pick: (point) => picked(layer, point),
        words: (rows) => tipWords(book, rows),
        repaint,
      })),
  );
  layer.on("remove", () => {
    layer.picker.remove();
    map.gmMarks = [];
  });
  return layer;
}

/**
 * Where every shown mark goes, the largest first so that small ones lie on top.
 * @param {any} book
 * @param {any} frame
 */
function laidOut(book, frame) {
  const groups = book.groups
    .map((group) => group.filter((row) => book.selection.shows(row)))
    .filter((group) => group.length > 0);
  const count = groups.reduce((sum, group) => sum + group.length, 0);
  const scale = markScale(count);
  const fans = count <= FAN_ALL || frame.zoom >= FAN_FROM_ZOOM;
  const marks = [];
  for (const group of groups) {
    const x = book.xs[group[0]] * frame.k - frame.left;
    const y = book.ys[group[0]] * frame.k - frame.top;
    if (!inFrame(frame, x, y, 80)) continue;
    const looks = group.map((row) => lookOf(book, row, scale));
    if (group.length > 1 && group.length <= FAN_MOST && fans)
      fanOut(marks, { group, looks, x, y, zoom: frame.zoom });
    else stack(marks, { group, looks, x, y, zoom: frame.zoom });
  }
  for (const mark of marks) mark.book = book;
  return marks.sort((one, other) => other.r - one.r || one.row - other.row);
}

/** Side by side round their point. @param {any[]} marks @param {any} place */
function fanOut(marks, { group, looks, x, y, zoom }) {
  const round = looks.reduce((sum, look) => sum + 2 * look.outer + 2, 0) / (2 * Math.PI);
  const widest = Math.max(...looks.map((look) => look.outer));
  const radius = Math.max(group.length === 2 ? widest + 1 : round, 9);
  const whole = looks.reduce((sum, look) => sum + look.outer, 0);
  let angle = -Math.PI / 2;
  group.forEach((row, n) => {
    const half = (looks[n].outer / whole) * Math.PI;
    if (n > 0) angle += half;
    const at = { x: x + radius * Math.cos(angle), y: y + radius * Math.sin(angle) };
    angle += half;
    marks.push({ row, rows: [row], ...at, r: looks[n].outer, look: looks[n], zoom, from: { x, y } });
  });
}

/** On top of each other, with their number. @param {any[]} marks @param {any} place */
function stack(marks, { group, looks, x, y, zoom }) {
  let largest = 0;
  looks.forEach((look, n) => {
    if (look.outer > looks[largest].outer) largest = n;
  });
  const look = looks[largest];
  marks.push({
    row: group[largest],
    rows: group,
    x,
    y,
    r: look.outer,
    look,
    zoom,
    many: group.length > 1 ? group.length : 0,
  });
}

/** @param {CanvasRenderingContext2D} ctx @param {any[]} marks */
function drawFans(ctx, marks) {
  ctx.strokeStyle = themeColour("label-soft");
  ctx.fillStyle = themeColour("ink");
  ctx.lineWidth = 1;
  for (const mark of marks) {
    if (!mark.from) continue;
    ctx.beginPath();
    ctx.moveTo(mark.from.x, mark.from.y);
    ctx.lineTo(mark.x, mark.y);
    ctx.stroke();
    ctx.beginPath();
    ctx.arc(mark.from.x, mark.from.y, 2, 0, Math.PI * 2);
    ctx.fill();
  }
}

/** How many lie here. @param {CanvasRenderingContext2D} ctx @param {any} mark */
function drawNumber(ctx, mark) {
  const text = String(mark.many);
  ctx.font = "600 10px system-ui, sans-serif";
  const width = Math.max(14, ctx.measureText(text).width + 8);
  const x = mark.x + mark.r * 0.7;
  const y = mark.y - mark.r * 0.7;
  ctx.fillStyle = themeColour("ink");
  ctx.beginPath();
  ctx.roundRect(x - width / 2, y - 7, width, 14, 7);
  ctx.fill();
  ctx.fillStyle = themeColour("panel");
  ctx.textAlign = "center";
  ctx.textBaseline = "middle";
  ctx.fillText(text, x, y + 0.5);
}

/**
 * The rows of the marks under a point, the topmost first.
 * @param {any} layer
 * @param {{ x: number, y: number }} point
 */
function picked(layer, point) {
  const rows = [];
  for (let n = layer.marks.length - 1; n >= 0; n -= 1) {
    const mark = layer.marks[n];
    const reach = Math.max(mark.r, 8);
    if ((mark.x - point.x) ** 2 + (mark.y - point.y) ** 2 <= reach ** 2) rows.push(...mark.rows);
  }
  return rows;
}

/** What the pointer is told. @param {any} book @param {number[]} rows */
function tipWords(book, rows) {
  const row = rows[0];
  const { sub_event_type: type, start, last, killed_low: low, killed_high: high } = book.incidents;
  const killed = rangeWords(low[row], high[row]);
  const lines = [
    book.placeName(row),
    datesWords(start[row], last[row]) + " · " + codeWords(type[row] || book.kind(row).label),
    low[row] === null && high[row] === null ? "Killed: number unknown" : killed + " killed, as claimed",
  ];
  if (rows.length > 1) lines.push("and " + (rows.length - 1) + " more here");
  return lines;
}
