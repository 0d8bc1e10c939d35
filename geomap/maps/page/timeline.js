// @ts-check
// The incidents over time: bars stacked by kind, a brush to choose days, and play.
import { onThemeChange } from "./canvas.js";
import { casebookOf } from "./casebook.js";
import { button, make } from "./elements.js";
import { kindColour, themeColour } from "./marks.js";
import { countWords, dayWords } from "./words.js";

const STEPS = [1, 7, 30.4375, 91.3125, 365.25];
const PLAY_PAUSE = 550; // milliseconds
const FOOT = 18; // pixels under the bars, for the years
const PRE = 6;

/**
 * The span of days, and how many a bar covers.
 * @param {any} book
 * @returns {{ first: number, last: number, step: number, bars: number } | null}
 */
function scaleOf(book) {
  let first = Infinity;
  let last = -Infinity;
  book.incidents.start.forEach((day, row) => {
    if (day === null) return;
    first = Math.min(first, day);
    last = Math.max(last, book.incidents.last[row] === null ? day : book.incidents.last[row]);
  });
  if (first > last) return null;
  const slack = Math.max(0, 14 - (last - first + 1));
  first -= Math.ceil(slack / 2);
  last += Math.ceil(slack / 2);
  const step = STEPS.find((days) => (last - first + 1) / days <= 140) || STEPS[STEPS.length - 1];
  const bars = Math.ceil((last - first + 1) / step);
  return { first, last: first + Math.ceil(bars * step) - 1, step, bars };
}

/**
 * How much of each kind each bar holds; what is only known to a range is spread over it.
 * @param {any} book
 * @param {any} scale
 */
function heightsOf(book, scale) {
  const kinds = book.style.kinds.length;
  const heights = new Float32Array(scale.bars * kinds);
  const { start, last, kind } = book.incidents;
  for (let row = 0; row < book.count; row += 1) {
    if (start[row] === null || book.isTotal(row) || !book.selection.showsAtAnyTime(row)) continue;
    const from = Math.floor((start[row] - scale.first) / scale.step);
    const to = Math.min(
      scale.bars - 1,
      Math.floor(((last[row] === null ? start[row] : last[row]) - scale.first) / scale.step),
    );
    for (let bar = from; bar <= to; bar += 1) heights[bar * kinds + kind[row]] += 1 / (to - from + 1);
  }
  return heights;
}

class Strip {
  /** @param {any} book @param {any} scale */
  constructor(book, scale) {
    this.book = book;
    this.scale = scale;
    this.canvas = make("canvas", { class: "gm-bars", "aria-hidden": "true" });
    this.handles = [0, 1].map((side) => this.makeHandle(side));
    this.box = make("div", { class: "gm-strip" }, this.canvas, ...this.handles);
    this.playButton = button("▶", () => this.play(), { class: "gm-play", "aria-label": "Play through time" });
    this.words = make("span", { class: "gm-days", "aria-live": "polite" });
    this.reset = button("All dates", () => this.choose(null), { class: "gm-reset" });
    this.timer = 0;
    this.listen();
  }

  /** @param {number} side 0 the first day, 1 the last */
  makeHandle(side) {
    const handle = make("button", {
      type: "button",
      class: "gm-handle",
      role: "slider",
      "aria-label": side === 0 ? "First day shown" : "Last day shown",
    });
    handle.addEventListener("keydown", (event) => {
      const steps = { ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1, PageDown: -10, PageUp: 10 }[
        event.key
      ];
      if (steps === undefined && event.key !== "Escape") return;
      event.preventDefault();
      if (steps === undefined) return this.choose(null);
      const days = this.days();
      days[side] += steps * Math.max(1, Math.round(this.scale.step));
      this.choose(side === 0 ? [Math.min(days[0], days[1]), days[1]] : [days[0], Math.max(days[0], days[1])]);
    });
    return handle;
  }

  /** The chosen days, or all. @returns {[number, number]} */
  days() {
    const { days } = this.book.selection;
    return days ? [days[0], days[1]] : [this.scale.first, this.scale.last];
  }

  /** @param {[number, number] | null} days */
  choose(days) {
    const { first, last } = this.scale;
    this.book.selection.change((selection) => {
      selection.days = days && [
        Math.max(first, Math.min(days[0], last)),
        Math.min(last, Math.max(days[1], first)),
      ];
    });
  }

