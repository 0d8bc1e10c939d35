// @ts-check
// Who speaks of each incident: a badge for each side of its claimants, with how many claims.
import { canvasLayer, inFrame, onThemeChange, repaintSoon } from "./canvas.js";
import { casebookOf } from "./casebook.js";
import { NONE } from "./columns.js";
import { fill, make } from "./elements.js";
import { keyBox } from "./keys.js";
import { numberWords, say } from "./language.js";
import { layoutOf, membersOf } from "./layout.js";
import { picture } from "./legend.js";
import { isDark, themeColour } from "./marks.js";

/**
 * The sides, with the kinds of claimants that are theirs. Colours are no party's; each side has
 * a shape of its own besides.
 * @type {{ name: string, kinds: string[], light: string, dark: string, shape: string }[]}
 */
const SIDES = [
  {
    name: "state",
    kinds: ["government", "military", "police"],
    light: "#2f4b7c",
    dark: "#8fb1ea",
    shape: "M12 2 L22 8 V20 H2 V8 Z",
  },
  {
    name: "armed",
    kinds: ["armed_group", "opposition"],
    light: "#8f3a68",
    dark: "#ef9ac6",
    shape: "M12 2 L22 21 H2 Z",
  },
  {
    name: "rescue",
    kinds: ["hospital", "civil_defence"],
    light: "#1f6f54",
    dark: "#74d3ae",
    shape: "M8 2 H16 V8 H22 V16 H16 V22 H8 V16 H2 V8 H8 Z",
  },
  {
    name: "monitors",
    kinds: ["ngo_monitor", "un_body"],
    light: "#8a5a00",
    dark: "#f2bf5e",
    shape: "M12 1 L23 12 L12 23 L1 12 Z",
  },
  {
    name: "people",
    kinds: ["witness", "activists", "social_media"],
    light: "#5b4ab0",
    dark: "#b9abff",
    shape: "M12 2 A10 10 0 1 0 12.01 2 Z",
  },
  {
    name: "media",
    kinds: ["news_agency", "newspaper", "broadcaster", "report"],
    light: "#4d5963",
    dark: "#b6c2cc",
    shape: "M2 4 H22 V20 H2 Z",
  },
  {
    name: "others",
    kinds: [],
    light: "#6b6257",
    dark: "#c9bfb2",
    shape: "M7 2 H17 L23 12 L17 22 H7 L1 12 Z",
  },
];
const BADGE = 15;
const DRAWN_MOST = 150; // badges round so many points at once; more would hide the map

/**
 * Make the layer of claims by side of their claimant.
 * @param {string} id
 * @param {any} options
 * @param {any} map
 */
export function sides(id, options, map) {
  const book = casebookOf(id);
  const layer = canvasLayer("gm-sides", (ctx, frame) => {
    if (!book.ready) return;
    const { marks, clusters } = layoutOf(book, frame);
    const places = [
      ...marks.map((mark) => ({ ...mark, members: mark.rows })),
      ...clusters.map((cluster) => ({ ...cluster, members: null, cluster })),
    ].filter((place) => inFrame(frame, place.x, place.y, place.r + 40));
    layer.crowded = places.length > DRAWN_MOST;
    if (!layer.crowded)
      for (const place of places)
        drawBadges(ctx, place, claimsBySide(book, place.members || membersOf(book, place.cluster)));
    key.update(claimsBySide(book, book.selection.rows()), layer.crowded);
  });
  const key = sideKey();
  const repaint = () => repaintSoon(layer);
  layer.gmEntry = {
    group: "group_incidents",
    sign: () => sideSign(SIDES[1]),
    count: () => claimsBySide(book, book.selection.rows()).reduce((sum, number) => sum + number, 0),
  };
  book.selection.onChange(repaint);
  onThemeChange(repaint);
  layer.on("add", () => key.show(map));
  layer.on("remove", () => key.hide());
  return layer;
}

/** The side of each kind of claimant. @param {string} kind */
function sideOf(kind) {
  const found = SIDES.findIndex((side) => side.kinds.includes(kind));
  return found < 0 ? SIDES.length - 1 : found;
}

/**
 * How many claims about some incidents come from each side.
 * @param {any} book
 * @param {number[]} rows
 * @returns {number[]}
 */
function claimsBySide(book, rows) {
  const { claims, claimsOf } = book;
  const sidesOfKinds = claims.values("claimant_kind").map(sideOf);
  const kinds = claims.ints("claimant_kind");
  const found = SIDES.map(() => 0);
  for (const row of rows)
    for (let at = claimsOf.starts[row]; at < claimsOf.starts[row + 1]; at += 1) {
      const kind = kinds[claimsOf.rows[at]];
      found[kind === NONE ? SIDES.length - 1 : sidesOfKinds[kind]] += 1;
    }
  return found;
}

/** @param {any} side */
function sideColour(side) {
  return isDark() ? side.dark : side.light;
}

/** @param {CanvasRenderingContext2D} ctx @param {any} side @param {number} x @param {number} y @param {number} size */
function drawShape(ctx, side, x, y, size) {
  ctx.save();
  ctx.translate(x - size / 2, y - size / 2);
  ctx.scale(size / 24, size / 24);
  ctx.lineWidth = 3;
  ctx.lineJoin = "round";
  ctx.strokeStyle = themeColour("mark-ground");
  ctx.fillStyle = sideColour(side);
  const path = new Path2D(side.shape);
  ctx.stroke(path);
  ctx.fill(path);
  ctx.restore();
}

/** A row of badges over a mark. @param {CanvasRenderingContext2D} ctx @param {any} place @param {number[]} numbers */
function drawBadges(ctx, place, numbers) {
  const shown = SIDES.map((side, n) => ({ side, number: numbers[n] })).filter(({ number }) => number > 0);
  const y = place.y - place.r - BADGE / 2 - 3;
  let x = place.x - ((shown.length - 1) * (BADGE + 2)) / 2;
  ctx.textAlign = "center";
  ctx.textBaseline = "middle";
  ctx.font = "700 9.5px system-ui, sans-serif";
  for (const { side, number } of shown) {
    drawShape(ctx, side, x, y, BADGE + 3);
    ctx.fillStyle = isDark() ? "#16181b" : "#ffffff";
    ctx.fillText(number > 99 ? "…" : numberWords(number), x, y + (side.name === "armed" ? 3 : 0.5));
    x += BADGE + 4;
  }
}

/** @param {any} side */
function sideSign(side) {
  return picture(18, 18, (ctx) => drawShape(ctx, side, 9, 9, 15));
}

/** What the badges mean, with the number of claims that are shown. */
function sideKey() {
  const list = make("div", {});
  const note = make("p", { class: "gm-note", hidden: true }, say("sides_crowded"));
  let written = "";
  const update = (numbers, crowded) => {
    note.hidden = !crowded;
    const key = numbers.join() + isDark();
    if (key === written) return;
    written = key;
    const lines = SIDES.map((side, n) =>
      numbers[n] === 0
        ? null
        : make(
            "p",
            { class: "gm-legend-line" },
            sideSign(side),
            make("span", { class: "gm-label" }, say("side_" + side.name)),
            make("span", { class: "gm-count" }, numberWords(numbers[n])),
          ),
    );
    fill(list, ...lines);
  };
  return { ...keyBox(say("layer_sides"), list, note), update };
}
