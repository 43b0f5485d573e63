/**
 * Runs test files in both browsers at once, all of a browser's in one process so that they can share its one ordinary school:
 * `node tests/browsers/run.mjs pages promises`. Exit code 0 only if every test has passed.
 */
import { spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { KINDS } from "./harness/browser.mjs";

const names = process.argv.slice(2);

/** The files of one browser; every line they write is told with the browser's name. */
async function run(kind) {
  const imports = names.map((name) => `await import("./${name}.test.mjs");`).join("");
  const node = spawn(process.execPath, ["--test-reporter=spec", "--input-type=module", "--eval", imports], {
    cwd: import.meta.dirname,
    env: { ...process.env, BROWSERS: kind },
    stdio: ["ignore", "pipe", "inherit"],
  });
  const lines = createInterface({ input: node.stdout });
  lines.on("line", (line) => console.log(`${kind}  ${line}`));
  return new Promise((resolve) => node.on("close", resolve));
}

const codes = await Promise.all(KINDS.map(run));
process.exitCode = codes.every((code) => code === 0) ? 0 : 1;