  /** @param {number} x pixels from the left of the bars */
  dayAt(x) {
    const { first, last } = this.scale;
    const share = Math.max(0, Math.min(1, (x - PRE) / (this.canvas.clientWidth - 2 * PRE)));
    return Math.round(first + share * (last + 1 - first) - 0.5);
  }

  /** @param {number} day */
  xOf(day) {
    const { first, last } = this.scale;
    return PRE + ((day - first) / (last + 1 - first)) * (this.canvas.clientWidth - 2 * PRE);
  }

  listen() {
    let start = /** @type {any} */ (null);
    const x = (event) => event.clientX - this.canvas.getBoundingClientRect().left;
    this.box.addEventListener("pointerdown", (event) => {
      this.stop();
      const [from, to] = this.days();
      const at = x(event);
      const chosen = this.book.selection.days !== null;
      const side = [from, to + 1].findIndex((day) => Math.abs(this.xOf(day) - at) < 9);
      if (side >= 0) start = { fixed: side === 0 ? to : from };
      else if (chosen && at > this.xOf(from) && at < this.xOf(to + 1))
        start = { move: this.dayAt(at), from, to };
      else start = { fixed: this.dayAt(at) };
      this.box.setPointerCapture(event.pointerId);
    });
    this.box.addEventListener("pointermove", (event) => {
      if (!start) return;
      const day = this.dayAt(x(event));
      if (start.move !== undefined) this.choose([start.from + day - start.move, start.to + day - start.move]);
      else this.choose([Math.min(start.fixed, day), Math.max(start.fixed, day)]);
    });
    this.box.addEventListener("pointerup", () => (start = null));
    this.box.addEventListener("pointercancel", () => (start = null));
  }

  stop() {
    clearInterval(this.timer);
    this.timer = 0;
    this.playButton.textContent = "▶";
    this.playButton.setAttribute("aria-label", "Play through time");
  }

  play() {
    if (this.timer) return this.stop();
    const { first, last, step } = this.scale;
    const [from, to] = this.days();
    const whole = to - from >= last - first;
    const width = whole ? Math.max(Math.round(step), Math.ceil((last - first) / 24)) : to - from + 1;
    let day = whole || to >= last ? first : from;
    const show = () => {
      if (day > last) return this.stop();
      this.choose([day, Math.min(last, day + width - 1)]);
      day += Math.max(1, Math.round(width / 2));
    };
    this.playButton.textContent = "❚❚";
    this.playButton.setAttribute("aria-label", "Stop playing");
    this.timer = window.setInterval(show, PLAY_PAUSE);
    show();
  }

  draw() {
    const { canvas } = this;
    const width = this.box.clientWidth;
    const height = this.box.clientHeight;
    if (width === 0) return;
    canvas.width = width * 2;
    canvas.height = height * 2;
    const ctx = canvas.getContext("2d");
    ctx.scale(2, 2);
    this.drawBars(ctx, height - FOOT);
    this.drawBrush(ctx, height - FOOT);
    this.drawDates(ctx, height);
    this.tell();
  }

  /** @param {CanvasRenderingContext2D} ctx @param {number} floor */
  drawBars(ctx, floor) {
    const { scale, book } = this;
    const { kinds } = book.style;
    const heights = heightsOf(book, scale);
    let most = 1;
    for (let bar = 0; bar < scale.bars; bar += 1) {
      let sum = 0;
      for (let kind = 0; kind < kinds.length; kind += 1) sum += heights[bar * kinds.length + kind];
      most = Math.max(most, sum);
    }
    const [from, to] = this.days();
    for (let bar = 0; bar < scale.bars; bar += 1) {
      const day = scale.first + bar * scale.step;
      const left = this.xOf(day);
      const wide = Math.min(26, Math.max(1.5, this.xOf(day + scale.step) - left - 1));
      let top = floor;
      ctx.globalAlpha = day + scale.step > from && day <= to ? 1 : 0.28;
      for (let kind = 0; kind < kinds.length; kind += 1) {
        const tall = (heights[bar * kinds.length + kind] / most) * (floor - 6);
        if (tall === 0) continue;
        ctx.fillStyle = kindColour(kinds[kind]);
        top -= tall;
        ctx.fillRect(left, top, wide, tall > 3 ? tall - 0.6 : tall);
      }
    }
    ctx.globalAlpha = 1;
  }

