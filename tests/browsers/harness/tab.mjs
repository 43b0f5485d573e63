/** One tab as a person uses it: real keys, real clicks, and a look at what stands on the screen. */
import { until } from "./until.mjs";

export class Tab {
  /** @param {import("./browser.mjs").Browser} browser */
  constructor(browser, page) {
    this.browser = browser;
    this.page = page;
  }

  front() {
    return this.page.bringToFront();
  }

  /** Control with `key`; `command` is the editing command that the keys stand for. */
  async control(key, command) {
    await this.page.keyboard.down("Control");
    await this.browser.driver.pressWithCommand(this.page, key, command);
    await this.page.keyboard.up("Control");
  }

  paste() {
    return this.control("v", "Paste");
  }

  press(key) {
    return this.page.keyboard.press(key);
  }

  type(text) {
    return this.page.keyboard.type(text);
  }

  /** Types `text` as fast as the browser takes it. */
  write(text) {
    return this.browser.driver.write(this.page, text);
  }

  /** The warning dialog, in the frame it was called from. */
  dialog(frame = this.page.mainFrame()) {
    return new Overlay(this, frame, "chalkline-guard");
  }

  /** The panel and the notices. */
  panel(frame = this.page.mainFrame()) {
    return new Overlay(this, frame, "chalkline-panel");
  }

  screenshot(file) {
    return this.page.screenshot({ path: file });
  }

  close() {
    return this.page.close();
  }

  /** Leaves the tab to the next that is opened: a new tab takes far longer than a new document. Only where nothing but documents was changed. */
  leave() {
    this.browser.left.push(this);
  }
}

/** What the extension shows inside a closed shadow root. Parts are found by their `data-part`. */
export class Overlay {
  constructor(tab, frame, host) {
    this.tab = tab;
    this.frame = frame;
    this.host = host;
  }

  /** Evaluates `work(root, ...args)`; null while there is no root. */
  async evaluate(work, ...args) {
    const root = await this.tab.browser.driver.shadowRoot(this.frame, this.host);
    if (!root) return null;
    try {
      return await root.evaluate(work, ...args);
    } finally {
      await root.dispose();
    }
  }

  /** The words of a part; null when it is not shown. */
  text(part) {
    return this.evaluate(textOf, part);
  }

  /** Waits until `part` is shown and gives its words, or those of the whole overlay. */
  async shown(part) {
    return (await until(`${this.host} shows ${part}`, async () => ({ words: await this.text(part) ?? fail(part) }))).words;
  }

  /** Waits until `part` is no longer shown. */
  gone(part) {
    return until(`${this.host} no longer shows ${part}`, async () => (await this.text(part)) === null);
  }

  /** A person's click on `part`. */
  async click(part) {
    await this.shown(part);
    const box = await this.evaluate(middleOf, part);
    const frame = await offsetOf(this.frame);
    await this.tab.page.mouse.click(frame.x + box.x, frame.y + box.y);
  }

  /** Whether a press on the middle of `part` would reach it: nothing of the page's lies above. */
  async isOnTop(part) {
    const box = await this.evaluate(middleOf, part);
    return this.frame.isolatedRealm().evaluate(({ x, y }, host) => document.elementFromPoint(x, y)?.localName === host, box, this.host);
  }

  /** The names of all parts that are shown, in document order. */
  async parts() {
    return (await this.evaluate((root) => [...root.querySelectorAll("[data-part]")].filter((part) => part.getClientRects().length > 0).map((part) => part.dataset.part))) ?? [];
  }

  /** The part that has the focus; null when none has. */
  focused() {
    return this.evaluate((root) => root.activeElement && (root.activeElement.closest("[data-part]")?.dataset.part ?? root.activeElement.localName));
  }
}

function fail(part) {
  throw new Error(`${part} is not shown`);
}

function textOf(root, part) {
  const found = root.querySelector(`[data-part="${part}"]`);
  return found && found.getClientRects().length > 0 ? (found.matches("input, textarea") ? found.value : found.innerText) : null;
}

function middleOf(root, part) {
  const found = root.querySelector(`[data-part="${part}"]`);
  found.scrollIntoView({ block: "nearest" });
  const box = found.getBoundingClientRect();
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}

/** Where the frame's corner stands in the tab. */
async function offsetOf(frame) {
  const owner = await frame.frameElement();
  if (!owner) return { x: 0, y: 0 };
  const box = await owner.boundingBox();
  const border = await owner.evaluate((owner) => ({ x: owner.clientLeft, y: owner.clientTop }));
  return { x: box.x + border.x, y: box.y + border.y };
}
