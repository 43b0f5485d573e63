/** Stops an event, has the matter settled, and puts in what the person chose. */

import { insert, isInserting } from "./insert.js";
import { isAsking, settle } from "./settle.js";
import { tell } from "./shelf.js";
import { isOurs } from "./stage.js";
import { say } from "./words.js";

/**
 * @typedef {import("./field.js").Place} Place
 * @typedef {import("./weigh.js").Matter} Matter
 */

/** Events that were stopped: one sent again is stopped again. @type {WeakSet<Event>} */
const stopped = new WeakSet();

/**
 * Whether an event is a person's, on its way to the page. Events that scripts make carry the page's own data and are left alone.
 * While a question is open, nothing of a person's goes in behind it.
 * @param {Event} event
 */
export function isForUs(event) {
  if (isInserting() || isOurs(event)) return false;
  if (!stopped.has(event) && !(isAsking && event.isTrusted)) return event.isTrusted;
  hold(event);
  return false;
}

/** The page sees nothing of it. @param {Event} event */
export function hold(event) {
  stopped.add(event);
  event.preventDefault();
  event.stopImmediatePropagation();
}

/** For text on its way in. @param {Event} event @param {Matter} matter @param {Place} place */
export async function stop(event, matter, place) {
  hold(event);
  const outcome = await settle(matter);
  if (outcome) await putIn(place, outcome.text);
  else place.restore();
}

/** @param {Place} place @param {string} text */
export async function putIn(place, text) {
  if (await insert(place, text)) return;
  tell(say("insert_failed"), { label: say("insert_copy"), press: () => void navigator.clipboard.writeText(text) });
}