  /** @param {CanvasRenderingContext2D} ctx @param {number} floor */
  drawBrush(ctx, floor) {
    const [from, to] = this.days();
    const left = this.xOf(from);
    const right = this.xOf(to + 1);
    ctx.strokeStyle = themeColour("accent");
    ctx.lineWidth = 1.5;
    ctx.strokeRect(left, 1, right - left, floor);
    this.handles.forEach((handle, side) => {
      handle.style.left = (side === 0 ? left : right) - 6 + "px";
      handle.setAttribute("aria-valuemin", String(this.scale.first));
      handle.setAttribute("aria-valuemax", String(this.scale.last));
      handle.setAttribute("aria-valuenow", String(side === 0 ? from : to));
      handle.setAttribute("aria-valuetext", dayWords(side === 0 ? from : to));
    });
  }

  /** @param {CanvasRenderingContext2D} ctx @param {number} height */
  drawDates(ctx, height) {
    ctx.fillStyle = themeColour("ink-soft");
    ctx.strokeStyle = themeColour("line");
    ctx.font = "11px system-ui, sans-serif";
    ctx.textBaseline = "bottom";
    let free = -Infinity;
    for (const [day, text] of ticksOf(this.scale)) {
      const x = this.xOf(day);
      const width = ctx.measureText(text).width;
      const left = Math.max(2, Math.min(this.canvas.clientWidth - width - 2, x - width / 2));
      if (left < free + 12) continue;
      free = left + width;
      ctx.fillRect(x, height - FOOT, 1, 4);
      ctx.fillText(text, left, height - 1);
    }
  }

  tell() {
    const { selection, incidents } = this.book;
    const undated = incidents.start.filter((day) => day === null).length;
    const [from, to] = this.days();
    this.words.textContent =
      (from === to ? dayWords(from) : dayWords(from) + " to " + dayWords(to)) +
      (undated > 0
        ? " · " +
          countWords(undated, "incident") +
          " without a date" +
          (selection.undated ? " also shown" : " hidden")
        : "");
    this.reset.hidden = selection.days === null;
  }
}

/** Days worth a mark, with their words. @param {any} scale @returns {[number, string][]} */
function ticksOf(scale) {
  const span = scale.last - scale.first;
  /** @type {[number, string][]} */
  const ticks = [];
  for (let day = scale.first; day <= scale.last; day += 1) {
    const text = dayWords(day);
    if (span > 900 ? text.endsWith("-01-01") : span > 70 ? text.endsWith("-01") : true) {
      ticks.push([day, span > 900 ? text.slice(0, 4) : span > 70 ? text.slice(0, 7) : text]);
    }
  }
  return ticks;
}

/**
 * Put the timeline into a box.
 * @param {any} book
 * @param {Element} home
 */
export function timelineIn(book, home) {
  const scale = scaleOf(book);
  if (!scale) {
    home.replaceChildren(make("p", { class: "gm-note" }, "No incident has a date."));
    return;
  }
  const strip = new Strip(book, scale);
  const undated = book.incidents.start.some((day) => day === null) ? undatedBox(book) : null;
  const line = make("div", { class: "gm-time-line" }, strip.words, strip.reset);
  if (undated) line.append(undated);
  home.replaceChildren(strip.playButton, make("div", { class: "gm-time" }, strip.box, line));
  book.selection.onChange(() => strip.draw());
  onThemeChange(() => strip.draw());
  new ResizeObserver(() => strip.draw()).observe(strip.box);
}

/** @param {any} book */
function undatedBox(book) {
  const box = make("input", { type: "checkbox" });
  box.checked = true;
  box.addEventListener("change", () =>
    book.selection.change((selection) => (selection.undated = box.checked)),
  );
  book.selection.onChange(() => (box.checked = book.selection.undated));
  return make("label", { class: "gm-undated" }, box, "Show undated");
}

/**
 * The timeline as a control of a plain folium map.
 * @param {string} id
 */
export function timeline(id) {
  const book = casebookOf(id);
  const Corner = L.Control.extend({
    options: { position: "bottomleft" },
    onAdd() {
      const box = make("div", { class: "gm-corner gm-corner-time leaflet-bar" });
      timelineIn(book, box);
      L.DomEvent.disableClickPropagation(box);
      return box;
    },
  });
  return new Corner();
}
