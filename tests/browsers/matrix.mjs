/** Makes the tables of the README out of the last run: `node tests/browsers/matrix.mjs [--readme]`. */
import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { drivers } from "./harness/browser.mjs";

const ROOT = path.join(import.meta.dirname, "../..");
const [START, END] = ["<!-- matrix: generated from the last test run -->", "<!-- /matrix -->"];

const cells = Object.keys(drivers).flatMap((kind) => JSON.parse(readFileSync(path.join(ROOT, `target/matrix/${kind}.json`), "utf8")));
const tables = render(cells);
writeFileSync(path.join(ROOT, "target/matrix/tables.md"), tables);
if (process.argv.includes("--readme")) {
  const file = path.join(ROOT, "README.md");
  const readme = readFileSync(file, "utf8");
  const [before, rest] = readme.split(START);
  writeFileSync(file, `${before}${START}\n${tables}${END}${rest.split(END)[1]}`);
}

/** One row for each editor and way, one column for each browser and condition. */
function render(cells) {
  const columns = [...new Set(cells.map(({ kind, condition }) => `${kind}: ${condition}`))];
  const rows = [...new Set(cells.map(({ way, editor }) => `${way} | ${editor}`))];
  const at = new Map(cells.map((cell) => [`${cell.way} | ${cell.editor} | ${cell.kind}: ${cell.condition}`, cell.seen]));
  const gaps = [...new Set(cells.map(({ seen }) => seen).filter((seen) => seen !== "yes" && seen !== "no"))];
  const show = (seen) => (seen === "yes" ? "holds" : seen === "no" ? "**fails**" : seen === undefined ? "" : `gap ${gaps.indexOf(seen) + 1}`);
  return [
    `| way | place | ${columns.join(" | ")} |`,
    `|---|---|${columns.map(() => "---|").join("")}`,
    ...rows.map((row) => `| ${row} | ${columns.map((column) => show(at.get(`${row} | ${column}`))).join(" | ")} |`),
    "",
    ...gaps.map((gap, index) => `Gap ${index + 1}: ${gap}.`),
    "",
  ].join("\n");
}
