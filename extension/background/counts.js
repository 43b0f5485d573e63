/**
 * How often a warning was shown and what became of it, by week, on this device alone: no text, no address, no person. The staff
 * member sees them first, and only they export them.
 */

import { codeOf, exported } from "../messages.js";
import { standpoint, withCore } from "./core.js";
import * as store from "./store.js";

/** @typedef {import("../messages.js").Count} Count */
/** @typedef {import("../messages.js").Weeks} Weeks */

const DAY_MS = 86_400_000;
/** A year and some weeks. */
const WEEKS_KEPT = 60;

/** What was counted. Throws `BAD_COUNTS` if that cannot be read: nothing is then counted on top of it. @returns {Promise<Weeks>} */
export async function read() {
  const weeks = await store.readCounts();
  await withCore((core) => core.check_counts(exported(weeks)));
  return weeks;
}

/** The code of what is wrong with the counts; null when nothing is. @returns {Promise<string | null>} */
export async function fault() {
  try {
    await read();
    return null;
  } catch (error) {
    return codeOf(error).code;
  }
}

/** @param {string | undefined} url of the frame that asked @param {{severity: Count["severity"], outcome: Count["outcome"]}} what */
export async function add(url, { severity, outcome }) {
  if (!SEVERITIES.has(severity) || !OUTCOMES.has(outcome)) return;
  const { tool, standing } = await judged(url);
  await read();
  const is = (/** @type {Count} */ known) => known.tool === tool && known.standing === standing && known.severity === severity && known.outcome === outcome;
  await store.writeCounts((weeks) => {
    const week = mondayOf(Date.now());
    const counts = weeks[week] ?? [];
    const known = counts.find(is);
    const next = known ? counts.map((count) => (count === known ? { ...known, count: known.count + 1 } : count)) : [...counts, { tool, standing, severity, outcome, count: 1 }];
    return Object.fromEntries(Object.entries({ ...weeks, [week]: next }).sort(([a], [b]) => a.localeCompare(b)).slice(-WEEKS_KEPT));
  });
}

/** Only these words are ever stored, whatever a message holds. */
const SEVERITIES = new Set(["none", "low", "personal", "high", "special", "safeguarding"]);
const OUTCOMES = new Set(["replace", "edited", "go-on", "looked", "cancel"]);

/**
 * The record's own name for the tool; an address that is not on it leaves none.
 * @param {string | undefined} url
 * @returns {Promise<{tool: string, standing: Count["standing"]}>}
 */
async function judged(url = "") {
  try {
    const { tool, standing } = (await standpoint()).guard.check(url);
    return { tool: tool?.id ?? "", standing };
  } catch {
    return { tool: "", standing: "no_record" };
  }
}

/** The Monday of the week, as a day in UTC. @param {number} now ms since 1970 */
function mondayOf(now) {
  const day = Math.floor(now / DAY_MS);
  const monday = day - ((day + 3) % 7); // 1970-01-01 was a Thursday
  return new Date(monday * DAY_MS).toISOString().slice(0, 10);
}
