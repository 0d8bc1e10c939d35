// @ts-check
// A story: steps with a text, each with a view and filters of its own, one after the other.
import { say } from "./language.js";
import { button, fill, make, told } from "./elements.js";

/**
 * @param {any} book
 * @param {(fragment: string) => void} follow shows the view and the filters of an address
 * @returns {HTMLElement | null}
 */
export function storyPanel(book, follow) {
  const { story } = book.content;
  if (!story || story.steps.length === 0) return null;
  let at = 0;
  const body = make("div", { class: "gm-story-text", "aria-live": "polite" });
  const number = make("span", { class: "gm-note" });
  const back = button(say("previous"), () => go(at - 1), { class: "gm-button" });
  const forth = button(say("next"), () => go(at + 1), { class: "gm-button" });
  const close = button("×", () => (panel.hidden = true), {
    class: "gm-close",
    "aria-label": say("close_story"),
  });
  const panel = make(
    "section",
    { class: "gm-story", "aria-label": say("story") },
    make("div", { class: "gm-drawer-head" }, told(story.title || say("story"), "span"), close),
    body,
    make("div", { class: "gm-story-steps" }, back, number, forth),
  );
  /** @param {number} step */
  function go(step) {
    at = Math.max(0, Math.min(story.steps.length - 1, step));
    const { title, paragraphs, view } = story.steps[at];
    fill(body, title ? told(title, "h2") : null, ...paragraphs.map((text) => told(text, "p")));
    number.textContent = say("step_of", { n: at + 1, all: story.steps.length });
    back.disabled = at === 0;
    forth.disabled = at === story.steps.length - 1;
    if (view) follow(view);
  }
  panel.addEventListener("keydown", (event) => {
    if (event.key === "ArrowRight") go(at + 1);
    if (event.key === "ArrowLeft") go(at - 1);
  });
  go(0);
  return panel;
}
