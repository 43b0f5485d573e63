/**
 * What whoever keeps the record must not miss, on the computer where its draft is kept and nowhere else: that the signed list runs
 * out, that reviews fall due.
 */

import * as store from "./store.js";

/** How long before the day a keeper is told; the list's own REVIEW_SOON is as long. */
const AHEAD_DAYS = 21;
const DAY_MS = 86_400_000;

/**
 * @typedef {object} Due
 * @property {string | null} expires the day on which the list runs out, if that is soon or past
 * @property {string[]} reviews tools whose review is due soon or overdue
 */

/** @param {number} now ms since 1970 @returns {Promise<Due | null>} null: nothing is due, or nobody keeps a record here */
export async function due(now) {
  const draft = /** @type {any} */ (await store.readDraft());
  if (!draft?.bundle) return null;
  const isSoon = (/** @type {unknown} */ day) => typeof day === "string" && Date.parse(day) - now < AHEAD_DAYS * DAY_MS;
  const end = expiryOf(draft.bundle);
  /** @type {{name?: string, assessment?: {review_due?: string}}[]} */
  const tools = draft.list?.tools ?? [];
  const reviews = tools.filter(({ assessment }) => isSoon(assessment?.review_due)).map(({ name }) => String(name));
  const expires = isSoon(end) ? end : null;
  return expires || reviews.length ? { expires, reviews } : null;
}

/** @param {string} bundle @returns {string | null} */
function expiryOf(bundle) {
  try {
    const payload = JSON.parse(bundle).trust_list.payload;
    return JSON.parse(atob(payload.replace(/-/g, "+").replace(/_/g, "/"))).expires;
  } catch {
    return null; // begun, and never signed
  }
}
