/**
 * The record's host in every mood, the clock wrong, the background killed in the middle, the storage spoilt.
 * After each: the state by its name, the last good record still enforced, nothing blank, and the words a person sees.
 */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, before, describe, test } from "node:test";
import { KINDS } from "./harness/browser.mjs";
import { Record } from "./harness/record.mjs";
import { openChat, openSchool, recordStatus, refresh } from "./harness/school.mjs";
import { TOOLS, chat } from "./harness/sites.mjs";
import { until } from "./harness/until.mjs";

const MIB = 1024 * 1024;

const WORDS = JSON.parse(readFileSync(new URL("../../extension/_locales/en_GB/messages.json", import.meta.url), "utf8"));

/** What the host answers, the code that the client then names (null: it counts as a good answer), and who hears of it at once. */
const MOODS = {
  "the same file again": [({ good }) => (_request, response) => response.end(good), null, "nobody"],
  "a captive portal's page": [() => (_request, response) => response.setHeader("content-type", "text/html").end("<!doctype html><title>Wi-Fi</title><p>Please sign in"), "NOT_A_LIST", "nobody"],
  "an empty file": [() => (_request, response) => response.end(), "NOT_A_LIST", "nobody"],
  "a server error": [() => (_request, response) => response.writeHead(500).end("oops"), "HTTP_STATUS", "nobody"],
  "5 MB": [() => (_request, response) => response.end(Buffer.alloc(5 * MIB, " ")), "TOO_BIG", "keepers"],
  "a truncated file": [({ good }) => (_request, response) => response.end(good.subarray(0, good.length >> 1)), "BAD_JSON", "keepers"],
  "a connection cut in the middle": [({ good }) => (_request, response) => response.setHeader("content-length", good.length).write(good.subarray(0, 100), () => response.destroy()), "UNREACHABLE", "nobody"],
  "yesterday's file": [({ record }) => (_request, response) => response.end(record.bytes({ version: 1 })), "ROLLBACK", "nobody"],
  "another school's file": [({ other }) => (_request, response) => response.end(other.bytes({ version: 9 })), "PIN_MISMATCH", "everyone"],
  "a forged file": [({ record, other }) => (_request, response) => response.end(record.forgedBy(other)), "NOT_ENOUGH_SIGNATURES", "everyone"],
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

    for (const [mood, [answer, code, told]] of Object.entries(MOODS)) {
      test(`${mood}: ${code ?? "no news"} for ${told}, and the record stays in force`, async () => {
        record.serve(browser.network, answer(parts));
        const status = await refresh(browser);
        assert.deepEqual([status.refresh.last_error, status.told], [code, told]);
        await isEnforced(browser, status);
        await saysWhy(browser, code);
        const popup = await says(browser, WORDS.health_FRESH.message, "popup");
        assert.equal(popup.includes(WORDS[`error_${code}`]?.message), told === "everyone", popup);
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

    for (const [damage, health, fault] of [["text for a number", "FRESH", null], ["another type", "NO_LIST", "STORAGE_BROKEN"], ["half a record", "NO_LIST", "BAD_ENVELOPE"]]) {
      test(`storage spoilt (${damage}): ${fault ?? "no harm"}, and whole again after the next fetch`, async () => {
        record.serve(browser.network, (_request, response) => response.writeHead(503).end());
        await browser.inside(spoil, damage);
        await browser.killBackground();
        const status = await recordStatus(browser);
        assert.deepEqual([status.health, status.fault], [health, fault]);
        await saysWhy(browser, fault);
        assert.equal(await standingAt(browser, TOOLS.not_approved.host), fault ? "no_record" : "not_approved");
        record.serve(browser.network, (_request, response) => response.end(record.bytes({ version: 5 })));
        const healed = await refresh(browser);
        assert.equal(healed.health, "FRESH");
        await isEnforced(browser, healed, 5);
      });
    }
  });

  describe(`the clock, ${kind}`, () => {
    const record = new Record();
    const good = record.bytes();
    let browser;
    before(async () => {
      browser = await openSchool(kind, { record, answer: (_request, response) => response.end(good), spoil: keepTimeInStorage });
    });
    after(() => browser?.close());

    for (const [year, health, standing] of [[2015, "FRESH", "approved"], [2035, "EXPIRED", "cannot_confirm"]]) {
      test(`${year}: ${health}, a refusal stays a refusal, and right again with the clock`, async () => {
        await setClock(browser, Date.UTC(year, 5, 1));
        assert.equal((await recordStatus(browser)).health, health);
        assert.equal(await standingAt(browser, TOOLS.approved.host), standing);
        assert.equal(await standingAt(browser, TOOLS.not_approved.host), "not_approved");
        await says(browser, WORDS[`health_${health}`].message);
        await setClock(browser, Date.now());
        assert.equal((await recordStatus(browser)).health, "FRESH");
        assert.equal(await standingAt(browser, TOOLS.approved.host), "approved");
      });
    }

    test("2035 and a fetch: ROOT_EXPIRED by name, and the record still held", async () => {
      await setClock(browser, Date.UTC(2035, 5, 1));
      const status = await refresh(browser);
      assert.deepEqual([status.health, status.refresh.last_error, status.summary.version], ["EXPIRED", "ROOT_EXPIRED", 1]);
      await saysWhy(browser, "ROOT_EXPIRED");
      await setClock(browser, Date.now());
      assert.equal((await refresh(browser)).refresh.last_error, null);
    });
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

/** The options page says it in the words of its code. */
async function saysWhy(browser, code) {
  await says(browser, code ? WORDS[`error_${code}`].message : WORDS.health_FRESH.message);
}

/** A page of ours comes to say it; all that it then says. */
async function says(browser, words, name = "options") {
  const tab = await browser.page(name);
  const all = await until(`${name} says: ${words}`, async () => {
    const all = await tab.page.evaluate(() => document.body.textContent);
    return all.includes(words) && all;
  });
  await tab.close();
  return all;
}

/** Runs in the extension: spoils what is stored. */
async function spoil(damage) {
  const each = (value, change) => {
    if (Array.isArray(value)) return value.map((inner) => each(inner, change));
    if (value && typeof value === "object") return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, each(inner, change)]));
    return change(value);
  };
  const damages = {
    "text for a number": (stored) => each(stored, (value) => (typeof value === "number" ? "yesterday" : value)),
    "another type": () => [1, "two", null],
    "half a record": (stored) => each(stored, (value) => (typeof value === "string" ? value.slice(0, value.length / 2) : value)),
  };
  const all = await chrome.storage.local.get();
  await chrome.storage.local.set(Object.fromEntries(Object.entries(all).map(([key, stored]) => [key, damages[damage](stored)])));
}

/** The background takes the time from its storage, so that a test can set its clock while it runs. @param {(file: string, from: RegExp, to: string) => void} edit */
function keepTimeInStorage(edit) {
  const clock = `{ const now = Date.now; let off = 0; Date.now = () => now() + off;
    chrome.storage.onChanged.addListener(({ off: set }) => { if (set) off = set.newValue; }); }\n`;
  edit("background/main.js", /^/, clock);
}

async function setClock(browser, time) {
  await browser.inside((off) => chrome.storage.local.set({ off }), time - Date.now());
}
