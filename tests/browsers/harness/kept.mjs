/** What a run has shown, kept in `target/matrix/` for the tables of the README. */
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";

const TARGET = path.join(import.meta.dirname, "../../../target/matrix");

/** @param {string} name @param {unknown} shown */
export function keep(name, shown) {
  mkdirSync(TARGET, { recursive: true });
  writeFileSync(path.join(TARGET, `${name}.json`), JSON.stringify(shown, null, 1));
}

/** @param {string} name */
export const kept = (name) => JSON.parse(readFileSync(path.join(TARGET, `${name}.json`), "utf8"));
