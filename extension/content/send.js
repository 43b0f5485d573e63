/** The last look, at the moment of sending: Enter, a send button, a form. What was typed is judged here, before the page's own handler. */

import { fieldOf, innermost, pointedAt, realTarget, textOf, wherever, wholeOf } from "./field.js";
import { hold, isForUs, putIn } from "./halt.js";
import { settle } from "./settle.js";
import { tell } from "./shelf.js";
import { weigh } from "./weigh.js";
import { say } from "./words.js";

/** @typedef {import("./weigh.js").Matter} Matter */

const BUTTONS = 'button, [role="button"], input[type="submit"], input[type="button"], input[type="image"]';
/** Buttons that open or format something. */
const OTHER_BUTTONS = '[aria-haspopup]:not([aria-haspopup="false"]), [role="toolbar"] *, [role="menu"] *';
/** What send buttons are called, in English and Welsh. */
const SEND = /\b(anfon|ask|chat|create|creu|cyflwyno|generate|go|gofyn|run|send|submit)\b/i;
/** How far up from the field its own buttons may stand, in elements. */
const COMPOSER = 6;

/** What was written in last. @type {WeakRef<EventTarget> | null} */
let lastTarget = null;
/** What the press under way would have sent. @type {{field: HTMLElement, matter: Matter} | null} */
let heldPress = null;

/** @param {Event} event */
export function noteTarget(event) {
  const [target] = event.composedPath();
  if (lastTarget?.deref() !== target) lastTarget = new WeakRef(target);
}

/** A field that is entered may hold text already. @param {Event} event */
export function onFocus(event) {
  if (fieldOf(realTarget(event))) noteTarget(event);
}

/** The field that was written in last, if it still stands. */
export function writtenField() {
  const target = lastTarget?.deref();
  return target instanceof Element && target.isConnected ? fieldOf(innermost(target)) : null;
}

/** @param {KeyboardEvent} event */
export function onKeyDown(event) {
  if ((event.key !== "Enter" && event.key !== " ") || event.isComposing || !isForUs(event)) return;
  const target = realTarget(event);
  const field = fieldOf(target);
  const isSending = field ? event.key === "Enter" && !event.shiftKey : isSendButton(target);
  if (!isSending) return;
  const found = weighFields(target);
  if (found) void askBeforeSend(event, found);
}

/** A press is judged as it begins, held whole, and asked about as it ends. @param {Event} event */
export function onPress(event) {
  if (!isForUs(event)) return;
  if (event.type === "pointerdown") heldPress = null;
  if (event.type === "pointerdown" || (event.type === "click" && !heldPress)) heldPress = weighPress(event);
  if (!heldPress) return;
  if (event.type !== "click") return event.stopImmediatePropagation(); // Prevented, a touch would never become a click.
  const found = heldPress;
  heldPress = null;
  void askBeforeSend(event, found);
}

/** @param {SubmitEvent} event */
export function onSubmit(event) {
  const found = isForUs(event) && weighFields(realTarget(event));
  if (found) void askBeforeSend(event, found);
}

/** The person asks by themselves, at the mark of a field. @param {HTMLElement} field */
export function askAbout(field) {
  const matter = weigh(textOf(field), "send");
  if (matter) void ask(field, matter);
}

/** @param {Event} event @param {{field: HTMLElement, matter: Matter}} found */
async function askBeforeSend(event, { field, matter }) {
  hold(event);
  if (await ask(field, matter)) tell(say("send_again"));
}

/** Nothing is sent in the person's name: they see what stands there now, and send it. @param {HTMLElement} field @param {Matter} matter */
async function ask(field, matter) {
  const caret = wherever(field);
  const outcome = await settle(matter);
  if (!outcome?.changed) caret.restore();
  else await putIn(wholeOf(field), outcome.text);
  return Boolean(outcome);
}

/** @param {Event} event */
function weighPress(event) {
  const target = pointedAt(event);
  return isSendButton(target) ? weighFields(target) : null;
}

/** The first field that a send from `element` would send and that may not go as it is. @param {Element} element */
function weighFields(element) {
  for (const field of fieldsAbout(element)) {
    const text = textOf(field);
    const matter = text && weigh(text, "send");
    if (matter) return { field, matter };
  }
  return null;
}

/** @param {Element} element @returns {Set<HTMLElement>} */
function fieldsAbout(element) {
  const form = element.closest("form");
  const inForm = form ? [...form.querySelectorAll("textarea, input, [contenteditable]")].map(fieldOf) : [];
  const fields = [fieldOf(element), writtenField(), ...inForm];
  return new Set(fields.filter((field) => field !== null));
}

/** @param {Element} element */
function isSendButton(element) {
  const button = /** @type {HTMLElement | null} */ (element.closest(BUTTONS));
  if (!button || button.matches(OTHER_BUTTONS)) return false;
  const words = ["aria-label", "title", "data-testid", "id", "value"].map((name) => button.getAttribute(name) ?? "").join(" ") + (button.textContent ?? "");
  return isSubmit(button) || SEND.test(words) || (words.trim() === "" && isInComposer(button));
}

/** @param {HTMLElement} button */
const isSubmit = (button) => (button instanceof HTMLButtonElement || button instanceof HTMLInputElement) && (button.type === "submit" || button.type === "image") && Boolean(button.form);

/** A nameless button beside the field is taken for its send button. @param {HTMLElement} button */
function isInComposer(button) {
  let box = writtenField()?.parentElement;
  for (let up = 0; box && up < COMPOSER; up++, box = box.parentElement) {
    if (box.contains(button)) return true;
  }
  return false;
}
