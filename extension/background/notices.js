/** News that the record holds for staff: shown until the person has read it, then never again. */

import { standpoint } from "./core.js";
import * as store from "./store.js";

/** @typedef {import("../wasm/chalkline.js").Notice} Notice */

/** @returns {Promise<Notice[]>} */
export async function unread() {
  const { guard } = await standpoint();
  const today = new Date().toISOString().slice(0, 10);
  const seen = new Set(await store.seenNotices());
  return guard.notices().filter(({ id, from }) => from <= today && !seen.has(id));
}

/** @param {string} id */
export function acknowledge(id) {
  return store.noteSeen(id);
}
