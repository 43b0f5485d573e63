/**
 * The matrix: way in × editor × browser × condition. Clean text goes in as if nobody watched; found text waits for the
 * person and then goes in replaced; with the background dead or the page hostile the same holds.
 * `cargo xtask matrix` makes a table of the README of it.
 */
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { KINDS } from "./harness/browser.mjs";
import { keep } from "./harness/kept.mjs";
import { asShownIn, openChat } from "./harness/school.mjs";
import { borrowSchool } from "./harness/shared.mjs";
import { EDITORS, TOOLS } from "./harness/sites.mjs";
import { CLEAN_LINE, LESSON_PLAN, LINE, LINE_SECRETS, SHORT, SHORT_KEPT, SHORT_SECRETS } from "./harness/texts.mjs";
import { until } from "./harness/until.mjs";
import { FILE_WAYS, WAYS, makeFile } from "./harness/ways.mjs";

/** @type {{ kind: string, way: string, editor: string, condition: string, seen: "yes" | "no" | string }[]} */
const cells = [];

/**
 * What is done to the page or the extension before text goes in; `only` names the editors that can differ there: a textarea
 * in a dialog is a textarea, and a page's hostile script is not in its frames.
 */
const CONDITIONS = {
  clean: { text: { long: LESSON_PLAN, line: CLEAN_LINE }, expect: goesIn },
  found: { text: { long: SHORT, line: LINE }, expect: isReplaced },
  "background dead": { text: { long: SHORT, line: LINE }, only: ["textarea", "prosemirror", "frame-cross"], prepare: (browser) => browser.killBackground(), expect: isReplaced },
  hostile: { text: { long: SHORT, line: LINE }, only: ["textarea", "input", "contenteditable", "prosemirror", "lexical", "quill", "shadow"], hostile: "reads-first", expect: isReplaced },
};

for (const kind of KINDS) {
  describe(`ways in, ${kind}`, () => {
    let browser;
    /** The page of the test before, if that went well: several ways into one page cost one load. */
    let standing = null;
    before(async () => { browser = await borrowSchool(kind); });
    after(() => browser?.close());

    /** One cell of the matrix, tried on the page with that editor. */
    const cellOf = (way, editor, condition, gap, go) => {
      const cell = { kind, way, editor, condition, seen: gap ?? "no" };
      cells.push(cell);
      test(`${way} into ${editor}, ${condition}`, { skip: gap ?? false }, async () => {
        const { hostile, prepare } = CONDITIONS[condition];
        const page = await pageWith(editor, hostile);
        await prepare?.(browser);
        await go(page);
        standing = page;
        cell.seen = "yes";
      });
    };

    const pageWith = async (editor, hostile) => {
      const name = `${editor} ${hostile}`;
      const last = standing;
      standing = null;
      if (last?.name !== name) {
        last?.tab.leave();
        return { name, ...(await openChat(browser, TOOLS.approved_with_conditions.host, editor, hostile)) };
      }
      await last.field.renew();
      return last;
    };

    for (const editor of EDITORS) {
      for (const [condition, { text, only = EDITORS, expect }] of Object.entries(CONDITIONS)) {
        if (!only.includes(editor)) continue;
        for (const [way, { go, isSend, gap }] of Object.entries(WAYS)) {
          cellOf(way, editor, condition, gap?.(kind, editor), async ({ tab, field }) => {
            const chosen = isSend || editor === "input" ? text.line : text.long;
            if (way === "paste") await putOnClipboard(tab, chosen);
            await go(tab, field, chosen);
            await expect({ way, tab, field, editor, isSend, text: chosen });
          });
        }
        for (const [way, go] of editor === "textarea" ? Object.entries(FILE_WAYS) : []) {
          cellOf(way, editor, condition, undefined, async ({ tab, field }) => {
            const file = makeFile(browser, `${way}, ${condition}.txt`, text.long);
            const before = uploads(browser).length;
            await go(field, file);
            if (condition !== "clean") await answersForFile(tab, browser, before);
            const [body] = await until("the file reaches the tool", () => uploads(browser).length > before && uploads(browser).slice(before));
            if (condition === "clean") assert.equal(body, text.long);
            else assertNone(SHORT_SECRETS, body, "in the file");
            assert.equal(uploads(browser).length, before + 1, "it is given once");
          });
        }
      }
    }
  });
}

async function putOnClipboard(tab, text) {
  await tab.browser.copy(text);
  await tab.front();
}

const uploads = (browser) => browser.network.requests.filter(({ path }) => path === "/upload").map(({ body }) => body.toString());

/** The question about a file: until it is answered the tool has nothing of it. */
async function answersForFile(tab, browser, before) {
  const dialog = tab.dialog();
  await dialog.shown("replace");
  assert.equal(uploads(browser).length, before);
  await dialog.click("replace");
  await dialog.gone("dialog");
}

after(() => {
  for (const kind of KINDS) keep(kind, cells.filter((cell) => cell.kind === kind));
});

/** Clean text goes in at once and as it is, and nothing of ours asks anything. */
async function goesIn({ way, tab, field, editor, isSend, text }) {
  if (way === "drop") return reachesThePage({ tab, field, text });
  if (isSend) await until("it is sent", async () => (await field.sent()).length === 1);
  const stands = async () => (isSend ? (await field.sent())[0] : await field.value());
  await until("the text stands", async () => asShownIn(editor, await stands()) === asShownIn(editor, text));
  assert.equal(await tab.dialog(field.frame).text("dialog"), null);
}

/** What a page makes of a drop is its own affair, and Firefox inserts none that a driver made: what counts is that it got the whole. */
async function reachesThePage({ tab, field, text }) {
  await until("the page has the drop", async () => (await field.seen()).some((event) => event.type === "drop" && event.text === text));
  assert.equal(await tab.dialog(field.frame).text("dialog"), null);
}

/** Found text is nowhere in the page before the person has chosen; then the replaced version is, and nothing else. */
async function isReplaced({ tab, field, editor, isSend, text }) {
  const dialog = tab.dialog(field.frame);
  const secrets = text === LINE ? LINE_SECRETS : SHORT_SECRETS;
  await dialog.shown("dialog");
  assert.deepEqual(await field.sent(), []);
  if (!isSend) assertNone(secrets, await field.stolen(), "before the choice");
  await dialog.click("replace");
  await dialog.gone("dialog");
  if (isSend) return sendsReplaced({ tab, field, secrets });
  await until("the replaced text stands", async () => (await field.value()).includes("["));
  const value = await field.value();
  assertNone(secrets, value, "in the field");
  assertNone(secrets, await field.stolen(), "after the choice");
  if (text !== SHORT) return;
  for (const kept of SHORT_KEPT) assert.ok(value.includes(kept), `${kept} is kept in ${value}`);
  assert.equal(value.split("\n").length, text.split("\n").length, `lines of ${JSON.stringify(value)}`);
}

async function sendsReplaced({ tab, field, secrets }) {
  await until("the replaced text stands or is sent", async () => (await field.value()).includes("[") || (await field.sent()).length === 1);
  if ((await field.sent()).length === 0) await tab.press("Enter");
  await until("the replaced text is sent", async () => (await field.sent()).length === 1);
  assertNone(secrets, JSON.stringify(await field.sent()), "in what is sent");
}

function assertNone(secrets, text, where) {
  for (const secret of secrets) assert.ok(!text.includes(secret), `${secret} is ${where}`);
}
