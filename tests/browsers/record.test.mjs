/**
 * The record's host in every mood, the clock wrong, the background killed in the middle, the storage spoilt.
 * After each: the state by its name, the last good record still enforced, nothing blank, and the words a person sees.
 */
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { KINDS } from "./harness/browser.mjs";
import { Record } from "./harness/record.mjs";
import { openChat, openSchool, recordStatus, refresh } from "./harness/school.mjs";
import { TOOLS, chat } from "./harness/sites.mjs";
import { until } from "./harness/until.mjs";

const MIB = 1024 * 1024;

/** What the host answers, and the code that the client then names; null: it counts as a good answer. */
const MOODS = {
  "the same file again": [({ good }) => (_request, response) => response.end(good), null],
  "a captive portal's page": [() => (_request, response) => response.setHeader("content-type", "text/html").end("<!doctype html><title>Wi-Fi</title><p>Please sign in"), "NOT_A_LIST"],
  "an empty file": [() => (_request, response) => response.end(), "NOT_A_LIST"],
  "a server error": [() => (_request, response) => response.writeHead(500).end("oops"), "HTTP_STATUS"],
  "5 MB": [() => (_request, response) => response.end(Buffer.alloc(5 * MIB, " ")), "TOO_BIG"],
  "a truncated file": [({ good }) => (_request, response) => response.end(good.subarray(0, good.length >> 1)), "BAD_JSON"],
  "a connection cut in the middle": [({ good }) => (_request, response) => response.setHeader("content-length", good.length).write(good.subarray(0, 100), () => response.destroy()), "UNREACHABLE"],
  "yesterday's file": [({ record }) => (_request, response) => response.end(record.bytes({ version: 1 })), "ROLLBACK"],
  "another school's file": [({ other }) => (_request, response) => response.end(other.bytes({ version: 9 })), "PIN_MISMATCH"],
  "a forged file": [({ record, other }) => (_request, response) => response.end(record.forgedBy(other)), "NOT_ENOUGH_SIGNATURES"],
};

for (const kind of KINDS) {
  describe(`the record, ${kind}`, () => {
    const record = new Record();
    const good = record.bytes({ version: 2 });
    const parts = { record, good, other: new Record() };
    let browser;
    before(async () => {
      browser = await openSchool(kind, { record, answer: (_request, response) => response.end(good) });
    });
    after(() => browser?.close());

    for (const [mood, [answer, code]] of Object.entries(MOODS)) {
      test(`${mood}: ${code ?? "no news"}, and the record stays in force`, async () => {
        record.serve(browser.network, answer(parts));
        const status = await refresh(browser);
        assert.equal(status.refresh.last_error, code);
        await isEnforced(browser, status);
        await saysWhy(browser, code);
      });
    }

    test("304 to a known tag: confirmed, not extended", async () => {
      record.serve(browser.network, (request, response) => {
        response.setHeader("etag", '"v2"');
        return request.headers["if-none-match"] ? response.writeHead(304).end() : response.end(good);
      });
      const before = await refresh(browser);
      const status = await refresh(browser);
      assert.equal(status.refresh.last_error, null);
      assert.equal(status.summary.expires, before.summary.expires);
      assert.ok(status.refresh.last_ok >= before.refresh.last_ok);
      await isEnforced(browser, status);
    });

    test("a stall: given up by name, and the record in force meanwhile", async () => {
      record.serve(browser.network, () => {});
      const waiting = refresh(browser);
      await until("the host was asked", () => browser.network.requests.at(-1).host === record.host);
      await isEnforced(browser, await recordStatus(browser));
      const status = await waiting;
      assert.equal(status.refresh.last_error, "TIMEOUT");
      await isEnforced(browser, status);
    });

    for (const step of ["asked", "half sent", "all sent"]) {
      test(`the background killed when the file is ${step}: the old record or the new, never none`, async () => {
        let reached;
        const news = record.bytes({ version: 3 });
        const isReached = new Promise((resolve) => { reached = resolve; });
        record.serve(browser.network, (_request, response) => {
          if (step === "asked") return reached();
          response.setHeader("content-length", news.length);
          if (step === "half sent") return response.write(news.subarray(0, 200), reached);
          return response.end(news, reached);
        });
        refresh(browser).catch(() => {});
        await isReached;
        await browser.killBackground();
        const status = await recordStatus(browser);
        assert.equal(status.fault, null);
        assert.ok([2, 3].includes(status.summary.version));
        await isEnforced(browser, status, status.summary.version);
      });
    }

    test("after all that the next good file is taken", async () => {
      record.serve(browser.network, (_request, response) => response.end(record.bytes({ version: 4 })));
      const status = await until("version 4 is in force", async () => {
        const status = await refresh(browser);
        return status.summary.version === 4 && status;
      });
      assert.equal(status.refresh.last_error, null);
      await isEnforced(browser, status, 4);
    });

    for (const damage of ["text for a number", "another type", "half a record"]) {
      test(`storage spoilt (${damage}): a named state, strict rules, and healing at the next fetch`, async () => {
        record.serve(browser.network, (_request, response) => response.writeHead(503).end());
        await browser.inside(spoil, damage);
        await browser.killBackground();
        const status = await recordStatus(browser);
        assert.ok(status.fault || status.health === "NO_LIST" || status.summary, JSON.stringify(status));
        await neverBlank(browser);
        record.serve(browser.network, (_request, response) => response.end(record.bytes({ version: 5 })));
        const healed = await refresh(browser);
        assert.equal(healed.health, "FRESH");
        await isEnforced(browser, healed, 5);
      });
    }
  });

  describe(`the clock, ${kind}`, () => {
    for (const [year, health, standing] of [[2015, "FRESH", "approved"], [2035, "EXPIRED", "cannot_confirm"]]) {
      test(`${year}: ${health}, and a refusal stays a refusal`, async () => {
        const browser = await openSchool(kind, { clock: Date.UTC(year, 5, 1) });
        try {
          assert.equal((await recordStatus(browser)).health, health);
          assert.equal(await standingAt(browser, TOOLS.approved.host), standing);
          assert.equal(await standingAt(browser, TOOLS.not_approved.host), "not_approved");
        } finally {
          await browser.close();
        }
      });
    }
  });
}

