/** Ways out: an answer copied from an AI tool brings its reminder, and gets the names back in the clipboard only. */
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { KINDS } from "./harness/browser.mjs";
import { openChat } from "./harness/school.mjs";
import { borrowSchool } from "./harness/shared.mjs";
import { TOOLS } from "./harness/sites.mjs";
import { SHORT, SHORT_SECRETS } from "./harness/texts.mjs";
import { until } from "./harness/until.mjs";

/** A reminder comes with the first copy in a session and with every tenth after it. */
const EVERY = 10;

for (const kind of KINDS) {
  describe(`ways out, ${kind}`, () => {
    let browser;
    before(async () => { browser = await borrowSchool(kind); });
    after(() => browser?.close());

    test("the first copy brings the reminder, the next nine do not, the eleventh does", async () => {
      const { tab } = await openChat(browser, TOOLS.approved.host, "textarea");
      const panel = tab.panel();
      await copyAnswer(tab, 0);
      assert.match(await panel.shown("reminder"), /check|right|true/i);
      await panel.click("reminder-dismiss");
      await panel.gone("reminder");
      for (let copy = 2; copy <= EVERY; copy++) await copyAnswer(tab, 0);
      assert.equal(await panel.text("reminder"), null);
      await copyAnswer(tab, 0);
      await panel.shown("reminder");
      assert.match((await browser.clipboard())["text/plain"], /^\s*The moon does not make its own light/);
      tab.leave();
    });

    test("the reminder goes away by keyboard alone, and never takes the focus", async () => {
      const { tab, field } = await openChat(browser, TOOLS.approved.host, "textarea");
      await field.focus();
      await copyAnswer(tab, 0);
      await tab.panel().shown("reminder");
      assert.equal(await tab.panel().focused(), null);
      await tab.press("Escape");
      await tab.panel().gone("reminder");
      tab.leave();
    });

    for (const [standing, said] of Object.entries({ approved: [/this answer/], under_review: [/this picture/, /No pictures of our pupils/], not_approved: [/this voice/, /No voices of our pupils/] })) {
      test(`the reminder speaks of what such a tool makes, and names where to check: ${standing}`, async () => {
        const { tab } = await openChat(browser, TOOLS[standing].host, "textarea");
        await tab.panel().shown("standing");
        await copyAnswer(tab, 0);
        const words = await tab.panel().shown("reminder");
        for (const one of said) assert.match(words, one);
        const link = await tab.panel().evaluate((root) => { const { href, target, rel, textContent } = root.querySelector('[data-part="reminder"] a'); return { href, target, rel, textContent }; });
        assert.deepEqual(link, { href: "https://library.oakfield.example/", target: "_blank", rel: "noopener noreferrer", textContent: "The school's library" });
        tab.leave();
      });
    }

    test("copied with attribution: the answer with its names, and a line of what made it and who checks it, in rich text too", async () => {
      const { tab } = await sentReplaced(browser, "textarea");
      await copyAnswer(tab, 1);
      await tab.panel().click("attribution");
      await until("it is said that the line is there", async () => / line/.test((await tab.panel().text("notice")) ?? ""));
      const copied = await browser.clipboard();
      for (const text of Object.values(copied)) {
        assert.match(text, /Made with the help of Gemini\. Checked by: _+/);
        for (const secret of SHORT_SECRETS) assert.ok(text.includes(secret), `${secret} in ${text}`);
      }
      assert.ok("text/html" in copied);
      tab.leave();
    });

    for (const [text, said] of Object.entries({
      "She has made good progress this term.": /report/i,
      "I would give it 14 out of 20.": /mark/i,
      "The moon goes round the earth.": null,
    })) {
      test(`a mark and a report are a person's to give: “${text}”`, async () => {
        const { tab, field } = await openChat(browser, TOOLS.approved.host, "textarea");
        await tab.write(text);
        await tab.press("Enter");
        await until("it is answered", async () => (await field.sent()).length === 1);
        await copyAnswer(tab, 1);
        await tab.panel().shown("reminder");
        const words = await tab.panel().text("moment");
        if (said) assert.match(words, said);
        else assert.equal(words, null);
        tab.leave();
      });
    }

    for (const editor of ["textarea", "prosemirror"]) {
      test(`names come back in what is copied, never in the page (${editor})`, async () => {
        const { tab, field, placeholders } = await sentReplaced(browser, editor);
        await field.frame.evaluate(() => {
          window.stolen = [];
          for (const on of [document, window]) on.addEventListener("copy", (event) => window.stolen.push(event.clipboardData.getData("text/plain"), event.clipboardData.getData("text/html")));
        });
        await copyAnswer(tab, 1);
        const copied = await browser.clipboard();
        for (const secret of SHORT_SECRETS) assert.ok(copied["text/plain"].includes(secret), `${secret} in ${copied["text/plain"]}`);
        for (const secret of SHORT_SECRETS) assert.ok(copied["text/html"] === undefined || copied["text/html"].includes(secret));
        assert.ok(placeholders.every((placeholder) => !copied["text/plain"].includes(placeholder)));
        const page = (await field.stolen()) + (await field.frame.evaluate(() => document.documentElement.outerHTML));
        for (const secret of SHORT_SECRETS) assert.ok(!page.includes(secret), `${secret} is in the page`);
        tab.leave();
      });
    }

    for (const editor of ["textarea", "contenteditable", "prosemirror", "lexical", "quill", "shadow"]) {
      test(`names come back in what is cut, and the field is empty (${editor})`, async () => {
        await browser.copy(SHORT);
        const { tab, field } = await openChat(browser, TOOLS.approved_with_conditions.host, editor);
        await tab.paste();
        await tab.dialog().click("replace");
        await until("the replaced text stands", async () => (await field.value()).includes("["));
        await tab.control("a", "SelectAll");
        await tab.control("x", "Cut");
        await until("the field is empty", async () => (await field.value()).trim() === "");
        const { "text/plain": cut } = await browser.clipboard();
        for (const secret of SHORT_SECRETS) assert.ok(cut.includes(secret), `${secret} in ${cut}`);
        const page = await field.stolen();
        for (const secret of SHORT_SECRETS) assert.ok(!page.includes(secret), `${secret} is in the page`);
        tab.leave();
      });
    }

    test("the switch in the notice keeps the placeholders", async () => {
      const { tab, placeholders } = await sentReplaced(browser, "textarea");
      await copyAnswer(tab, 1);
      await tab.panel().click("restore-switch");
      await until("the placeholders are copied", async () => (await copyAgain(browser, tab)).includes(placeholders[0]));
      tab.leave();
    });

    test("the vault is this page's alone: in another tab, and in this one once the page has gone, its placeholders stay", async () => {
      const first = await sentReplaced(browser, "textarea");
      const elsewhere = await openChat(browser, TOOLS.approved_with_conditions.host, "textarea");
      first.tab.leave();
      const afterwards = await openChat(browser, TOOLS.approved_with_conditions.host, "textarea");
      assert.equal(afterwards.tab, first.tab);
      for (const { tab, field } of [elsewhere, afterwards]) {
        await tab.front();
        await tab.write(`Written elsewhere: ${first.placeholders[0]}`);
        await tab.press("Enter");
        await until("it is answered", async () => (await field.sent()).length === 1);
        await copyAnswer(tab, 1);
        assert.ok((await browser.clipboard())["text/plain"].includes(first.placeholders[0]));
        tab.leave();
      }
    });
  });
}

