/** What a page itself shows of an AI tool, in real DOMs; and that nobody looks before the person asks. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, before, describe, test } from "node:test";
import { KINDS } from "./harness/browser.mjs";
import { openSchool } from "./harness/school.mjs";

/** Pages that no weight was fitted to; tests/spot/README.md says what is told of them. */
const ASIDE = readFileSync(new URL("../spot/aside.jsonl", import.meta.url), "utf8").trim().split("\n").map((line) => JSON.parse(line));
const LEAST_TOLD = 63;
const MOST_MISTAKEN = 3;

/** A page that says what it is by what it shows, under an address and a title that say nothing. */
const PLAIN = {
  host: "veluno.example",
  title: "Veluno",
  path: "/",
  html: '<aside><button>New chat</button></aside><main><h1>How can I help?</h1><textarea placeholder="Ask Veluno anything"></textarea><button aria-label="Send message"></button><p>Veluno is AI and can make mistakes. Check important info.</p></main>',
};

const PAGES = [...ASIDE, PLAIN];

/** Lets the test look at this host as a click on our button lets it: no driver can press the toolbar. */
const LET = PLAIN.host;

for (const kind of KINDS) {
  describe(`signs of a page, ${kind}`, () => {
    let browser;
    before(async () => {
      browser = await openSchool(kind, { spoil: (edit) => {
        edit("manifest.json", /"storage"(?=\s*\])/, '"storage", "tabs"');
        edit("manifest.json", /"host_permissions":\s*\[/, `"host_permissions": ["https://${LET}/*",`);
      } });
      for (const { host } of PAGES) browser.network.serve(host, (request, response) => answer(host, request.path, response));
    });
    after(() => browser?.close());

    test("tools are told by what they show, other pages are left alone", async (t) => {
      const missed = await judged(browser, ASIDE.filter(({ kind }) => kind === "tool"), false);
      const mistaken = await judged(browser, ASIDE.filter(({ kind }) => kind !== "tool"), true);
      t.diagnostic(`told ${80 - missed.length} of 80 tools, mistook ${mistaken.length} of 160 others`);
      assert.ok(80 - missed.length >= LEAST_TOLD, `missed ${missed.length}`);
      assert.ok(mistaken.length <= MOST_MISTAKEN, `mistook ${mistaken.length}`);
    });

    test("a page whose address says nothing is looked at when the person asks, and not before", async () => {
      const tab = await browser.open(`https://${LET}/`);
      const status = await browser.inside(async (host) => {
        const [{ id }] = await chrome.tabs.query({ url: `https://${host}/*` });
        return { badge: await chrome.action.getBadgeText({ tabId: id }), ...(await chrome.runtime.sendMessage({ type: "tab_status", tabId: id })).ok };
      }, LET);
      assert.deepEqual([status.badge, status.suspected], ["", LET]);
      await tab.close();
    });
  });
}

/** Answers with the page of this host and path. */
function answer(host, path, response) {
  const { title, html } = PAGES.find((page) => page.host === host && page.path === path) ?? PAGES.find((page) => page.host === host);
  response.setHeader("content-type", "text/html; charset=utf-8").end(`<!doctype html><title>${title}</title>${html}`);
}

/** The pages that are, or are not, taken for tools. */
async function judged(browser, pages, wanted) {
  const [source, cues] = await browser.inside(async () => {
    const [{ signsOfPage }, { withCore }] = await Promise.all(["signs", "core"].map((name) => import(chrome.runtime.getURL(`background/${name}.js`))));
    return [String(signsOfPage), await withCore((core) => core.page_cues())];
  });
  const tab = await browser.open(`https://${pages[0].host}/`);
  const seen = [];
  for (const { host, path, title } of pages) {
    await browser.driver.goto(tab.page, `https://${host}${path}`, { waitUntil: "load" });
    seen.push([host, path, title, await tab.page.evaluate(`(${source})(${JSON.stringify(cues)})`)]);
  }
  await tab.close();
  const are = await browser.inside(async (seen) => {
    const { withCore } = await import(chrome.runtime.getURL("background/core.js"));
    return Promise.all(seen.map(([host, path, title, met]) => withCore((core) => core.looks_like_a_tool(host, path, title, Uint32Array.from(met)))));
  }, seen);
  return seen.filter((_, at) => are[at] === wanted);
}
