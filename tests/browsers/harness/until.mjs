/**
 * Waits for conditions. There are no sleeps and no retries in these tests: a thing is awaited by name, and a thing
 * that must not happen is shown absent after something later has happened.
 */

/** How long a condition may take before it counts as failed, in ms: generous, because two cores may run much else. */
export const PATIENCE = Number(process.env.PATIENCE ?? 30_000);

/** In ms: soon at first; what has not come by then is not asked about all the time, for each look costs three processes. */
const [SOON, LATER] = [15, 120];

/**
 * The first truthy answer of `look`, asked again until it comes. `look` may throw while the page is in motion; the last
 * error is named if the time runs out.
 * @template T
 * @param {string} what names the condition in the failure
 * @param {() => T | Promise<T>} look
 * @returns {Promise<NonNullable<Awaited<T>>>}
 */
export async function until(what, look, patience = PATIENCE) {
  const end = Date.now() + patience;
  let wait = SOON;
  let last;
  do {
    try {
      const seen = await look();
      if (seen) return seen;
      last = `last seen: ${JSON.stringify(seen)}`;
    } catch (error) {
      last = error instanceof Error ? error.message : String(error);
    }
    await new Promise((resolve) => setTimeout(resolve, wait));
    wait = Math.min(wait * 1.5, LATER);
  } while (Date.now() < end);
  throw new Error(`waited ${patience} ms for: ${what} (${last})`);
}
