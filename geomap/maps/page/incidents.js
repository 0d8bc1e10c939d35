// @ts-check
// The incidents at points on one canvas: marks, or clusters where there are too many.
import { canvasLayer, onThemeChange, repaintAtRest, repaintSoon } from "./canvas.js";
import { casebookOf } from "./casebook.js";
import { clusterTip, drawCluster, labelClusters, openCluster } from "./clusters.js";
import { bookEntry } from "./layerlist.js";
import { kindPicture } from "./legend.js";
import { layoutOf } from "./layout.js";
import { drawMark, themeColour } from "./marks.js";
import { addPicker, showDetails } from "./picking.js";
import { datesWords, numberWords, say, typeWords } from "./language.js";
import { killedWords } from "./words.js";

/**
 * Make the layer of incidents.
 * @param {string} id
 * @param {any} options
 * @param {any} map
 */
export function incidents(id, options, map) {
  const book = casebookOf(id);
  const layer = canvasLayer("gm-marks", (ctx, frame) => {
    const { marks, clusters } = layoutOf(book, frame);
    layer.marks = marks;
    layer.clusters = clusters;
    map.gmMarks = [...marks, ...clusters];
    drawFans(ctx, marks);
    for (const mark of marks) {
      const chosen = map.gmChosen && map.gmChosen.book === book && map.gmChosen.row === mark.row;
      drawMark(ctx, mark.x, mark.y, mark.look, { chosen });
    }
    for (const mark of marks) if (mark.many) drawNumber(ctx, mark);
    for (const cluster of clusters) drawCluster(ctx, book, cluster);
    labelClusters(ctx, clusters);
    // Names make room for marks: at once in a new view, else when the filters rest.
    const view = [frame.k, frame.left, frame.top].join();
    if (map.gmLabels) (view === layer.view ? repaintAtRest : repaintSoon)(map.gmLabels);
    layer.view = view;
  });
  layer.marks = [];
  layer.clusters = [];
  const sign = () => kindPicture(book.style.kinds[0]);
  layer.gmEntry = bookEntry(book, "group_incidents", sign, (row) => book.placing[row] === 1);
  const repaint = () => repaintSoon(layer);
  book.selection.onChange(repaint);
  onThemeChange(repaint);
  layer.on("add", () => {
    layer.picker = addPicker(map, {
      book,
      order: 0,
      pick: (point) => pickedMark(layer, map, book, point),
      repaint,
    });
    frameIncidents(book, map);
  });
  layer.on("remove", () => {
    layer.picker.remove();
    map.gmMarks = [];
  });
  return layer;
}

/** In a plain folium map nobody else looks where the incidents lie. @param {any} book @param {any} map */
function frameIncidents(book, map) {
  if (document.getElementById("gm-page") || map.gmFramed) return;
  map.gmFramed = true;
  map.attributionControl?.addAttribution("geomap");
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
  const text = numberWords(mark.many);
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
 * What lies under a point: a cluster, or the marks, the topmost first.
 * @param {any} layer
 * @param {any} map
 * @param {any} book
 * @param {{ x: number, y: number }} point
 */
function pickedMark(layer, map, book, point) {
  const reaches = (mark) => (mark.x - point.x) ** 2 + (mark.y - point.y) ** 2 <= Math.max(mark.r, 8) ** 2;
  const cluster = layer.clusters.find(reaches);
  if (cluster)
    return {
      words: clusterTip(book, cluster),
      open: () => openCluster(map, book, cluster, (rows) => showDetails(map, book, rows)),
    };
  const rows = [];
  for (let n = layer.marks.length - 1; n >= 0; n -= 1)
    if (reaches(layer.marks[n])) rows.push(...layer.marks[n].rows);
  if (rows.length === 0) return null;
  return { words: tipWords(book, rows), open: () => showDetails(map, book, rows) };
}

/** What the pointer is told. @param {any} book @param {number[]} rows */
function tipWords(book, rows) {
  const incident = book.incidents.row(rows[0]);
  const { killed_low: low, killed_high: high } = incident;
  const lines = [
    book.placeName(rows[0]),
    datesWords(incident.start, incident.last) +
      " · " +
      typeWords(incident.sub_event_type || book.kind(rows[0]).label),
    killedWords(low, high),
  ];
  if (rows.length > 1) lines.push(say("more_here", { n: rows.length - 1 }));
  return lines;
}
