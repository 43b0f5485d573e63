/** The core in this page: a key never leaves it for the background. */

import init, * as core from "../../wasm/chalkline.js";

export async function loadCore() {
  await init({ module_or_path: chrome.runtime.getURL("wasm/chalkline_bg.wasm") });
  return core;
}
