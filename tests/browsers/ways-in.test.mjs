/**
 * The matrix: way in × editor × browser × condition. Clean text goes in as if nobody watched; found text waits for the
 * person and then goes in replaced; with the background asleep or dead or the page hostile the same holds; with the page's engine
 * dead nothing goes in.
 * `cargo xtask matrix` makes a table of the README of it.
 */
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { KINDS } from "./harness/browser.mjs";
import { keep } from "./harness/kept.mjs";
import { asShownIn, openChat } from "./harness/school.mjs";
import { borrowSchool, borrowWithoutBackground, borrowWithoutEngine } from "./harness/shared.mjs";
import { EDITORS, TOOLS } from "./harness/sites.mjs";
import { CLEAN_LINE, LESSON_PLAN, LINE, LINE_SECRETS, SHORT, SHORT_KEPT, SHORT_SECRETS } from "./harness/texts.mjs";
import { until } from "./harness/until.mjs";
import { FILE_WAYS, WAYS, makeFile } from "./harness/ways.mjs";

/** @type {{ kind: string, way: string, editor: string, condition: string, seen: "yes" | "no" | string }[]} */
const cells = [];

const [CLEAN, FOUND] = [{ long: LESSON_PLAN, line: CLEAN_LINE }, { long: SHORT, line: LINE }];

/**
 * What is done to the page or the extension before text goes in, and what then becomes of text and of a file; `editors` are
 * those that can differ there: a page's hostile script is not in its frames, and no textarea knows who sleeps.
 */
const CONDITIONS = {
  clean: { borrow: borrowSchool, text: CLEAN, expect: goesIn, expectFile: fileGoesIn },
  found: { borrow: borrowSchool, text: FOUND, expect: isReplaced, expectFile: fileIsReplaced },
  "background asleep": {
    borrow: borrowSchool,
    text: FOUND,
    editors: ["textarea", "contenteditable", "prosemirror", "lexical", "quill", "frame-cross"],
    prepare: (browser) => browser.killBackground(),
    expect: isReplaced,
    expectFile: fileIsReplaced,
  },
  hostile: {
    borrow: borrowSchool,
    text: FOUND,
    editors: ["textarea", "input", "contenteditable", "prosemirror", "lexical", "quill", "shadow", "dialog", "late"],
    hostile: "reads-first",
    expect: isReplaced,
    expectFile: fileIsReplaced,
  },
  "background dead": { borrow: borrowWithoutBackground, text: FOUND, expect: isReplaced, expectFile: fileIsHeld },
  "engine dead": { borrow: borrowWithoutEngine, text: FOUND, expect: isRefused, expectFile: fileIsRefused },
};

for (const kind of KINDS) {
  for (const borrow of new Set(Object.values(CONDITIONS).map((condition) => condition.borrow))) {
    const conditions = Object.keys(CONDITIONS).filter((name) => CONDITIONS[name].borrow === borrow);
    describe(`ways in, ${conditions.join(", ")}, ${kind}`, () => {
      let browser;
      /** The page of the test before, if that went well: several ways into one page cost one load. */
      let standing = null;
      before(async () => { browser = await borrow(kind); });
      after(() => browser?.close());

      for (const { way, editor, condition, gap, go } of trials(kind, borrow)) {
        const { hostile, prepare } = CONDITIONS[condition];
        const cell = { kind, way, editor, condition, seen: gap ?? "no" };
        cells.push(cell);
        test(`${way} into ${editor}, ${condition}`, { skip: gap ?? false }, async () => {
          const page = await pageWith(editor, hostile);
          await prepare?.(browser);
          await go(page);
          standing = page;
          cell.seen = "yes";
        });
      }

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
    });
  }
}

/** All that is tried in the browser of one school: each way into each editor, as each condition asks. */
function* trials(kind, borrow) {
  for (const editor of EDITORS) {
    for (const [condition, { borrow: school, text, editors = EDITORS, expect, expectFile }] of Object.entries(CONDITIONS)) {
      if (school !== borrow || !editors.includes(editor)) continue;
      for (const [way, { go, isSend, gap }] of Object.entries(WAYS)) {
        const chosen = isSend || editor === "input" ? text.line : text.long;
        yield { way, editor, condition, gap: gap?.(kind, editor), go: async ({ tab, field }) => {
          if (way === "paste") await putOnClipboard(tab, chosen);
          await go(tab, field, chosen);
          await expect({ way, tab, field, editor, isSend, text: chosen });
        } };
      }
      if (editor !== "textarea") continue;
      for (const [way, go] of Object.entries(FILE_WAYS)) {
        yield { way, editor, condition, go: async ({ tab, field }) => {
          const before = uploads(tab.browser).length;
          await go(field, makeFile(tab.browser, `${way}, ${condition}.txt`, text.long));
          await expectFile({ kind, tab, text: text.long, uploaded: () => uploads(tab.browser).slice(before) });
        } };
      }
    }
  }
}

async function putOnClipboard(tab, text) {
  await tab.browser.copy(text);
  await tab.front();
}

const uploads = (browser) => browser.network.requests.filter(({ path }) => path === "/upload").map(({ body }) => body.toString());

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

/** What nobody can judge does not go in, and the person is told; nothing is lost. */
async function isRefused({ tab, field, isSend, text }) {
  const secrets = text === LINE ? LINE_SECRETS : SHORT_SECRETS;
  await isGivenUp(tab.dialog(field.frame));
  assert.deepEqual(await field.sent(), []);
  const reached = isSend ? "" : (await field.stolen()) + (await field.value());
  assertNone(secrets, reached, "in the page");
}

async function isGivenUp(dialog) {
  assert.ok((await dialog.shown("summary")).length > 20, "the fault is put in words");
  assert.equal(await dialog.text("replace"), null, "nothing can be replaced without an engine");
  await dialog.click("cancel");
  await dialog.gone("dialog");
}

async function fileGoesIn({ text, uploaded }) {
  await until("the file reaches the tool", () => uploaded().length > 0);
  assert.deepEqual(uploaded(), [text], "it is given once, and as it is");
}

/** Until the question is answered the tool has nothing of the file; then it has the replaced version, once. */
async function fileIsReplaced({ tab, uploaded }) {
  const dialog = tab.dialog();
  await dialog.shown("replace");
  assert.deepEqual(uploaded(), []);
  await dialog.click("replace");
  await dialog.gone("dialog");
  await until("the file reaches the tool", () => uploaded().length > 0);
  assert.equal(uploaded().length, 1);
  assertNone(SHORT_SECRETS, uploaded()[0], "in the file");
}

async function fileIsRefused({ tab, uploaded }) {
  await isGivenUp(tab.dialog());
  assert.deepEqual(uploaded(), []);
}

/** A file nobody reads stays held until the person gives up. */
async function fileIsHeld({ kind, tab, uploaded }) {
  // Chromium leaves the question hanging, Firefox says at once that nobody is there.
  await (kind === "chromium" ? tab.panel().click("progress-cancel") : tab.dialog().click("cancel"));
  await tab.panel().shown("notice");
  assert.deepEqual(uploaded(), []);
}

function assertNone(secrets, text, where) {
  for (const secret of secrets) assert.ok(!text.includes(secret), `${secret} is ${where}`);
}
