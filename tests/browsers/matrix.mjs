/** Writes the tables of the README that the last run of `ways-in` and `gaps` has shown: `cargo xtask matrix` runs both first. */
import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { drivers } from "./harness/browser.mjs";
import { kept } from "./harness/kept.mjs";

const README = path.join(import.meta.dirname, "../../README.md");
const [START, END] = ["<!-- matrix: written by `cargo xtask matrix` -->", "<!-- /matrix -->"];
const NAMES = { chromium: "Chromium", firefox: "Firefox" };
/** Conditions by the letter they have in the table. */
const LETTERS = { clean: "c", found: "f", hostile: "h", "background asleep": "s", "background dead": "b", "engine dead": "e" };
const KINDS = Object.keys(drivers);

const readme = readFileSync(README, "utf8");
const [before, rest] = readme.split(START);
if (!rest?.includes(END)) throw new Error(`the README has no place for the tables: ${START} … ${END}`);
writeFileSync(README, `${before}${START}\n${table(KINDS.flatMap((kind) => kept(kind)))}\n${gaps()}${END}${rest.split(END)[1]}`);

/** One row for each place to write in, one column for each way in. */
function table(cells) {
  const [places, ways] = ["editor", "way"].map((what) => [...new Set(cells.map((cell) => cell[what]))]);
  const at = (editor, way) => cells.filter((cell) => cell.editor === editor && cell.way === way);
  return [
    "What was tried and held, in both browsers where none is named: **c**lean text goes in untouched; **f**ound text waits and goes in replaced;",
    "the same on a **h**ostile page that listens first, with the background a**s**leep, and with a **b**ackground that never answers (a file, which it",
    "would have to read, is held until the person gives up); with the page's **e**ngine dead nothing goes in, and the person is told. A letter that",
    "is missing was not tried: a page's hostile script is not in its frames, and a textarea elsewhere knows no more of who sleeps. A capital letter failed.",
    "",
    `| | ${ways.join(" | ")} |`,
    `|---|${ways.map(() => "---|").join("")}`,
    ...places.map((editor) => `| ${editor} | ${ways.map((way) => tellBoth(at(editor, way))).join(" | ")} |`),
    "",
  ].join("\n");
}

/** The letters of a cell; each browser by name where they differ. */
function tellBoth(cells) {
  const told = KINDS.map((kind) => cells.filter((cell) => cell.kind === kind).map(letterOf).filter(Boolean).join(" "));
  if (told.every((each) => each === told[0])) return told[0];
  return KINDS.map((kind, index) => `${NAMES[kind]} ${told[index] || "not tried"}`).join(", ");
}

function letterOf({ condition, seen }) {
  if (seen === "yes") return LETTERS[condition];
  return seen === "no" ? `**${LETTERS[condition].toUpperCase()}**` : "";
}

/** What is shown not to be held, and what no test can try. */
function gaps() {
  const shown = groupBy(KINDS.flatMap((kind) => kept(`gaps-${kind}`)), "gap");
  const untried = groupBy(KINDS.flatMap((kind) => kept(kind)).filter(({ seen }) => seen !== "yes" && seen !== "no"), "seen");
  return [
    "Not held, and shown by a test to be so:",
    "",
    ...[...shown].map(([gap, cells]) => `- ${gap} (${cells.map(({ kind, why }) => (why ? `${NAMES[kind]} not tried: ${why}` : NAMES[kind])).join("; ")})`),
    "",
    "Not tried:",
    "",
    ...[...untried].map(([why, [{ way, editor, kind }]]) => `- ${way} into ${editor} in ${NAMES[kind]}: ${why}`),
    "- dictation, autofill, and other programs: no driver plays them; what they write into a field is judged when it is sent",
    "",
  ].join("\n");
}

/** In order of first appearance. */
function groupBy(items, key) {
  const groups = new Map();
  for (const item of items) groups.set(item[key], [...(groups.get(item[key]) ?? []), item]);
  return groups;
}
