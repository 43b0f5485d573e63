/**
 * Draws extension/icons/*.png: a chalkboard, a chalk line, and above the line a sign for what holds in this tab.
 * Run by hand when the drawing changes: `CHROMIUM=/usr/bin/chromium node xtask/icons.mjs`
 */

import { writeFile } from "node:fs/promises";
import puppeteer from "puppeteer-core";

/** The toolbar needs the small ones; stores and the browser's own list of extensions the large one, of the plain face. */
const SIZES = [16, 32, 48];

/** On a board of 32 by 32. Every sign differs in shape, so that none needs its colour to be told apart. */
const FACES = {
  plain: { board: "#22403a", sign: '<path d="M12.5 18 20 6.5"/>' },
  approved: { board: "#1a6b45", sign: '<path d="m9.5 12.5 4.5 5 8.5-11"/>' },
  caution: { board: "#8a5a00", sign: '<path d="M16 6v6.5M16 18.2v.1"/>' },
  stop: { board: "#a3261b", sign: '<path d="m11 7 10 10.5M21 7 11 17.5"/>' },
  unprotected: { board: "#55595d", sign: '<path d="M11.5 9c.6-5 9-4.6 9 .3 0 3.2-4.5 3.2-4.5 5.7M16 18.5v.1"/>', line: "M6 25h6.5m7 0H26" },
};

/** @param {{board: string, sign: string, line?: string}} face @param {number} size */
const svg = ({ board, sign, line = "M6 25c5-.9 7 .7 10 0s6-.6 10 0" }, size) => `
  <svg xmlns="http://www.w3.org/2000/svg" width="${size}" height="${size}" viewBox="0 0 32 32">
    <rect x=".5" y=".5" width="31" height="31" rx="7" fill="${board}"/>
    <g fill="none" stroke="#fff" stroke-width="3.6" stroke-linecap="round" stroke-linejoin="round">${sign}<path stroke-width="3" d="${line}"/></g>
  </svg>`;

const browser = await puppeteer.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: ["--no-sandbox"] });
const page = await browser.newPage();
for (const [name, face] of Object.entries(FACES)) {
  for (const size of name === "plain" ? [...SIZES, 128] : SIZES) {
    await page.setViewport({ width: size, height: size });
    await page.setContent(`<style>body{margin:0}svg{display:block}</style>${svg(face, size)}`);
    const png = await page.screenshot({ omitBackground: true });
    await writeFile(new URL(`../extension/icons/${name}-${size}.png`, import.meta.url), png);
  }
}
await browser.close();
