/** Our own pages: what a person reads of the record, how a browser without policy joins one, what policy fixes. */
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { KINDS } from "./harness/browser.mjs";
import { Record } from "./harness/record.mjs";
import { openChat, openSchool, recordStatus, refresh } from "./harness/school.mjs";
import { borrowSchool } from "./harness/shared.mjs";
import { TOOLS } from "./harness/sites.mjs";
import { until } from "./harness/until.mjs";

for (const kind of KINDS) {
  describe(`pages of a managed browser, ${kind}`, () => {
    let browser;
    before(async () => { browser = await borrowSchool(kind); });
    after(() => browser?.close());

    test("options show what the school manages, and nothing to change it with", async () => {
      const { tab, words } = await read(browser, "options", (words) => words.includes(browser.record.name));
      for (const said of [browser.record.host, browser.record.school, "1"]) assert.ok(words.includes(said), `${said} in ${words}`);
      assert.deepEqual(await tab.page.$$eval("input", (inputs) => inputs.filter((input) => input.checkVisibility()).map(({ id }) => id)), []);
      await tab.close();
    });

    test("the popup says whose record it is, its version and date, and whom to ask", async () => {
      const { tab, words } = await read(browser, "popup", (words) => words.includes(browser.record.name));
      assert.match(words, /version 1, issued \d+ \w+ \d{4}/);
      assert.match(words, /not an AI tool/);
      await tab.page.click("#record summary");
      await until("the contact is shown", () => tab.page.$eval("#facts", (facts) => facts.checkVisibility() && facts.innerText.includes("ai@oakfield.example")));
      await tab.close();
    });

    test("the popup finds the record's tools by name", async () => {
      const { tab } = await read(browser, "popup", (words) => words.length > 50);
      await tab.page.click("#tools summary");
      await tab.page.click("#search");
      await tab.type("cop");
      await until("one tool is left", () => tab.page.$eval("#list", (list) => list.children.length === 1 && list.textContent.includes("Copilot")));
      await tab.close();
    });

    test("the popup knows the state of each tab", async () => {
      const { tab } = await openChat(browser, TOOLS.not_approved.host, "textarea");
      await tab.panel().shown("standing");
      const status = await until("the tab has reported", () => browser.inside(async (host) => {
        const [{ id }] = await chrome.tabs.query({ url: `https://${host}/*` });
        const { ok } = await chrome.runtime.sendMessage({ type: "tab_status", tabId: id });
        return ok.guarding && ok;
      }, TOOLS.not_approved.host));
      assert.equal(status.verdict.standing, "not_approved");
      assert.equal(status.guarding.field, true);
      await tab.close();
    });

    test("no content script may ask what only our pages may, and no page may ask at all", async () => {
      const { tab } = await openChat(browser, TOOLS.approved.host, "textarea");
      await tab.panel().shown("panel");
      assert.equal(await tab.page.evaluate(() => typeof globalThis.chrome?.runtime?.sendMessage), "undefined", "the page has no line to the extension");
      const answer = await browser.inside(async (host) => {
        const [{ id }] = await chrome.tabs.query({ url: `https://${host}/*` });
        const [{ result }] = await chrome.scripting.executeScript({ target: { tabId: id }, func: () => chrome.runtime.sendMessage({ type: "record" }) });
        return result;
      }, TOOLS.approved.host);
      assert.equal(answer.error?.code, "NOT_FOR_YOU");
      await tab.close();
    });
  });

  describe(`a record that runs out, ${kind}`, () => {
    const record = new Record();
    let bytes = null;
    let browser;
    before(async () => {
      browser = await openSchool(kind, { record, later: true, spoil: travelInTime, answer: (_request, response) => (bytes ? response.end(bytes) : response.writeHead(404).end()) });
      await browser.install();
      await until("policy has arrived", async () => (await recordStatus(browser)).managed);
    });
    after(() => browser?.close());

    const said = async (words, pages = ["options", "popup"]) => {
      for (const name of pages) await (await read(browser, name, (all) => all.includes(words))).tab.close();
    };

    test("before the first one has come: the pages say so, and why", async () => {
      await refresh(browser);
      assert.equal((await recordStatus(browser)).health, "NO_LIST");
      await said("has not received your school’s record yet");
      await said("could not give out the record");
    });

    test("while it holds: up to date", async () => {
      bytes = record.bytes({ days: 90 });
      const { health, refresh: fetched } = await refresh(browser);
      assert.equal(health, "FRESH", fetched.last_error);
      await said("up to date", ["options"]);
    });

    test("once it has run out: the pages and the tool's panel say so", async () => {
      await browser.inside(() => chrome.storage.local.set({ days: 100 }));
      await until("it has run out", async () => (await recordStatus(browser)).health === "EXPIRED");
      await said("has run out");
      const { tab } = await openChat(browser, TOOLS.approved.host, "textarea");
      await tab.panel().shown("standing");
      assert.equal(await tab.panel().evaluate((root) => root.querySelector("[data-part=standing]").dataset.standing), "cannot_confirm");
      await tab.close();
    });
  });

  describe(`pages of a browser without policy, ${kind}`, () => {
    const record = new Record();
    let browser;
    before(async () => { browser = await openSchool(kind, { record, managed: false }); });
    after(() => browser?.close());

    test("the first run says in six sentences what is and is not done", async () => {
      const { tab } = await read(browser, "welcome", (words) => words.length > 200);
      const lines = await tab.page.$$eval("main section:not(#next) li", (items) => items.map((item) => item.innerText));
      assert.equal(lines.length, 6);
      assert.ok(lines.every((line) => line.length > 20), lines.join("\n"));
      await tab.close();
    });

    test("not enrolled is a named state, on the options page and on every tool", async () => {
      assert.equal((await recordStatus(browser)).health, "NOT_ENROLLED");
      for (const name of ["options", "popup"]) await (await read(browser, name, (words) => words.includes("not joined to a school’s record"))).tab.close();
      const { tab } = await openChat(browser, TOOLS.approved.host, "textarea");
      await tab.panel().shown("standing");
      assert.equal(await tab.panel().evaluate((root) => root.querySelector("[data-part=standing]").dataset.standing), "no_record");
      await tab.close();
    });

    test("a wrong fingerprint joins nothing, and says so", async () => {
      const tab = await join(browser, { ...record.trust, root_sha256: "0".repeat(64) });
      await until("it is refused in words", () => tab.page.$eval("#fault", (fault) => fault.innerText.length > 20));
      assert.equal((await recordStatus(browser)).health, "NOT_ENROLLED");
      await tab.close();
    });

    test("address and fingerprint: the school's name is shown, then joined, then enforced", async () => {
      const tab = await join(browser, record.trust);
      await until("the school is named", () => tab.page.$eval("#confirm", (confirm, name) => confirm.innerText.includes(name), record.name));
      assert.equal((await recordStatus(browser)).health, "NOT_ENROLLED", "nothing is kept before the person agrees");
      await tab.page.click("#confirm button.main");
      await until("it is in force", async () => (await recordStatus(browser)).health === "FRESH");
      await tab.close();
      const chat = await openChat(browser, TOOLS.not_approved.host, "textarea");
      await chat.tab.panel().shown("standing");
      assert.equal(await chat.tab.panel().evaluate((root) => root.querySelector("[data-part=standing]").dataset.standing), "not_approved");
      await chat.tab.close();
    });

    test("leaving takes a typed word", async () => {
      const tab = await browser.page("options");
      await until("the form is there", () => tab.page.$eval("#leave", (form) => form.checkVisibility()));
      assert.equal(await tab.page.$eval("#go", (button) => button.disabled), true);
      const word = await tab.page.$eval("#word-label", (label) => label.textContent.split(": ")[1]);
      await tab.page.click("#word");
      await tab.type(word);
      await tab.page.click("#go");
      await until("it has left", async () => (await recordStatus(browser)).health === "NOT_ENROLLED");
      await tab.close();
    });
  });
}

