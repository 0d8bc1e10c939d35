// @ts-check
// Building the document. Text only ever goes in as text.
import { visibleText } from "./words.js";

/**
 * Make an element.
 * @param {string} tag
 * @param {Record<string, any>} [facts] "class", "on" (listeners), else attributes
 * @param {...(Node | string | null | undefined)} children
 * @returns {any}
 */
export function make(tag, facts, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(facts || {})) {
    if (value === null || value === undefined || value === false) continue;
    if (name === "class") element.className = value;
    else if (name === "on") {
      for (const [event, listener] of Object.entries(value))
        element.addEventListener(event, /** @type {any} */ (listener));
    } else element.setAttribute(name, value === true ? "" : String(value));
  }
  fill(element, ...children);
  return element;
}

/**
 * Replace what an element holds.
 * @param {Element} element
 * @param {...(Node | string | null | undefined)} children
 */
export function fill(element, ...children) {
  element.replaceChildren(...children.filter((child) => child !== null && child !== undefined));
}

/** Write words where they are not there already: nothing is laid out for nothing. @param {Element} element @param {string} text */
export function rewrite(element, text) {
  if (element.textContent !== text) element.textContent = text;
}

/**
 * Words of a report or gazetteer, in whatever direction they run.
 * @param {unknown} text
 * @param {string} [tag]
 * @param {string} [name] class
 */
export function told(text, tag, name) {
  return make(tag || "span", { dir: "auto", class: name }, visibleText(text));
}

/**
 * A link where the address is one for the web, else its text.
 * @param {string | null} address
 * @param {string} text
 */
export function webLink(address, text) {
  if (address === null) return null;
  let kind = "";
  try {
    kind = new URL(address).protocol;
  } catch {
    kind = "";
  }
  if (kind !== "https:" && kind !== "http:") return told(address, "span", "gm-plain-address");
  return make(
    "a",
    { href: address, target: "_blank", rel: "noopener noreferrer", dir: "auto" },
    visibleText(text),
  );
}

/**
 * @param {string} text
 * @param {() => void} act
 * @param {Record<string, any>} [facts]
 */
export function button(text, act, facts) {
  return make("button", { type: "button", ...facts, on: { click: act } }, text);
}

/** A definition: what it is, and it. @param {string} name @param {...(Node | string | null)} value */
export function fact(name, ...value) {
  if (value.every((part) => part === null || part === "")) return null;
  return make("div", { class: "gm-fact" }, make("dt", {}, name), make("dd", {}, ...value));
}

/** A folded section. @param {string} title @param {...(Node | string | null)} children */
export function folded(title, ...children) {
  return make("details", { class: "gm-folded" }, make("summary", {}, title), ...children);
}
