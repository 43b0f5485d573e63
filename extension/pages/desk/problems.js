/** What the core's check finds in the draft, in words and beside the field it belongs to. */

import { words } from "../../ui/words.js";
import { loadCore } from "./core.js";
import { SECTIONS } from "./fields.js";

/** @typedef {import("../../wasm/desk.js").Problem} Problem */
/** @typedef {import("./draft.js").Draft} Draft */

/** @param {Draft} draft @returns {Promise<Problem[]>} */
export async function problemsOf(draft) {
  const core = await loadCore();
  return core.check_draft(draft.list, Date.now());
}

/** @param {Problem} problem */
export const wordsFor = ({ code }) => words(`desk_problem_${code}`);

/** Which tool a problem is about; null if none. @param {Problem} problem */
export function toolOf({ at }) {
  const [, number] = /^\/tools\/(\d+)(?:\/|$)/.exec(at) ?? [];
  return number === undefined ? null : Number(number);
}

const FIELDS = SECTIONS.flatMap(({ fields }) => fields.map(({ at }) => at));

/** The form's field that a problem is about: the one it points into, or the first of the group it points at. @param {Problem} problem */
export function fieldOf({ at }) {
  const path = at.split("/").slice(3).join(".");
  return FIELDS.find((field) => path === field || path.startsWith(`${field}.`)) ?? FIELDS.find((field) => path && field.startsWith(`${path}.`)) ?? "name";
}
