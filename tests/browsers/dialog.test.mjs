/** The question itself: what it says, and what each choice does. */
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { KINDS } from "./harness/browser.mjs";
import { openChat } from "./harness/school.mjs";
import { borrowSchool } from "./harness/shared.mjs";
import { TOOLS } from "./harness/sites.mjs";
import { CLASS_LIST, CLASS_LIST_SECRETS, LINE, LINE_SECRETS, SHORT, prose } from "./harness/texts.mjs";
import { until } from "./harness/until.mjs";

const { host } = TOOLS.approved_with_conditions;

for (const kind of KINDS) {
  describe(`the question, ${kind}`, () => {
    let browser;
    before(async () => { browser = await borrowSchool(kind); });
    after(() => browser?.close());

    const asked = async (text, editor = "textarea") => {
      await browser.copy(text);
      const opened = await openChat(browser, host, editor);
      // Before the record's rules are there, the strictest hold: no way on.
      await opened.tab.panel().shown("panel");
      await opened.tab.paste();
      await opened.tab.dialog().shown("dialog");
      return { ...opened, dialog: opened.tab.dialog() };
    };

    test("it says what was found, and where", async () => {
      const { tab, dialog } = await asked(SHORT);
      const summary = await dialog.text("summary");
      assert.match(summary, /UPN|pupil number/i);
      assert.match(summary, /phone/i);
      assert.match(summary, /line/i);
      tab.leave();
    });

    test("one finding switched off stays as it is, the others are replaced", async () => {
      const { tab, field, dialog } = await asked(SHORT);
      await dialog.click(await dialog.evaluate((root) => root.querySelector('[data-part][data-words="07700 900123"]').dataset.part));
      await dialog.click("replace");
      await until("the text stands", async () => (await field.value()).includes("["));
      assert.ok((await field.value()).includes("07700 900123"));
      assert.ok(!(await field.value()).includes("B801200005001"));
      tab.leave();
    });

    test("a whole column is switched at once", async () => {
      const { tab, field, dialog } = await asked(CLASS_LIST);
      const columns = (await dialog.parts()).filter((part) => part.startsWith("column-"));
      assert.ok(columns.length >= 3, `columns: ${columns}`);
      for (const column of columns) await dialog.click(column);
      await dialog.click(columns[0]);
      await dialog.click("replace");
      await until("the text stands", async () => (await field.value()).includes("["));
      assert.ok((await field.value()).includes("14/03/2014"), "another column stays");
      assert.ok(!(await field.value()).includes("Kowalska"), "the first column is replaced");
      tab.leave();
    });

    test("what a person edits is judged again", async () => {
      const { tab, field, dialog } = await asked(LINE);
      await dialog.click("edit");
      assertNone(LINE_SECRETS, await dialog.shown("edit-text"));
      await dialog.click("edit-text");
      await tab.type(LINE);
      await dialog.click("edited");
      await dialog.shown("replace");
      assert.equal(await field.value(), "");
      await dialog.click("edit");
      await dialog.click("edit-text");
      await tab.control("a", "SelectAll");
      await tab.type("Her number is on paper.");
      await dialog.click("edited");
      await until("the edited text stands", async () => (await field.value()) === "Her number is on paper.");
      assertNone(LINE_SECRETS, await field.stolen());
      tab.leave();
    });

    test("going on with the original takes a reason, where the record allows it", async () => {
      const { tab, field, dialog } = await asked(LINE);
      await dialog.click("more-ways");
      await dialog.click("go-on");
      assert.equal(await field.value(), "", "no reason, no way on");
      await dialog.click("reason");
      await tab.type("Agreed with the parent");
      await dialog.click("go-on");
      await until("the original stands", async () => (await field.value()) === LINE);
      assert.ok(!(await field.stolen()).includes("Agreed with the parent"), "the reason is nobody's business");
      tab.leave();
    });

    test("safeguarding about a pupil has its own words and no one-click way on", async () => {
      const { tab, field, dialog } = await asked("Zofia Kowalska in 4B told me that her uncle hits her. I have made a safeguarding referral.");
      assert.match(await dialog.text("dialog"), /safeguarding lead/i);
      assert.notEqual(await dialog.focused(), "replace");
      await dialog.click("cancel");
      assert.equal(await field.value(), "");
      tab.leave();
    });

    // A megabyte takes the editors themselves the better part of a minute; more than 20 kB goes in as a megabyte does.
    for (const [editor, size] of Object.entries({ textarea: 1_000_000, prosemirror: 60_000, lexical: 60_000, quill: 60_000 })) {
      test(`${size / 1000} kB with one finding arrive whole, but for the finding (${editor})`, async () => {
        const half = prose(size / 2);
        const { tab, field, dialog } = await asked(`${half}\n${LINE}\n${half}`, editor);
        await dialog.click("replace");
        await until("the text stands", async () => (await field.value()).length > size * 0.9 && (await field.value()).includes("["), 60_000);
        const value = await field.value();
        assertNone(LINE_SECRETS, value);
        assert.ok(Math.abs(value.length - size) < 200, `${value.length} letters`);
        tab.leave();
      });
    }

    test("rich text: the words in the table are judged, and none of the markup brings them in", async () => {
      const html = `<p>Notes</p><table><tr><td>${CLASS_LIST_SECRETS[3]}</td></tr></table>`;
      const { tab, field, dialog } = await asked({ "text/plain": "Notes", "text/html": html }, "prosemirror");
      await dialog.click("replace");
      await dialog.gone("dialog");
      await tab.type("!");
      await until("typing goes on", async () => (await field.value()).includes("!"));
      assertNone(CLASS_LIST_SECRETS, (await field.stolen()) + (await field.value()));
      tab.leave();
    });

    test("typing: a quiet mark stands at the field when the person pauses, and asks when pressed", async () => {
      const { tab, field } = await openChat(browser, host, "textarea");
      await tab.type(LINE);
      await tab.panel().shown("mark");
      await tab.panel().click("mark");
      await tab.dialog().click("replace");
      await until("the replaced text stands", async () => (await field.value()).includes("["));
      tab.leave();
    });
  });
}

function assertNone(secrets, text) {
  for (const secret of secrets) assert.ok(!text.includes(secret), `${secret} is there`);
}
