/** axe on what the extension shows: closed roots are opened to it alone, in a world the page does not share. */
import axe from "axe-core";

/** Rules of WCAG 2.2 AA and best practice; what axe finds wrong within the overlay. @param {import("./tab.mjs").Overlay} overlay */
export async function axeOnOverlay(overlay) {
  const { frame, host, tab } = overlay;
  await frame.isolatedRealm().evaluate(axe.source);
  const root = await tab.browser.driver.shadowRoot(frame, host);
  const found = await root.evaluate(async (root) => {
    Object.defineProperty(root.host, "shadowRoot", { configurable: true, get: () => root });
    return axe.run(root.host);
  });
  return told(found);
}

/** The same on a whole page of ours. */
export async function axeOnPage(page) {
  await page.evaluate(axe.source);
  return told(await page.evaluate(() => axe.run()));
}

const told = ({ violations, passes }) => ({
  violations: violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" ")}`),
  checked: new Set(passes.flatMap(({ nodes }) => nodes.map(({ target }) => String(target)))).size,
});