/** The good record's refusals and approvals hold on the pages themselves. */
async function isEnforced(browser, status, version = 2) {
  assert.equal(status.health, "FRESH");
  assert.equal(status.summary.version, version);
  assert.equal(await standingAt(browser, TOOLS.not_approved.host), "not_approved");
}

/** What the panel of a page says. */
async function standingAt(browser, host) {
  const { tab } = await openChat(browser, host, "textarea");
  const panel = tab.panel();
  await panel.shown("standing");
  const standing = await panel.evaluate((root) => root.querySelector("[data-part=standing]").dataset.standing);
  assert.ok((await panel.text("panel")).length > 20, "the panel has words");
  await tab.close();
  return standing;
}

/** The options page puts it in words. */
async function saysWhy(browser, code) {
  const words = await wordsOf(browser, "options");
  assert.ok(words.length > 200, `the options page says ${words}`);
  if (code) assert.ok(!words.includes(code) || words.length > 400, "a code alone is not words");
}

async function neverBlank(browser) {
  assert.ok((await wordsOf(browser, "options")).length > 100);
  const tab = await browser.open(chat(TOOLS.approved.host, "textarea"));
  assert.ok((await tab.panel().shown("panel")).length > 20);
  await tab.close();
}

async function wordsOf(browser, name) {
  const tab = await browser.page(name);
  const words = await until(`${name} has words`, async () => {
    const text = await tab.page.evaluate(() => document.body.innerText);
    return text.length > 100 && text;
  });
  await tab.close();
  return words;
}

/** Runs in the extension: spoils what is stored. */
async function spoil(damage) {
  const all = await chrome.storage.local.get();
  const spoilt = (value) => {
    if (damage === "text for a number") return typeof value === "number" ? "yesterday" : value && typeof value === "object" ? Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, spoilt(inner)])) : value;
    if (damage === "another type") return [1, "two", null];
    return typeof value === "string" ? value.slice(0, value.length / 2) : value && typeof value === "object" ? Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, spoilt(inner)])) : value;
  };
  await chrome.storage.local.set(Object.fromEntries(Object.entries(all).map(([key, value]) => [key, spoilt(value)])));
}