/** The background lives as many days ahead as its storage says. @param {(file: string, from: RegExp, to: string) => void} edit */
function travelInTime(edit) {
  edit("background/main.js", /^/, `{
    const now = Date.now;
    let days = 0;
    Date.now = () => now() + days * 86_400_000;
    const look = async () => { days = (await chrome.storage.local.get("days")).days ?? 0; };
    chrome.storage.onChanged.addListener(look);
    look();
  }\n`);
}

/** Opens one of our pages and waits for its words. */
async function read(browser, name, isThere) {
  const tab = await browser.page(name);
  const words = await until(`${name} has its words`, async () => {
    const words = await tab.page.evaluate(() => document.body.innerText);
    return isThere(words) && words;
  });
  return { tab, words };
}

/** Types an enrolment into the options page and looks it up. */
async function join(browser, { urls, root_sha256, school_id }) {
  const tab = await browser.page("options");
  await until("the form is there", () => tab.page.$eval("#join", (form) => form.checkVisibility()));
  await tab.page.$eval("#by-hand", (details) => { details.open = true; });
  for (const [id, text] of Object.entries({ url: urls[0], fingerprint: root_sha256, school: school_id })) {
    await tab.page.click(`#${id}`);
    await tab.type(text);
  }
  await tab.page.click("#look");
  return tab;
}
