/**
 * The one owner of the wasm instance, and of the Guard made from what is stored.
 *
 * Nothing here must outlast the worker: a variable saves a millisecond, storage holds the truth.
 */

import init, * as wasm from "../wasm/chalkline.js";
import { codeOf } from "../messages.js";
import { instance } from "./instance.js";
import * as store from "./store.js";

/** @typedef {import("../wasm/chalkline.js").Settings} Settings */
/** @typedef {import("../wasm/chalkline.js").State} State */

/**
 * @typedef {object} Standpoint who we are enrolled with, and what that lets us judge
 * @property {wasm.Guard} guard
 * @property {State | null} state what is stored of the record, if it can be read at all
 * @property {Settings | null} settings
 * @property {boolean} managed
 * @property {boolean} locked
 * @property {string | null} fault code, when policy, storage or the stored record cannot be used
 */

/** A record's health moves with the clock: judge by a Guard no older than this. */
const GUARD_MS = 60_000;

/** @type {{standpoint: Standpoint, made: number} | null} */
let cached = null;

export const withCore = instance({ start: init, wasm, file: "wasm/chalkline_bg.wasm", onReset: invalidate });

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
  const stored = { state: kept.state, settings: enrolled.settings, fault: damaged ? "STORAGE_BROKEN" : null };
  const withoutState = { ...stored, state: null, fault: "STORAGE_BROKEN" };
  const { guard, ...judged } = (await tryGuard(stored, now)) ?? (await tryGuard(withoutState, now)) ?? (await mustGuard(now));
  return { ...enrolled, ...judged, guard, fault: fault ?? judged.fault ?? guard.fault() ?? null };
}

/**
 * @param {{state: State | null, settings: Settings | null, fault: string | null}} stored
 * @param {number} now
 */
async function tryGuard(stored, now) {
  try {
    return { ...stored, guard: await withCore((core) => new core.Guard(stored.state, stored.settings, now)) };
  } catch {
    return null;
  }
}

/** Without anything stored; throws if the engine itself is broken. @param {number} now */
async function mustGuard(now) {
  const guard = await withCore((core) => new core.Guard(null, null, now));
  return { guard, state: null, settings: null, fault: "STORAGE_BROKEN" };
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
