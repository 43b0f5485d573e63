/**
 * What pages show, as a real browser lays them out: `node tests/spot/read.mjs FILE.jsonl…` writes a line for each, its `html` replaced by
 * `met`: every cue that it could meet. For `cargo xtask spot pages`; what ships says of the cues it is asked about only which are met.
 */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import puppeteer from "puppeteer-core";

const SIGNS = readFileSync(new URL("../../extension/background/signs.js", import.meta.url), "utf8");
const ANSWER = "return cues.flatMap((cue, index) => (met.has(cue) ? [index] : []));";
assert.ok(SIGNS.includes(ANSWER), "the script answers in a new way");
const everyCue = SIGNS.slice(SIGNS.indexOf("function signsOfPage")).replace(ANSWER, "return [...met];");

const browser = await puppeteer.launch({ executablePath: "/usr/bin/chromium", args: ["--no-sandbox"] });
const page = await browser.newPage();
let shown = { title: "", html: "" };
await page.setRequestInterception(true);
page.on("request", (request) => request.respond({ contentType: "text/html; charset=utf-8", body: `<!doctype html><title>${shown.title}</title>${shown.html}` }));

for (const line of process.argv.slice(2).flatMap((file) => readFileSync(file, "utf8").trim().split("\n"))) {
  const { html, ...rest } = JSON.parse(line);
  shown = { title: rest.title, html };
  await page.goto(`https://${rest.host}${rest.path}`, { waitUntil: "domcontentloaded" });
  console.log(JSON.stringify({ ...rest, met: await page.evaluate(`(${everyCue})([])`) }));
}
await browser.close();
