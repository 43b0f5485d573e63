/**
 * What a browser takes of the computer. Memory: the proportional set size of its first process and all its children, without the pages of
 * files: how many share those depends on what else runs on the computer. Nor are pages counted that the browser has given back and
 * the kernel has not yet had a use for (`LazyFree`; Firefox gives back that way): they cost nobody anything.
 */
import { readFileSync, readdirSync } from "node:fs";

/** In MB, after it has thrown away what it can. @param {import("./browser.mjs").Browser} browser */
export async function memory(browser) {
  await browser.driver.collectGarbage(browser);
  return family(browser.browser.process().pid).reduce((sum, pid) => sum + pss(pid), 0) / 1024;
}

/** Processor time that all its threads have had so far, in ms: unlike a clock it does not mind what else the computer does. @param {import("./browser.mjs").Browser} browser */
export function busy(browser) {
  return family(browser.browser.process().pid).flatMap(threads).reduce((sum, thread) => sum + ran(thread), 0) / 1e6;
}

function threads(pid) {
  try {
    return readdirSync(`/proc/${pid}/task`).map((tid) => `/proc/${pid}/task/${tid}`);
  } catch {
    return []; // It has ended meanwhile.
  }
}

function ran(thread) {
  try {
    return Number(readFileSync(`${thread}/schedstat`, "utf8").split(" ")[0]);
  } catch {
    return 0;
  }
}

function family(root) {
  const parents = readdirSync("/proc").filter((name) => /^\d+$/.test(name)).map((pid) => [Number(pid), parentOf(pid)]);
  const found = [root];
  for (const pid of found) found.push(...parents.filter(([, parent]) => parent === pid).map(([child]) => child));
  return found;
}

function parentOf(pid) {
  try {
    return Number(/^PPid:\s*(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1]);
  } catch {
    return 0; // It has ended meanwhile.
  }
}

function pss(pid) {
  try {
    const rollup = readFileSync(`/proc/${pid}/smaps_rollup`, "utf8");
    const size = (name) => Number(new RegExp(`^${name}:\\s*(\\d+)`, "m").exec(rollup)?.[1]);
    return size("Pss_Anon") + size("Pss_Shmem") - size("LazyFree");
  } catch {
    return 0;
  }
}
