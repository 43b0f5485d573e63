/**
 * The toolbar button of one tab: a shape and words for what holds there. Colour only repeats what the shape says.
 */

import { due } from "./keeper.js";
import { unread } from "./notices.js";
import * as store from "./store.js";

/** @typedef {import("../wasm/chalkline.js").Standing} Standing */
/** @typedef {"plain" | "approved" | "caution" | "stop" | "unprotected"} Face rising; the strictest frame of a tab gives it its face */

/** @type {Face[]} */
const FACES = ["plain", "approved", "caution", "stop", "unprotected"];

/** @param {number} tabId */
export async function show(tabId) {
  const frames = await store.frames(tabId);
  const strictest = frames.map(faceOf).reduce((a, b) => (rank(a.face) >= rank(b.face) ? a : b), { face: "plain", words: "ext_name" });
  await paint(tabId, strictest.face, chrome.i18n.getMessage(strictest.words));
}

/** What concerns no tab: notices that were not read yet; for whoever keeps the record here, what falls due. */
export async function showAll() {
  const waiting = (await unread()).length;
  const isDue = (await due(Date.now())) !== null;
  await chrome.action.setBadgeText({ text: isDue ? "!" : waiting ? String(waiting) : "" });
}

/** @param {number} tabId @param {Face} face @param {string} words */
async function paint(tabId, face, words) {
  const path = Object.fromEntries([16, 32, 48].map((size) => [size, `/icons/${face}-${size}.png`]));
  const title = face === "plain" ? words : chrome.i18n.getMessage("icon_title", words);
  try {
    await Promise.all([
      chrome.action.setIcon({ tabId, path }),
      chrome.action.setTitle({ tabId, title }),
      chrome.action.setBadgeText({ tabId, text: face === "unprotected" ? "!" : "" }),
      chrome.action.setBadgeBackgroundColor({ tabId, color: "#b3261e" }),
    ]);
  } catch {
    // The tab has gone.
  }
}

/** @param {store.Frame} frame @returns {{face: Face, words: string}} words: a locale key */
function faceOf({ guarding, standing }) {
  if (guarding && !guarding.field) return { face: "unprotected", words: "icon_unprotected" };
  if (!standing) return { face: "plain", words: "ext_name" };
  if (standing === "approved") return { face: "approved", words: "standing_approved" };
  if (standing === "not_approved") return { face: "stop", words: "standing_not_approved" };
  return { face: "caution", words: `standing_${standing}` };
}

/** @param {Face} face */
const rank = (face) => FACES.indexOf(face);
