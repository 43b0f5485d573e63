/** A wasm module, started when first needed and asked one question at a time. */

import { ChalklineError } from "../messages.js";

/**
 * @template {{__wbg_reset_state: () => void}} Module
 * @param {object} how
 * @param {(from: {module_or_path: string}) => Promise<unknown>} how.start the glue's own, which starts once and again only after a failure
 * @param {Module} how.wasm
 * @param {string} how.file
 * @param {() => void} [how.onReset] what was made by the instance is of no use any more
 * @param {boolean} [how.isFresh] each question gets an instance of its own, so that no memory of the last one stays
 */
export function instance({ start, wasm, file, onReset = () => {}, isFresh = false }) {
  const reset = () => {
    onReset();
    wasm.__wbg_reset_state();
  };
  /**
   * Runs `job`. A trap leaves the instance in an unknown state: it is dropped and the next call has a new one.
   * @template T
   * @param {(core: Module) => T} job synchronous
   * @returns {Promise<T>} rejects with a ChalklineError
   */
  return async function ask(job) {
    await start({ module_or_path: chrome.runtime.getURL(file) }).catch(() => {
      throw new ChalklineError("ENGINE_BROKEN", "wasm");
    });
    try {
      return job(wasm);
    } catch (error) {
      if (error instanceof Error && error.name === "ChalklineError") throw error;
      if (!isFresh) reset();
      throw new ChalklineError("ENGINE_BROKEN", "wasm");
    } finally {
      if (isFresh) reset();
    }
  };
}
