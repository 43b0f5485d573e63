/** The promises of the architecture that need a browser to be shown: nothing leaves, nothing is kept, nothing runs elsewhere. */
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { KINDS } from "./harness/browser.mjs";
import { openChat, openSchool } from "./harness/school.mjs";
import { ORDINARY, TOOLS, chat } from "./harness/sites.mjs";
import { CLASS_LIST, CLASS_LIST_HTML, CLASS_LIST_SECRETS, PARENT_EMAIL, PARENT_EMAIL_SECRETS } from "./harness/texts.mjs";
import { until } from "./harness/until.mjs";

const SECRETS = [...CLASS_LIST_SECRETS, ...PARENT_EMAIL_SECRETS];

for (const kind of KINDS) {
  describe(`promises, ${kind}`, () => {
    let browser;
    before(async () => { browser = await openSchool(kind); });
    after(() => browser?.close());

    test("no text leaves, is logged or is stored, whatever a person chooses", async () => {
      for (const choice of ["replace", "cancel"]) {
        for (const data of [{ "text/plain": CLASS_LIST, "text/html": CLASS_LIST_HTML }, { "text/plain": PARENT_EMAIL }]) {
          await browser.copy(data);
          const { tab, field } = await openChat(browser, TOOLS.approved_with_conditions.host, "prosemirror");
          await tab.paste();
          await tab.dialog().click(choice);
          await tab.dialog().gone("dialog");
          if (choice === "replace") {
            await until("the replaced text stands", async () => (await field.value()).includes("["));
            await field.clickSend();
            await until("it is sent", async () => (await field.sent()).length === 1);
          }
          tab.leave();
        }
      }
      await until("the messages have reached the tool", () => browser.network.requests.filter(({ path }) => path === "/send").length === 2);
      for (const secret of SECRETS) assert.deepEqual(browser.network.carried(secret).map(({ host, path }) => host + path), [], `${secret} left`);
      assertNone(JSON.stringify(await browser.storage()), "stored");
      assertNone(browser.console.join("\n"), "logged");
    });

    test("the only requests of ours are for the record", async () => {
      const known = [...Object.values(TOOLS).map(({ host }) => host), ORDINARY, "clipboard.example"];
      const others = new Set(browser.network.requests.map(({ host }) => host).filter((host) => !known.includes(host)));
      assert.deepEqual([...others], [browser.record.host]);
    });

    test("nothing of ours runs on a page that is not an AI tool", async () => {
      await browser.copy(CLASS_LIST);
      const { tab, field } = await openChat(browser, ORDINARY, "textarea");
      assert.equal(await scriptsOfOurs(browser, tab), 0);
      await tab.paste();
      await until("the paste goes in as it is", async () => (await field.value()) === CLASS_LIST);
      assert.equal(await tab.page.evaluate(() => document.querySelectorAll("chalkline-guard, chalkline-panel").length), 0);
      await tab.page.goto(chat(TOOLS.approved.host, "textarea"));
      assert.ok(await scriptsOfOurs(browser, tab) > 0, "the count sees our script where it does run");
      tab.leave();
    });

    test("the page cannot tell from addresses that the extension is there", async () => {
      const { tab } = await openChat(browser, TOOLS.approved.host, "textarea");
      const answers = await tab.page.evaluate(async (origin) => Promise.all(["manifest.json", "content/content.js", "wasm/chalkline_bg.wasm"].map((file) => fetch(`${origin}/${file}`).then(() => "answered", () => "refused"))), browser.origin);
      assert.deepEqual(answers, ["refused", "refused", "refused"]);
      tab.leave();
    });
  });
}

/** How many scripts of the extension the browser has run in this page. */
const scriptsOfOurs = (browser, tab) => browser.driver.scriptsOf(browser, tab.page);

function assertNone(text, how) {
  for (const secret of SECRETS) assert.ok(!text.includes(secret), `${secret} is ${how}`);
}
