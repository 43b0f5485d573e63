/** What a page itself shows of an AI tool, in real DOMs; and that nobody looks before the person asks. */
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import * as first from "../spot/pages.mjs";
import * as tried from "../spot/tried.mjs";
import * as unseen from "../spot/unseen.mjs";
import { KINDS } from "./harness/browser.mjs";
import { openSchool } from "./harness/school.mjs";

/** What is told of each set, and what is taken for a tool at most: tests/spot/README.md says how these came about. */
const SETS = {
  first: { ...first, least: 38, most: 0 },
  tried: { ...tried, least: 35, most: 0 },
  unseen: { ...unseen, least: 20, most: 2 },
};

/** Lets the test look at this host as a click on our button lets it: no driver can press the toolbar. */
const LET = "veluno.example";

for (const kind of KINDS) {
  describe(`signs of a page, ${kind}`, () => {
    let browser;
    before(async () => {
      browser = await openSchool(kind, { spoil: (edit) => {
        edit("manifest.json", /"storage"(?=\s*\])/, '"storage", "tabs"');
        edit("manifest.json", /"host_permissions":\s*\[/, `"host_permissions": ["https://${LET}/*",`);
      } });
      for (const [host, title, body] of Object.values(SETS).flatMap(({ TOOLS, OTHERS }) => [...TOOLS, ...OTHERS])) {
        browser.network.serve(host, (_request, response) => response.setHeader("content-type", "text/html; charset=utf-8").end(`<!doctype html><title>${title}</title>${body}`));
      }
    });
    after(() => browser?.close());

    for (const [name, { TOOLS, OTHERS, least, most }] of Object.entries(SETS)) {
      test(`tools are told by what they show, other pages are left alone: ${name} set`, async (t) => {
        const missed = await judged(browser, TOOLS, false);
        const mistaken = await judged(browser, OTHERS, true);
        t.diagnostic(`missed ${missed.length} of ${TOOLS.length}: ${missed.join(" ")}`);
        t.diagnostic(`mistaken ${mistaken.length} of ${OTHERS.length}: ${mistaken.join(" ")}`);
        assert.ok(TOOLS.length - missed.length >= least, missed.join(" "));
        assert.ok(mistaken.length <= most, mistaken.join(" "));
      });
    }

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

/** Hosts of the pages that are, or are not, taken for tools. */
async function judged(browser, pages, wanted) {
  const source = await browser.inside(async () => String((await import(chrome.runtime.getURL("background/signs.js"))).signsOfPage));
  const tab = await browser.open(`https://${pages[0][0]}/`);
  const seen = [];
  for (const [host, title] of pages) {
    await browser.driver.goto(tab.page, `https://${host}/`, { waitUntil: "load" });
    seen.push([host, title, await tab.page.evaluate(`(${source})()`)]);
  }
  await tab.close();
  const are = await browser.inside(async (seen) => {
    const { withCore } = await import(chrome.runtime.getURL("background/core.js"));
    return Promise.all(seen.map(([host, title, signs]) => withCore((core) => core.looks_like_a_tool(host, "/", title, signs))));
  }, seen);
  return seen.filter((_, at) => are[at] === wanted).map(([host]) => host);
}
