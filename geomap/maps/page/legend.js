// @ts-check
// What marks, lines and colours mean, drawn by the same functions as the map.
import { casebookOf } from "./casebook.js";
import { onThemeChange } from "./canvas.js";
import { drawCluster } from "./clusters.js";
import { fill, make } from "./elements.js";
import { numberWords, say } from "./language.js";
import { drawGlyph, drawMark, isDark, kindColour, lookFor, themeColour } from "./marks.js";

/**
 * A small picture.
 * @param {number} width
 * @param {number} height
 * @param {(ctx: CanvasRenderingContext2D) => void} draw
 */
export function picture(width, height, draw) {
  const sharp = 2;
  const canvas = make("canvas", {
    width: width * sharp,
    height: height * sharp,
    "aria-hidden": "true",
    class: "gm-picture",
  });
  canvas.style.width = width + "px";
  canvas.style.height = height + "px";
  const ctx = canvas.getContext("2d");
  ctx.scale(sharp, sharp);
  draw(ctx);
  return canvas;
}

/** @param {any} kind */
export function kindPicture(kind) {
  return picture(20, 20, (ctx) => {
    ctx.fillStyle = kindColour(kind);
    ctx.beginPath();
    ctx.arc(10, 10, 9, 0, Math.PI * 2);
    ctx.fill();
    drawGlyph(ctx, kind, 10, 10, 11, isDark() ? "#16181b" : "#fff");
  });
}

/** @param {any} book @param {any} certainty */
export function certaintyPicture(book, certainty) {
  const kind = book.style.kinds[book.style.kinds.length - 1];
  const look = lookFor(book.style, { low: 4, high: 4, kind, certainty, scale: 1 });
  return picture(24, 22, (ctx) => drawMark(ctx, 12, 11, { ...look, disc: 8, ring: 8 }, { bare: true }));
}

/** @param {any} book */
export function legendOf(book) {
  const kind = book.style.kinds[book.style.kinds.length - 1];
  const sure = book.style.certainties[1];
  /** @type {[string, number | null, number | null][]} */
  const sizes = [
    [numberWords(1), 1, 1],
    [numberWords(10), 10, 10],
    [say("range", { low: 20, high: 40 }), 20, 40],
    [numberWords(24) + "+", 24, null],
    [say("legend_unknown"), null, null],
  ];
  const marks = sizes.map(([text, low, high]) =>
    make(
      "figure",
      {},
      picture(46, 44, (ctx) =>
        drawMark(ctx, 23, 22, lookFor(book.style, { low, high, kind, certainty: sure, scale: 1 }), {
          bare: true,
        }),
      ),
      make("figcaption", {}, text),
    ),
  );
  return make(
    "div",
    { class: "gm-legend" },
    make("div", { class: "gm-sizes" }, ...marks),
    make("p", { class: "gm-note" }, say("legend_marks")),
    legendLine(clusterPicture(book), say("legend_clusters")),
    legendLine(areaPicture(kind), say("legend_areas")),
    legendLine(haloPicture(kind), say("legend_halo")),
    legendLine(densityPicture(), say("legend_density")),
    legendLine(disputedPicture(), say("legend_disputed")),
  );
}

/** @param {Element} sign @param {string} text */
function legendLine(sign, text) {
  return make("p", { class: "gm-legend-line" }, sign, text);
}

/** @param {any} kind */
export function areaPicture(kind) {
  return picture(28, 18, (ctx) => {
    ctx.strokeStyle = kindColour(kind);
    ctx.lineWidth = 1;
    ctx.save();
    ctx.beginPath();
    ctx.rect(2, 2, 24, 14);
    ctx.clip();
    ctx.globalAlpha = 0.5;
    for (let x = -12; x < 30; x += 5) {
      ctx.beginPath();
      ctx.moveTo(x, 17);
      ctx.lineTo(x + 16, 1);
      ctx.stroke();
    }
    ctx.restore();
    ctx.lineWidth = 1.8;
    ctx.strokeRect(2, 2, 24, 14);
  });
}

/** @param {any} book */
function clusterPicture(book) {
  const kinds = new Float64Array(book.style.kinds.length);
  kinds[0] = 7;
  kinds[1] = 5;
  return picture(28, 28, (ctx) => drawCluster(ctx, book, { x: 14, y: 14, r: 13, kinds, count: 12 }));
}

/** @param {any} kind */
export function haloPicture(kind) {
  return picture(28, 22, (ctx) => {
    ctx.fillStyle = kindColour(kind);
    ctx.strokeStyle = kindColour(kind);
    ctx.beginPath();
    ctx.arc(14, 11, 9.5, 0, Math.PI * 2);
    ctx.globalAlpha = 0.15;
    ctx.fill();
    ctx.globalAlpha = 0.8;
    ctx.setLineDash([1, 3]);
    ctx.stroke();
    ctx.globalAlpha = 1;
    ctx.beginPath();
    ctx.arc(14, 11, 3, 0, Math.PI * 2);
    ctx.fill();
  });
}

export function densityPicture() {
  return picture(28, 12, (ctx) => {
    for (let step = 0; step < 7; step += 1) {
      ctx.fillStyle = "rgb(" + themeColour("density") + " / " + (step + 1) * 10 + "%)";
      ctx.fillRect(step * 4, 1, 4, 10);
    }
  });
}

function disputedPicture() {
  return picture(28, 12, (ctx) => {
    ctx.strokeStyle = themeColour("border");
    ctx.lineWidth = 1.8;
    ctx.setLineDash([5, 4]);
    ctx.beginPath();
    ctx.moveTo(1, 6);
    ctx.lineTo(27, 6);
    ctx.stroke();
  });
}

/**
 * The legend as a control of a plain folium map.
 * @param {string} id
 */
export function legend(id) {
  const book = casebookOf(id);
  const Corner = L.Control.extend({
    options: { position: "bottomright" },
    onAdd() {
      const box = make("div", { class: "gm-corner leaflet-bar" });
      const draw = () => {
        const kinds = book.style.kinds.map((kind) =>
          make("p", { class: "gm-legend-line" }, kindPicture(kind), kind.label),
        );
        fill(box, ...kinds, legendOf(book));
      };
      draw();
      onThemeChange(draw);
      L.DomEvent.disableClickPropagation(box);
      L.DomEvent.disableScrollPropagation(box);
      return box;
    },
  });
  return new Corner();
}
