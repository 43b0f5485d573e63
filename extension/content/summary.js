/** What was found, and where, in words: "2 pupil names and 1 date of birth, on line 3". */

import { has, say, sayCount, sayList } from "./words.js";

/**
 * @typedef {import("./weigh.js").Finding} Finding
 * @typedef {import("./weigh.js").Matter} Matter
 */

/** Lines or parts named one by one; beyond these, the first and the last. */
const NAMED = 3;
/** Kinds named one by one; the rest are counted together. */
const KINDS = 5;

/** @param {Finding[]} findings */
export function sayWhat(findings) {
  const groups = groupBy(findings, ({ kind, subject }) => `${kind} ${subject}`);
  const named = groups.slice(0, KINDS).map((group) => sayKind(group[0], group.length));
  const others = groups.slice(KINDS).flat().length;
  return sayList(others ? [...named, sayCount("found_others", others)] : named);
}

/** "3 pupil names" @param {Finding} finding of the kind @param {number} count */
export function sayKind({ kind, subject }, count) {
  const key = `kind_${kind.replaceAll("-", "_")}`;
  if (has(`${key}_${subject}_one`)) return sayCount(`${key}_${subject}`, count);
  return has(`${key}_one`) ? sayCount(key, count) : sayCount("kind_unknown", count);
}

/** @param {Matter} matter */
export function sayWhere({ text, inspection: { findings }, parts }) {
  const starts = findings.map(({ start }) => start);
  if (parts && parts.length > 1) return sayPlaces("where_part", [...new Set(starts.map((start) => partAt(parts, start)))]);
  return text.includes("\n") ? sayPlaces("where_line", [...new Set(linesAt(text, starts))].map(String)) : "";
}

/** @param {string} key @param {string[]} places */
function sayPlaces(key, places) {
  if (places.length === 1) return say(`${key}_one`, places[0]);
  if (places.length <= NAMED) return say(`${key}_some`, sayList(places));
  return say(`${key}_many`, places[0], places[places.length - 1]);
}

/** The line of each offset, counted from 1. @param {string} text @param {number[]} offsets rising */
export function linesAt(text, offsets) {
  let line = 1;
  let next = text.indexOf("\n");
  return offsets.map((offset) => {
    for (; next !== -1 && next < offset; next = text.indexOf("\n", next + 1)) line++;
    return line;
  });
}

/** What is in no part is the file's main text. @param {NonNullable<Matter["parts"]>} parts @param {number} offset */
const partAt = (parts, offset) => parts.find(({ start, end }) => start <= offset && offset < end)?.label ?? say("where_main");

/**
 * Groups in order of first appearance.
 * @template T
 * @param {T[]} items @param {(item: T) => string} keyOf
 * @returns {T[][]}
 */
export function groupBy(items, keyOf) {
  /** @type {Map<string, T[]>} */
  const groups = new Map();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group) group.push(item);
    else groups.set(key, [item]);
  }
  return [...groups.values()];
}