/** Pastes, replaces, sends; the page answers with what it was given. */
async function sentReplaced(browser, editor) {
  await browser.copy(SHORT);
  const { tab, field } = await openChat(browser, TOOLS.approved_with_conditions.host, editor);
  await tab.paste();
  await tab.dialog().click("replace");
  await tab.dialog().gone("dialog");
  await until("the replaced text stands", async () => (await field.value()).includes("["));
  await field.clickSend();
  await until("it is sent", async () => (await field.sent()).length === 1);
  const [sent] = await field.sent();
  return { tab, field, placeholders: sent.match(/\[[^\]]+\]/g) };
}

async function copyAgain(browser, tab) {
  await copyAnswer(tab, 1);
  return (await browser.clipboard())["text/plain"];
}

/** A person selects the answer of that number, and copies it. */
async function copyAnswer(tab, number) {
  await tab.front();
  await tab.page.evaluate((number) => {
    document.activeElement.blur();
    getSelection().selectAllChildren(document.querySelectorAll(".answer")[number]);
  }, number);
  const copies = async () => (await tab.page.evaluate(() => window.seen)).filter(({ type }) => type === "copy").length;
  const before = await copies();
  await tab.control("c", "Copy");
  await until("the page sees the copy", async () => (await copies()) > before);
}
