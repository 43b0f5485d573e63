/**
 * A page that was there before us, as at an install or an update. What it listens with stands before our gate, so its reader is
 * asked to load it again. An update also leaves our older version behind: Firefox ends its script but not its elements; in Chromium
 * the script lives on without a line to any background, and its gate, which stands before the page's, goes on asking.
 */

import { close, tell } from "./shelf.js";
import { say } from "./words.js";

const ARRIVED = "chalkline-arrived";
const CAME_LATE = document.readyState !== "loading";

/** One shelf is enough: the older version's goes, and ours will. @param {AbortSignal} signal */
export function takePlace(signal) {
  if (CAME_LATE) {
    window.dispatchEvent(new Event(ARRIVED));
    for (const left of document.querySelectorAll("chalkline-panel, chalkline-guard")) left.remove(); // A living question comes back by itself.
  }
  window.addEventListener(ARRIVED, () => chrome.runtime?.id || close(), { capture: true, signal });
}

/** Asks the reader to load the page again. */
export function sayLate() {
  if (CAME_LATE && window.top === window) tell(say("late"), { label: say("late_reload"), press: () => location.reload() });
}
