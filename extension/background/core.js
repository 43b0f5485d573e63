/**
 * The one owner of the wasm instance, and of the Guard made from what is stored.
 *
 * Nothing here must outlast the worker: a variable saves a millisecond, storage holds the truth.
 */

import init, * as wasm from "../wasm/chalkline.js";
import { ChalklineError, codeOf } from "../messages.js";
import * as store from "./store.js";

/** @typedef {import("../wasm/chalkline.js").Settings} Settings */

/**
 * @typedef {object} Standpoint who we are enrolled with, and what that lets us judge
 * @property {wasm.Guard} guard
 * @property {Settings | null} settings
 * @property {boolean} managed
 * @property {boolean} locked
 * @property {string | null} fault code, when policy, storage or the stored record cannot be used
 */

/** A record's health moves with the clock: judge by a Guard no older than this. */
const GUARD_MS = 60_000;

/** @type {Promise<unknown> | null} */
let loading = null;
/** @type {{standpoint: Standpoint, made: number} | null} */
let cached = null;

/**
 * Runs `job` with the core. A trap leaves the instance in an unknown state: it is dropped and the next call has a new one.
 * @template T
 * @param {(core: typeof wasm) => T} job synchronous
 * @returns {Promise<T>}
 */
export async function withCore(job) {
  await (loading ??= init({ module_or_path: chrome.runtime.getURL("wasm/chalkline_bg.wasm") }));
  try {
    return job(wasm);
  } catch (error) {
    if (error instanceof Error && error.name === "ChalklineError") throw error;
    cached = null;
    wasm.__wbg_reset_state();
    throw new ChalklineError("ENGINE_BROKEN", "wasm");
  }
}

/** Policy or storage has changed: judge anew. */
export function invalidate() {
  cached = null;
}

/** @returns {Promise<Standpoint>} */
export async function standpoint() {
  const now = Date.now();
  if (cached && now >= cached.made && now - cached.made < GUARD_MS) return cached.standpoint;
  const made = await build(now);
  cached = { standpoint: made, made: now };
  return made;
}

/**
 * What is stored and is not ours, or no longer verifies, is as good as nothing stored: the strictest rules, and the reason said.
 * @param {number} now
 * @returns {Promise<Standpoint>}
 */
async function build(now) {
  const [{ kept, damaged }, policy] = await Promise.all([store.read(), store.managed()]);
  const { fault, ...enrolled } = await enrolment(kept.enrolment, policy);
  const broken = damaged ? "STORAGE_BROKEN" : null;
  try {
    const guard = await withCore((core) => new core.Guard(kept.state, enrolled.settings, now));
    return { ...enrolled, guard, fault: fault ?? broken ?? guard.fault() ?? null };
  } catch {
    const guard = await withCore((core) => new core.Guard(null, null, now));
    return { ...enrolled, guard, settings: null, fault: fault ?? "STORAGE_BROKEN" };
  }
}

/**
 * Policy beats enrolment by hand. A policy that names a record we cannot read is a fault, never a reason to fall back on the other.
 * @param {Settings | null} byHand
 * @param {Record<string, unknown>} policy
 */
async function enrolment(byHand, policy) {
  const { lock_enrolment, ...rest } = /** @type {{lock_enrolment?: unknown}} */ (policy.trust ?? {});
  const locked = lock_enrolment === true;
  const managed = Object.keys(rest).length > 0;
  if (!managed) return { settings: locked ? null : byHand, managed, locked, fault: null };
  try {
    return { settings: await withCore((core) => core.settings_from_managed(policy)), managed, locked, fault: null };
  } catch (error) {
    return { settings: null, managed, locked, fault: codeOf(error).code };
  }
}
