/** The core in this page: a key never leaves it for the background. */

import init, * as core from "../../wasm/chalkline.js";

/** @type {Promise<unknown> | null} */
let loading = null;

export async function loadCore() {
  await (loading ??= init({ module_or_path: chrome.runtime.getURL("wasm/chalkline_bg.wasm") }));
  return core;
}
