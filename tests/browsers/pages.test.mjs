/** The test pages themselves: without the extension each editor takes a paste, an undo and a send as its own. */
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { KINDS } from "./harness/browser.mjs";
import { asShownIn, openChat } from "./harness/school.mjs";
import { borrowPlain } from "./harness/shared.mjs";
import { EDITORS, TOOLS } from "./harness/sites.mjs";
import { LESSON_PLAN } from "./harness/texts.mjs";
import { until } from "./harness/until.mjs";

for (const kind of KINDS) {
  describe(`test pages in ${kind}`, () => {
    let browser;
    before(async () => {
      browser = await borrowPlain(kind);
      await browser.copy(LESSON_PLAN);
    });
    after(() => browser?.close());

    for (const editor of EDITORS) {
      test(`${editor} takes a paste, sends it with Enter`, async () => {
        const { tab, field } = await openChat(browser, TOOLS.approved.host, editor);
        await tab.paste();
        const expected = asShownIn(editor, LESSON_PLAN);
        await until("the text stands in the field", async () => asShownIn(editor, await field.value()) === expected);
        await tab.press("Enter");
        await until("it is sent", async () => (await field.sent()).length === 1);
        tab.leave();
      });
    }
  });
}
