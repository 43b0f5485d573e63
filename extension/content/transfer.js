/** What a clipboard or a drag carries, as texts to judge. */

/** Attributes of rich text that hold words a reader does not see, but an AI tool receives. */
const WORDED = ["alt", "aria-label", "href", "title"];

/**
 * The plain text first; the rich text's words too, where they say more.
 * @param {DataTransfer | null} data
 * @returns {string[]}
 */
export function textsIn(data) {
  if (!data) return [];
  const plain = data.getData("text/plain");
  const html = data.getData("text/html");
  const rich = html && wordsOfHtml(html);
  const texts = [plain, squash(rich) === squash(plain) ? "" : rich].filter(Boolean);
  return texts.length > 0 ? texts : otherTexts(data);
}

/** @param {string} html @returns {string} its words, cells parted by tabs and blocks by newlines; unseen ones at the end */
function wordsOfHtml(html) {
  const { body } = new DOMParser().parseFromString(html, "text/html");
  for (const cell of body.querySelectorAll("td + td, td + th, th + td, th + th")) cell.prepend("\t");
  for (const block of body.querySelectorAll("br, div, h1, h2, h3, h4, h5, h6, li, p, tr")) block.after("\n");
  for (const unread of body.querySelectorAll("script, style")) unread.remove();
  const unseen = [...body.querySelectorAll("*")].flatMap((element) => WORDED.map((name) => element.getAttribute(name) ?? ""));
  return [body.textContent ?? "", ...new Set(unseen)].filter(Boolean).join("\n");
}

/** @param {DataTransfer} data */
const otherTexts = (data) => data.types.filter((type) => type.startsWith("text/")).map((type) => data.getData(type)).filter(Boolean);

/** @param {string} text */
const squash = (text) => text.replace(/\s+/g, "");
