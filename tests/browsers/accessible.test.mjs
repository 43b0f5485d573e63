/** Everything we show, by keyboard alone, to a screen reader, large, narrow, dark, without motion and in forced colours. */
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { axeOnOverlay, axeOnPage } from "./harness/axe.mjs";
import { KINDS } from "./harness/browser.mjs";
import { openChat } from "./harness/school.mjs";
import { borrowSchool } from "./harness/shared.mjs";
import { TOOLS } from "./harness/sites.mjs";
import { CLASS_LIST, LESSON_PLAN, SHORT, SHORT_SECRETS } from "./harness/texts.mjs";
import { until } from "./harness/until.mjs";

const { host } = TOOLS.approved_with_conditions;
const MODES = {
  light: [{ name: "prefers-color-scheme", value: "light" }],
  dark: [{ name: "prefers-color-scheme", value: "dark" }],
};
/** WCAG 1.4.3. */
const CONTRAST = 4.5;

for (const kind of KINDS) {
  describe(`accessibility, ${kind}`, () => {
    let browser;
    let copied;
    before(async () => { browser = await borrowSchool(kind); });
    after(() => browser?.close());

    /** A tab with the question on it. */
    const asked = async (text = SHORT, editor = "textarea") => {
      if (text !== copied) await browser.copy(text);
      copied = text;
      const opened = await openChat(browser, host, editor);
      await opened.tab.paste();
      await opened.tab.dialog().shown("replace");
      return opened;
    };

    test("axe finds nothing in the dialog", async () => {
      const { tab } = await asked();
      isClean(await axeOnOverlay(tab.dialog()));
      tab.leave();
    });

    for (const [standing, tool] of Object.entries(TOOLS)) {
      test(`axe finds nothing in the panel of a tool that is ${standing}`, async () => {
        const { tab } = await openChat(browser, tool.host, "textarea");
        await tab.panel().shown("standing");
        isClean(await axeOnOverlay(tab.panel()));
        tab.leave();
      });
    }

    for (const name of ["options", "popup", "welcome"]) {
      test(`axe finds nothing on the page ${name}`, async () => {
        const tab = await browser.page(name);
        await until("it has words", () => tab.page.evaluate(() => document.body.innerText.length > 100));
        isClean(await axeOnPage(tab.page));
        await tab.close();
      });
    }

    test("by keyboard: the default is the replaced version", async () => {
      const { tab, field } = await asked();
      assert.equal(await tab.dialog().focused(), "replace");
      await tab.press("Enter");
      await until("the replaced text stands", async () => (await field.value()).includes("["));
      await until("the field has the focus again", () => field.frame.evaluate(() => document.activeElement === window.editor.element));
      tab.leave();
    });

    test("by keyboard: Escape cancels, the focus and the caret return", async () => {
      const { tab, field } = await asked();
      await tab.press("Escape");
      await tab.dialog().gone("dialog");
      await tab.type("Hello");
      await until("typing goes on in the field", async () => (await field.value()) === "Hello");
      tab.leave();
    });

    test("by keyboard: Tab goes through every control and comes round, and none is the page's", async () => {
      const { tab } = await asked(CLASS_LIST);
      const dialog = tab.dialog();
      const visited = [await dialog.focused()];
      for (let presses = 0; presses < 60 && (visited.length < 2 || visited.at(-1) !== visited[0]); presses++) {
        await tab.press("Tab");
        visited.push(await dialog.focused());
      }
      assert.equal(visited.at(-1), visited[0], `it comes round: ${visited}`);
      assert.ok(!visited.includes(null), `the focus stays within: ${visited}`);
      for (const part of ["replace", "edit", "cancel"]) assert.ok(visited.includes(part), `${part} in ${visited}`);
      tab.leave();
    });

    test("by keyboard: one finding is switched off and stays as it was", async () => {
      const { tab, field } = await asked();
      const dialog = tab.dialog();
      await until("the first finding has the focus", async () => {
        if ((await dialog.focused())?.startsWith("finding-")) return true;
        await tab.press("Tab");
        return false;
      });
      const kept = await dialog.evaluate((root) => root.activeElement.dataset.words);
      await tab.press(" ");
      await dialog.click("replace");
      await until("the text stands", async () => (await field.value()).includes("["));
      assert.ok((await field.value()).includes(kept), `${kept} stays`);
      tab.leave();
    });

    test("a screen reader is given a dialog with a name and what was found", { skip: kind !== "chromium" && "no driver reads Firefox's tree" }, async () => {
      const { tab } = await asked();
      const tree = JSON.stringify(await tab.page.accessibility.snapshot());
      const title = await tab.dialog().text("title");
      assert.ok(tree.includes('"role":"dialog"'), tree);
      assert.ok(tree.includes(title), `the dialog is named ${title}`);
      tab.leave();
    });

    for (const [what, size] of Object.entries({ "320 px": { width: 320, height: 640 }, "200 %": { width: 550, height: 380, deviceScaleFactor: 2 } })) {
      test(`at ${what} nothing is cut off and every choice can be reached`, async () => {
        const { tab, field } = await asked(CLASS_LIST);
        await tab.page.setViewport(size);
        const dialog = tab.dialog();
        assert.ok(await dialog.evaluate((root) => {
          const dialog = root.querySelector("dialog");
          return dialog.scrollWidth <= dialog.clientWidth && dialog.getBoundingClientRect().width <= innerWidth;
        }), "no sideways scrolling");
        await dialog.click("cancel");
        await dialog.gone("dialog");
        assert.equal(await field.value(), "");
        await tab.close();
      });
    }

    for (const [mode, features] of Object.entries(MODES)) {
      test(`words stand out in ${mode}`, async () => {
        const { tab } = await asked();
        if (kind === "chromium") await tab.page.emulateMediaFeatures(features);
        const { words, least } = await tab.dialog().evaluate(leastContrast);
        assert.ok(least >= CONTRAST, `${words}: ${least.toFixed(2)}`);
        await tab.close();
      });
    }

    test("nothing moves for those who asked for no motion", { skip: kind !== "chromium" && "no driver sets it in Firefox" }, async () => {
      const { tab } = await openChat(browser, host, "textarea");
      await tab.page.emulateMediaFeatures([{ name: "prefers-reduced-motion", value: "reduce" }]);
      await browser.copy((copied = SHORT));
      await tab.front();
      await tab.paste();
      await tab.dialog().shown("dialog");
      assert.equal(await tab.dialog().evaluate((root) => root.getAnimations().length), 0);
      await tab.close();
    });

    test("in forced colours every control has an edge", { skip: kind !== "chromium" && "no driver sets them in Firefox" }, async () => {
      const { tab } = await asked();
      const devtools = await tab.page.createCDPSession();
      await devtools.send("Emulation.setEmulatedMedia", { features: [{ name: "forced-colors", value: "active" }] });
      const flat = await tab.dialog().evaluate((root) => [...root.querySelectorAll("button, dialog")].filter((one) => one.getClientRects().length && getComputedStyle(one).borderTopStyle === "none").map((one) => one.dataset.part));
      assert.deepEqual(flat, []);
      await tab.close();
    });

    test("a hundred findings stay usable", async () => {
      const rows = Array.from({ length: 100 }, (_, row) => `Pupil ${row}: ring 07700 900${String(row).padStart(3, "0")}`).join("\n");
      const { tab, field } = await asked(rows);
      await tab.dialog().click("replace");
      await until("all are replaced", async () => (await field.value()).split("[").length > 90);
      assert.ok(!(await field.value()).includes("07700 900"));
      tab.leave();
    });

    test("a clean paste brings nothing to the screen", async () => {
      await browser.copy((copied = LESSON_PLAN));
      const { tab, field } = await openChat(browser, host, "textarea");
      await tab.paste();
      await until("it stands", async () => (await field.value()) === LESSON_PLAN);
      assert.deepEqual(await tab.dialog().parts(), []);
      for (const secret of SHORT_SECRETS) assert.ok(!(await field.value()).includes(secret));
      tab.leave();
    });
  });
}

