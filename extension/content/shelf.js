/** The shelf: one quiet column at the edge of the page for the panel, the reminder and short notices. Never modal, never in the way of typing. */

import { button, h } from "./element.js";
import { SHELF } from "./sheets.js";
import { makeStage } from "./stage.js";
import { say } from "./words.js";

/** How long a notice that asks for nothing stays, in ms. Read at 150 words a minute, twice. */
const NOTICE = 12_000;

/** @type {{stage: import("./stage.js").Stage, column: HTMLElement, loose: HTMLElement, voice: HTMLElement} | null} */
let shelf = null;
let isClosed = false;

/** Puts a card on the shelf; one with the same `data-part` is replaced. @param {HTMLElement} card */
export function put(card) {
  if (isClosed) return;
  const { stage, column } = open();
  stage.show();
  take(card.dataset.part ?? "");
  column.append(card);
}

/** Puts an element anywhere on the page, above it. @param {HTMLElement} element */
export function float(element) {
  if (isClosed) return;
  const { stage, loose } = open();
  stage.show();
  if (element.parentNode !== loose) loose.append(element);
}

/** Takes the shelf off the page for good: a newer version of us has its own there. */
export function close() {
  isClosed = true;
  shelf?.stage.hide();
}

/** @param {string} part */
export const take = (part) => open().column.querySelector(`:scope > [data-part="${part}"]`)?.remove();

/** Says something to those who hear the page, without moving their focus. @param {string} words */
export function speak(words) {
  open().voice.textContent = words;
}

/**
 * A short notice that goes by itself.
 * @param {string} words
 * @param {{label: string, press: () => void}} [action] a notice that offers something stays until it is dismissed
 */
export function tell(words, action) {
  const card = h("div", { class: "card skin", "data-part": "notice" }, h("p", {}, words));
  const dismiss = () => card.remove();
  dismissals.set(card, dismiss);
  card.append(h("div", { class: "actions" }, action && button("notice-action", action.label, () => (dismiss(), action.press()), { class: "primary" }), button("notice-dismiss", say("dismiss"), dismiss)));
  put(card);
  speak(words);
  if (!action) setTimeout(dismiss, NOTICE);
}

/** Escape dismisses the card that has the focus, or else the newest that came by itself. The panel stays until it is meant. */
export function escape() {
  const cards = [...(shelf?.column.querySelectorAll(".card") ?? [])];
  const focused = shelf?.stage.root.activeElement?.closest(".card");
  const card = focused ?? cards.reverse().find((card) => !card.matches('[data-part="panel"]'));
  if (card) dismissals.get(card)?.();
}

/** What dismisses a card. @type {WeakMap<Element, () => void>} */
const dismissals = new WeakMap();

/** The small button that closes a card; Escape does the same. @param {HTMLElement} card @param {string} part @param {() => void} dismiss */
export function closer(card, part, dismiss) {
  dismissals.set(card, dismiss);
  return button(part, "×", dismiss, { class: "close", "aria-label": say("dismiss") });
}

function open() {
  if (shelf) return shelf;
  const stage = makeStage("chalkline-panel", SHELF);
  const column = h("div", { class: "shelf" });
  const loose = h("div", { class: "skin" });
  const voice = h("div", { class: "unseen", role: "status" });
  stage.root.append(column, loose, voice);
  return (shelf = { stage, column, loose, voice });
}
