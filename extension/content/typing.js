/** What is typed, checked as the person pauses: a quiet mark stands at the field while there is something to check in it. */

import { button, h } from "./element.js";
import { textOf } from "./field.js";
import { askAbout, noteTarget, writtenField } from "./send.js";
import { onSettled } from "./settle.js";
import { float, speak } from "./shelf.js";
import { weigh } from "./weigh.js";
import { sayCount, say } from "./words.js";

/** A pause is at least so long, in ms, and at most twice that. */
const PAUSE = 500;

let isWriting = false;
/** @type {ReturnType<typeof setTimeout> | undefined} */
let timer;
/** @type {{field: HTMLElement, element: HTMLElement, stop: () => void} | null} */
let mark = null;

/** A key costs a few assignments here, not even a look at the clock: what it went into, and its text, are looked up once the person pauses and the browser is idle. @param {Event} event */
export function onInput(event) {
  noteTarget(event);
  lookSoon();
}

/** Editors that take in a chosen text may tell nobody. */
onSettled(lookSoon);

function lookSoon() {
  isWriting = true;
  timer ??= setTimeout(whenQuiet, PAUSE);
}

function whenQuiet() {
  timer = isWriting ? setTimeout(whenQuiet, PAUSE) : undefined;
  isWriting = false;
  if (!timer) requestIdleCallback(look, { timeout: PAUSE });
}

function look() {
  const field = writtenField();
  const matter = field && weigh(textOf(field), "send");
  if (!matter || matter.fault) return unmark();
  const words = sayCount("mark", matter.inspection.findings.length - matter.keep.length);
  if (mark?.field !== field) setMark(field);
  mark?.element.querySelector("button")?.replaceChildren(words);
  speak(say("mark_spoken", words));
}

/** @param {HTMLElement} field */
function setMark(field) {
  unmark();
  const element = h("div", { class: "typed skin" }, button("mark", "", () => askAbout(field), { class: "pill" }));
  const place = () => requestAnimationFrame(() => follow(element, field));
  const watch = new ResizeObserver(place);
  watch.observe(field);
  for (const type of ["scroll", "resize"]) window.addEventListener(type, place, { capture: true, passive: true });
  const stop = () => {
    watch.disconnect();
    for (const type of ["scroll", "resize"]) window.removeEventListener(type, place, { capture: true });
    element.remove();
  };
  mark = { field, element, stop };
  float(element);
  place();
}

function unmark() {
  mark?.stop();
  mark = null;
}

/** Keeps the mark at the upper edge of its field, on the side where lines end. @param {HTMLElement} element @param {HTMLElement} field */
function follow(element, field) {
  if (!field.isConnected) return unmark();
  const { top, right } = field.getBoundingClientRect();
  const { offsetWidth, offsetHeight } = element;
  element.style.left = `${Math.max(4, Math.min(right, innerWidth) - offsetWidth - 4)}px`;
  element.style.top = `${Math.max(4, Math.min(top - offsetHeight - 4, innerHeight - offsetHeight - 4))}px`;
}
