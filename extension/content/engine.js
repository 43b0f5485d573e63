/**
 * Owns the page engine: the judge of text, in this very script, so that a verdict is there within the page's own event.
 * Until the rules of this tool come, the strictest hold. A broken engine answers nothing at all: every question throws.
 */

import { ChalklineError, codeOf } from "../messages.js";

/**
 * @typedef {import("../page/engine.js").Inspector} Inspector
 * @typedef {import("../page/engine.js").Inspection} Inspection
 * @typedef {import("../page/engine.js").Finding} Finding
 * @typedef {import("../page/engine.js").Rules} Rules
 */

/** What any engine must find: a made-up pupil number with a right check letter. */
const SAMPLE = "Her UPN is B801200005001.";

/** @type {Inspector | null} */
let inspector = null;
/** @type {typeof import("../page/engine.js").reminder_is_due} */
let isDue = () => true;
/** @type {typeof import("../page/engine.js").moment_of} */
let momentIn = () => undefined;
/** @type {(code: string) => void} */
let tellBroken = () => {};
let fault = new ChalklineError("ENGINE_NOT_READY", "engine");

/** The page engine, where its own file left it: undefined if it could not even start. */
const world = /** @type {{chalklineEngine?: typeof import("../page/engine.js")}} */ (globalThis);

/** Starts the engine: in a call, not from the top of the file, so that one that cannot start leaves the gate standing. */
export function load() {
  try {
    const engine = world.chalklineEngine;
    if (!engine) throw new ChalklineError("ENGINE_BROKEN", "engine");
    inspector = proved(new engine.Inspector());
    isDue = engine.reminder_is_due;
    momentIn = engine.moment_of;
  } catch (error) {
    breakDown(error);
  }
}

/** A made-up class list and letter: what a warm-up reads. */
const WARM_UP = `Surname\tForename\tDate of birth\tUPN\tEmail
Okafor\tAmira\t04/09/2014\tB801200005001\tamira@example.org
Dear Mrs Khan, Zoe-Mae was late again on 3 May. She lives at 1 High Street, AB1 2CD; please ring 01632 960001.
`.repeat(8);

/**
 * Lets the browser compile the engine while it has nothing else to do: the first paste is then judged as fast as the later ones.
 * @param {(text: string, inspection: Inspection) => void} then what else is worth a rehearsal
 */
export function warmUp(then, rounds = 6) {
  requestIdleCallback(() => {
    try {
      const inspection = inspect(WARM_UP);
      if (rounds > 1) warmUp(then, rounds - 1);
      else then(WARM_UP, inspection);
    } catch {
      // Whoever waits for the engine has been told.
    }
  });
}

/** The code of what broke the engine, or null. @returns {string | null} */
export const brokenBy = () => (inspector ? null : fault.code);

/** @param {(code: string) => void} listener called when the engine breaks */
export function onBroken(listener) {
  tellBroken = listener;
}

/** New rules, same placeholders. @param {Rules} rules */
export function adopt(rules) {
  inspector = run((engine) => proved(engine.with_rules(rules)));
}

/** @param {string} text @returns {Inspection} findings in UTF-16 units; throws ChalklineError */
export const inspect = (text) => run((engine) => engine.inspect(text));

/**
 * `text` with its findings replaced.
 * @param {string} text
 * @param {number[]} keep indexes of findings to leave as they are
 */
export const redact = (text, keep) => run((engine) => engine.redact(text, Uint32Array.from(keep)));

/** Puts the originals back for the placeholders this page's engine made. @param {string} text */
export const restore = (text) => run((engine) => engine.restore(text));

/** Whether the copy of this number brings a reminder. Without an engine each does. @param {number} copy from 1 @param {number} every */
export const isReminderDue = (copy, every) => isDue(copy, every);

/** The moment an answer speaks of at which a person decides, if any. @param {string} answer */
export const momentOf = (answer) => momentIn(answer);

/**
 * @template T
 * @param {(engine: Inspector) => T} question
 * @returns {T}
 */
function run(question) {
  if (!inspector) throw fault;
  try {
    return question(inspector);
  } catch (error) {
    if (["INTERNAL", "ENGINE_BROKEN"].includes(codeOf(error).code)) breakDown(error);
    throw error instanceof Error && error.name === "ChalklineError" ? error : fault;
  }
}

/** An engine that finds nothing in the sample would find nothing anywhere, and say so of every class list. @param {Inspector} engine */
function proved(engine) {
  if (engine.inspect(SAMPLE).findings.length === 0) throw new ChalklineError("ENGINE_BROKEN", "engine");
  return engine;
}

/** A trap leaves the engine's memory in an unknown state: it is not asked again. @param {unknown} error */
function breakDown(error) {
  const { code } = codeOf(error);
  fault = new ChalklineError(code === "INTERNAL" ? "ENGINE_BROKEN" : code, "engine");
  inspector = null;
  tellBroken(fault.code);
}
