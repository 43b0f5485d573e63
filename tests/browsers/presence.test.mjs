/** Where the guard stands: on tabs that were open before it came, on the tools a record adds, and no longer on those it drops. */
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { KINDS } from "./harness/browser.mjs";
import { Record } from "./harness/record.mjs";
import { fieldOf, openChat, openSchool, recordStatus, refresh } from "./harness/school.mjs";
import { ORDINARY, TOOLS, chat, serveTool } from "./harness/sites.mjs";
import { LINE, LINE_SECRETS } from "./harness/texts.mjs";
import { until } from "./harness/until.mjs";

/** A tool in no catalogue, which the school knows of. */
const OWN = { host: "planner.oakfield.example", name: "Oakfield Planner" };
/** Another, which the browser has not been allowed. */
const BARRED = { host: "marker.oakfield.example", name: "Oakfield Marker" };

for (const kind of KINDS) {
  describe(`a page that one goes back to, ${kind}`, () => {
    let browser;
    before(async () => { browser = await openSchool(kind); });
    after(() => browser?.close());

    test("out of the browser's cache it is guarded, and the toolbar's button says again how the tool stands", async () => {
      await browser.driver.keepPages(browser);
      await browser.copy(LINE);
      const { tab, field } = await openChat(browser, TOOLS.approved_with_conditions.host, "textarea");
      await until("the button says how it stands", () => buttonSays(browser, /conditions/));
      await tab.page.evaluate(() => addEventListener("pageshow", ({ persisted }) => { window.cameBack = persisted; }));
      await tab.page.goto(chat(ORDINARY, "textarea"));
      await until("the button says nothing", async () => !(await buttonSays(browser, /conditions/)));
      await tab.page.evaluate(() => void setTimeout(() => history.back()));
      await until("it came out of the cache", () => tab.page.evaluate(() => window.cameBack === true));
      await until("the button says how it stands", () => buttonSays(browser, /conditions/));
      await pasteIsJudged(tab, field);
    });
  });

  describe(`tabs that were open before, ${kind}`, () => {
    let browser;
    before(async () => { browser = await openSchool(kind, { managed: false, later: true }); });
    after(() => browser?.close());

    for (const how of ["install", "update"]) {
      test(`${how}: a tool's page is guarded, in its frames too, and its reader is told to load it again`, async () => {
        const { host } = TOOLS.approved;
        const { tab: ordinary } = await openChat(browser, ORDINARY, "textarea");
        const { tab: framed } = await openChat(browser, host, "frame-cross");
        const { tab, field } = await openChat(browser, host, "prosemirror");
        await (how === "install" ? browser.install() : browser.restartExtension());
        await tab.panel().shown("standing");
        assert.match(await tab.panel().shown("notice"), /load it again/i);
        await pasteIsJudged(tab, field);
        await framed.front();
        await pasteIsJudged(framed, await fieldOf(framed, "frame-cross"));
        assert.equal(await ordinary.page.evaluate(() => document.querySelectorAll("chalkline-guard, chalkline-panel").length), 0);
        await Promise.all([ordinary, framed, tab].map((each) => each.close()));
      });
    }

    test("the notice loads the page again, and then it is told of nothing", async () => {
      const { tab } = await openChat(browser, TOOLS.approved.host, "textarea");
      await browser.restartExtension();
      await tab.front();
      await tab.panel().shown("notice");
      const loaded = tab.page.waitForNavigation();
      await tab.panel().click("notice-action");
      await loaded;
      await tab.panel().shown("standing");
      assert.equal(await tab.panel().text("notice"), null);
      await tab.close();
    });
  });

  describe(`tools of the record's own, ${kind}`, () => {
    const record = new Record();
    const more = [OWN, BARRED].map(({ host, name }) => ({ id: host.split(".")[0], name, kinds: ["llm"], status: "not_approved", match: [{ host, subdomains: false }] }));
    let bytes = record.bytes();
    let browser;
    before(async () => {
      browser = await openSchool(kind, { record, answer: (_request, response) => response.end(bytes), spoil: allowOwnHost });
      serveTool(browser.network, OWN);
    });
    after(() => browser?.close());

    test("a tool that the record adds is guarded, without a new version of the extension", async () => {
      const { tab, field } = await openChat(browser, OWN.host, "textarea");
      await pasteGoesIn(tab, field);
      bytes = record.bytes({ version: 2, more });
      assert.equal((await refresh(browser)).summary.version, 2);
      await until("its script is registered", () => registered(browser, 1));
      await tab.page.goto(chat(OWN.host, "textarea"));
      const fresh = await fieldOf(tab, "textarea");
      await tab.panel().shown("standing");
      await pasteIsJudged(tab, fresh);
      await tab.close();
    });

    test("a tool where the browser does not let us be is named, for a person to allow", async () => {
      assert.deepEqual((await recordStatus(browser)).unreachable, [BARRED.host]);
      const options = await browser.page("options");
      await until("the page names it", () => options.page.evaluate((host) => document.body.innerText.includes(host), BARRED.host));
      await options.close();
    });

    test("it stays guarded when the background was ended, and after an update of the extension", async () => {
      await browser.killBackground();
      await judgedAnew(browser);
      await browser.restartExtension();
      await until("its script is registered", () => registered(browser, 1));
      await judgedAnew(browser);
    });

    test("a tool that the record drops is left alone from its next page on", async () => {
      bytes = record.bytes({ version: 3 });
      assert.equal((await refresh(browser)).summary.version, 3);
      await until("no script is registered", () => registered(browser, 0));
      const { tab, field } = await openChat(browser, OWN.host, "textarea");
      await pasteGoesIn(tab, field);
      await tab.close();
    });
  });
}

/** As if a person had allowed the host: no driver can press the browser's own question. */
const allowOwnHost = (edit) => edit("manifest.json", /"host_permissions": \[/, `$&"https://${OWN.host}/*",`);

const registered = (browser, count) => browser.inside(async (count) => (await chrome.scripting.getRegisteredContentScripts()).length === count, count);

/** Of the tab one sees. */
const buttonSays = async (browser, words) => words.test(await browser.inside(async () => {
  const [tab] = await chrome.tabs.query({ active: true });
  return chrome.action.getTitle({ tabId: tab.id });
}));

async function judgedAnew(browser) {
  const { tab, field } = await openChat(browser, OWN.host, "textarea");
  await pasteIsJudged(tab, field);
  await tab.close();
}

async function pasteIsJudged(tab, field) {
  await paste(tab, field);
  await tab.dialog(field.frame).click("replace");
  await until("the replaced text stands", async () => (await field.value()).includes("["));
  assert.equal(await tab.dialog(field.frame).text("dialog"), null, "it is asked once");
  for (const secret of LINE_SECRETS) assert.ok(!(await field.value()).includes(secret));
}

async function pasteGoesIn(tab, field) {
  await paste(tab, field);
  await until("the text stands", async () => (await field.value()) === LINE);
  assert.equal(await tab.page.evaluate(() => document.querySelectorAll("chalkline-guard, chalkline-panel").length), 0);
}

async function paste(tab, field) {
  await tab.browser.copy(LINE);
  await tab.front();
  await field.focus();
  await tab.paste();
}
