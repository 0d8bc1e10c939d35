// @ts-check
// A neighbourhood with too many incidents to draw: how many, of which types, how many killed.
import { membersOf } from "./layout.js";
import { kindColour, themeColour } from "./marks.js";
import { numberWords, say, shortNumber } from "./language.js";
import { killedRange, killedWords } from "./words.js";

const LABEL_WIDTH = 72; // pixels: clusters are some 84 apart

/**
 * @param {CanvasRenderingContext2D} ctx
 * @param {any} book
 * @param {any} cluster
 */
export function drawCluster(ctx, book, cluster) {
  const { x, y, r, kinds, count } = cluster;
  ctx.beginPath();
  ctx.arc(x, y, r + 1.5, 0, Math.PI * 2);
  ctx.fillStyle = themeColour("mark-ground");
  ctx.fill();
  let angle = -Math.PI / 2;
  kinds.forEach((number, kind) => {
    if (number === 0) return;
    const next = angle + (number / count) * Math.PI * 2;
    ctx.beginPath();
    ctx.arc(x, y, r - 2.5, angle, next);
    ctx.strokeStyle = kindColour(book.style.kinds[kind]);
    ctx.lineWidth = 5;
    ctx.stroke();
    angle = next;
  });
  ctx.fillStyle = themeColour("ink");
  ctx.textAlign = "center";
  ctx.textBaseline = "middle";
  ctx.font = "700 " + (r > 20 ? 13 : 11) + "px system-ui, sans-serif";
  ctx.fillText(shortNumber(count), x, y + 0.5);
}

/**
 * The killed under each cluster: with the word where all of them have room for it, else the
 * figures alone, as the legend explains them.
 * @param {CanvasRenderingContext2D} ctx
 * @param {any[]} clusters
 */
export function labelClusters(ctx, clusters) {
  ctx.font = "600 10.5px system-ui, sans-serif";
  const whole = clusters.map((cluster) => say("killed", { n: cluster.high, range: clusterFigure(cluster) }));
  const fits = whole.every((text) => ctx.measureText(text).width < LABEL_WIDTH);
  clusters.forEach((cluster, n) => labelCluster(ctx, cluster, fits ? whole[n] : clusterFigure(cluster)));
}

/** @param {CanvasRenderingContext2D} ctx @param {any} cluster @param {string} text */
function labelCluster(ctx, cluster, text) {
  ctx.font = "600 10.5px system-ui, sans-serif";
  const width = ctx.measureText(text).width + 8;
  const top = cluster.y + cluster.r + 2;
  ctx.globalAlpha = 0.9;
  ctx.fillStyle = themeColour("panel");
  ctx.beginPath();
  ctx.roundRect(cluster.x - width / 2, top, width, 14, 4);
  ctx.fill();
  ctx.globalAlpha = 1;
  ctx.fillStyle = themeColour("ink");
  ctx.textAlign = "center";
  ctx.textBaseline = "middle";
  ctx.fillText(text, cluster.x, top + 7.5);
}

/** "24–60", "24+", "?". @param {any} cluster */
function clusterFigure({ known, low, high, open }) {
  if (known === 0) return "?";
  if (open) return shortNumber(low) + "+";
  return low === high ? shortNumber(low) : say("range", { low: shortNumber(low), high: shortNumber(high) });
}

/** What the pointer is told. @param {any} book @param {any} cluster */
export function clusterTip(book, cluster) {
  const types = [...cluster.kinds]
    .map((number, kind) => ({ number, label: book.style.kinds[kind].label }))
    .filter((type) => type.number > 0)
    .sort((one, other) => other.number - one.number)
    .slice(0, 4)
    .map((type) => type.label + " " + numberWords(type.number));
  return [
    say("incidents", { n: cluster.count }),
    cluster.known > 0
      ? killedRange("killed_claimed", cluster.low, cluster.open ? null : cluster.high)
      : killedWords(null, null),
    cluster.known < cluster.count ? say("with_unknown", { n: cluster.count - cluster.known }) : "",
    types.join(" · "),
  ].filter(Boolean);
}

/**
 * Where a cluster leads: nearer, or to a list where all lie at one point.
 * @param {any} map
 * @param {any} book
 * @param {any} cluster
 * @param {(rows: number[]) => void} show
 */
export function openCluster(map, book, cluster, show) {
  const rows = membersOf(book, cluster);
  const extent = book.extent(rows);
  if (!extent) return;
  const nearest = Math.min(18, map.getMaxZoom()); // a plain folium map may know no end
  const size = Math.max(extent[2] - extent[0], extent[3] - extent[1]) * 2 ** nearest;
  if (size < 40 || map.getZoom() >= nearest) return show(rows);
  const corner = (x, y) => map.options.crs.pointToLatLng(L.point(x, y), 0);
  const bounds = L.latLngBounds(corner(extent[0], extent[3]), corner(extent[2], extent[1]));
  const nearer = Math.max(map.getZoom() + 1, map.getBoundsZoom(bounds, false, L.point(60, 60)));
  map.setView(bounds.getCenter(), Math.min(nearer, nearest));
}