function isClean({ violations, checked }) {
  assert.deepEqual(violations, []);
  assert.ok(checked > 3, `axe saw ${checked} things inside`);
}

/** Runs in the page: the words of the overlay that stand out least from what is behind them. */
function leastContrast(root) {
  const parse = (colour) => (colour.match(/[\d.]+/g) ?? []).map(Number);
  const luminance = ([r, g, b]) => [r, g, b].map((c) => (c / 255 <= 0.03928 ? c / 255 / 12.92 : ((c / 255 + 0.055) / 1.055) ** 2.4)).reduce((sum, c, i) => sum + c * [0.2126, 0.7152, 0.0722][i], 0);
  const behind = (element) => {
    for (let at = element; at; at = at.parentElement) {
      const [r, g, b, alpha = 1] = parse(getComputedStyle(at).backgroundColor);
      if (alpha > 0.99) return [r, g, b];
    }
    return [255, 255, 255];
  };
  let worst = { words: "", least: 21 };
  for (const element of root.querySelectorAll("*")) {
    const words = [...element.childNodes].filter((node) => node.nodeType === 3).map((node) => node.data.trim()).join("");
    if (!words || element.closest("style") || element.matches(":disabled") || !element.getClientRects().length) continue;
    const [one, two] = [luminance(parse(getComputedStyle(element).color)), luminance(behind(element))];
    const contrast = (Math.max(one, two) + 0.05) / (Math.min(one, two) + 0.05);
    if (contrast < worst.least) worst = { words, least: contrast };
  }
  return worst;
}
