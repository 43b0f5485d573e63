/** The words people read: from `_locales`, never from code. */

import bundled from "../_locales/en_GB/messages.json";

/**
 * What the locale says under `key`, with `$1`, `$2`… replaced.
 * An extension that was updated under a living page can no longer ask the browser for words: the bundled English then speaks.
 * @param {string} key
 * @param {...(string | number)} values
 * @returns {string}
 */
export function say(key, ...values) {
  const texts = values.map(String);
  return fromBrowser(key, texts) || fromBundle(key, texts);
}

/** @param {string} key @returns {boolean} whether a locale has words for `key` */
export const has = (key) => key in bundled;

/**
 * Counted words: `key_one` for one, `key_other` for any other number; `$1` is the number.
 * @param {string} key
 * @param {number} count
 * @param {...(string | number)} values further values, from `$2` on
 */
export const sayCount = (key, count, ...values) => say(count === 1 ? `${key}_one` : `${key}_other`, count, ...values);

/** "a, b and c" @param {string[]} parts */
export const sayList = (parts) => {
  const last = parts.at(-1) ?? "";
  return parts.length < 2 ? last : say("list_and", parts.slice(0, -1).join(", "), last);
};

/** What a fault says to a person. @param {string} code */
export const sayFault = (code) => say([`fault_${code}`, `error_${code}`].find(has) ?? "fault_other", code);

/** @param {string} key @param {string[]} values */
function fromBrowser(key, values) {
  try {
    return chrome.i18n.getMessage(key, values);
  } catch {
    return "";
  }
}

/** @param {string} key @param {string[]} values */
function fromBundle(key, values) {
  const entry = /** @type {Record<string, {message: string}>} */ (bundled)[key];
  return entry ? entry.message.replace(/\$(\d)/g, (_, digit) => values[Number(digit) - 1] ?? "") : "";
}
