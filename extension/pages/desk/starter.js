/** A first list: the tools of the built-in catalogue that schools meet daily, all "under review". */

import { readOwn } from "./core.js";
import { idOf } from "./fields.js";

/** @typedef {import("./draft.js").DraftTool} DraftTool */
/** @typedef {{host: string, path?: string, query?: string, tool: string, vendor?: string, kind: string, relevance: number}} Row */

/** docs/catalogue.md: 3 is met daily in schools. */
const DAILY = 3;

/** @returns {Promise<DraftTool[]>} */
export async function starterTools() {
  const rows = /** @type {Row[]} */ (JSON.parse(await readOwn("catalogue.json")));
  /** @type {Map<string, Row[]>} */
  const tools = new Map();
  for (const row of rows) if (row.relevance === DAILY) tools.set(row.tool, [...(tools.get(row.tool) ?? []), row]);
  const taken = new Set();
  return [...tools].map(([name, rows]) => {
    const id = idOf(name, taken);
    taken.add(id);
    const [{ vendor }] = rows;
    return { id, name, ...(vendor && { vendor }), kinds: [...new Set(rows.map(({ kind }) => kind))], status: "under_review", match: rows.map(ruleOf) };
  });
}

/** @param {Row} row */
function ruleOf({ host, path, query }) {
  return { host, subdomains: true, ...(path && { path_prefix: path }), ...(query && { query: Object.fromEntries(new URLSearchParams(query)) }) };
}
