/** The core in this page: a key never leaves it for the background. */

import init, * as core from "../../wasm/desk.js";
import startFiles, * as files from "../../wasm/files.js";

/** One of our own files, as text. @param {string} path */
export async function readOwn(path) {
  return (await fetch(chrome.runtime.getURL(path))).text();
}

/** The words of published pages, which are ours: English, then Welsh. */
export const languages = () => Promise.all(["en_GB", "cy"].map((locale) => readOwn(`_locales/${locale}/messages.json`)));

export async function loadCore() {
  await init({ module_or_path: chrome.runtime.getURL("wasm/desk_bg.wasm") });
  return core;
}

/** The text in a document. @param {Uint8Array} bytes @param {string} name */
export async function readFile(bytes, name) {
  await startFiles({ module_or_path: chrome.runtime.getURL("wasm/files_bg.wasm") });
  return files.read_file(bytes, name);
}
