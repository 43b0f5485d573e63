/** Sees a matter through: asks the person, judges what they edited, and says what may go in. */

import * as engine from "./engine.js";
import { showDialog } from "./dialog.js";
import { keepAsIs, weigh } from "./weigh.js";

/**
 * @typedef {import("./weigh.js").Matter} Matter
 * @typedef {{text: string, changed: boolean}} Outcome text that may go in, and whether it differs from the original
 */

/** Whether the person is being asked: there is one dialog at a time. */
export let isAsking = false;

/**
 * @param {Matter} matter
 * @returns {Promise<Outcome | null>} null when nothing is to go in
 */
export async function settle(matter) {
  if (isAsking) return null;
  isAsking = true;
  try {
    return await decide(matter);
  } finally {
    isAsking = false;
    settled();
  }
}

/** Called when a question has been answered. @type {() => void} */
let settled = () => {};

/** @param {() => void} listener */
export function onSettled(listener) {
  settled = listener;
}

/** @param {Matter} matter @returns {Promise<Outcome | null>} */
async function decide(matter) {
  const choice = await showDialog(matter);
  switch (choice.act) {
    case "replace":
      keepAsIs(matter, choice.keep);
      return { text: engine.redact(matter.text, choice.keep), changed: true };
    case "looked":
      return { text: matter.text, changed: false };
    case "go-on":
      keepAsIs(matter, [...matter.inspection.findings.keys()]);
      return { text: matter.text, changed: false };
    case "edited": {
      keepAsIs(matter, choice.keep);
      const again = weigh(choice.text, matter.way);
      return again ? decide({ ...matter, ...again }) : { text: choice.text, changed: true };
    }
    case "cancel":
      return null;
  }
}
