/** Weighs a text: what the engine finds in it, less what the person has already decided on this page. */

import { codeOf } from "../messages.js";
import * as engine from "./engine.js";

/**
 * @typedef {import("./engine.js").Finding} Finding
 * @typedef {import("./engine.js").Inspection} Inspection
 * @typedef {"paste" | "drop" | "send" | "file"} Way by which text would have gone in
 *
 * @typedef {object} Matter a text that waits for a person's decision
 * @property {Way} way
 * @property {string} text
 * @property {Inspection} inspection empty when `fault` is set
 * @property {number[]} keep findings the person has decided to keep before
 * @property {string} [fault] why the text could not be judged
 * @property {string} [fileName]
 * @property {"image" | "audio" | "video"} [media] what nobody but the person can judge
 * @property {import("../messages.js").FileText["parts"]} [parts] of a file
 */

/** @type {Inspection} */
const UNKNOWN = { action: "block", severity: "none", findings: [] };

/** What the person decided to keep: hashes only, in this page's memory only. @type {Set<number>} */
const kept = new Set();

/**
 * @param {string} text
 * @param {Way} way
 * @returns {Matter | null} null when the text may go in as it is
 */
export function weigh(text, way) {
  try {
    const inspection = engine.inspect(text);
    if (inspection.action === "allow") return null;
    const { findings } = inspection;
    const keep = [...findings.keys()].filter((index) => kept.has(hash(text, findings[index])));
    if (findings.length > 0 && keep.length === findings.length) return null;
    return { way, text, inspection, keep };
  } catch (error) {
    return { way, text, inspection: UNKNOWN, keep: [], fault: codeOf(error).code };
  }
}

/** Remembers that these findings are to stay as they are. @param {Matter} matter @param {number[]} indexes */
export function keepAsIs({ text, inspection }, indexes) {
  for (const index of indexes) kept.add(hash(text, inspection.findings[index]));
}

/** FNV-1a over kind and text. A collision leaves one more thing unmarked on one page. @param {string} text @param {Finding} finding */
function hash(text, { kind, start, end }) {
  let hash = 0x811c9dc5;
  for (const letter of kind + text.slice(start, end)) hash = Math.imul(hash ^ /** @type {number} */ (letter.codePointAt(0)), 0x01000193);
  return hash;
}
