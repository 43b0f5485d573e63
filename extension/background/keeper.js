/** What whoever keeps the record must not miss, on the computer where its draft is kept and nowhere else. The core judges. */

import { codeOf } from "../messages.js";
import { withCore } from "./core.js";
import * as store from "./store.js";

/** @typedef {import("../wasm/chalkline.js").Due} Due */

/** @param {number} now ms since 1970 @returns {Promise<Due | null>} null: nothing is due, or nobody keeps a record here */
export async function due(now) {
  const draft = /** @type {object | null} */ (await store.readDraft());
  if (!draft) return null;
  try {
    return await withCore((core) => core.due(draft, now));
  } catch (error) {
    return { expires: null, reviews: [], fault: codeOf(error).code };
  }
}
