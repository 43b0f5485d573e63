/** Comma-separated values, as spreadsheets write them (RFC 4180, or with semicolons or tabs). */

/** @param {string} text @returns {string[][]} rows of cells; rows that are empty throughout are left out */
export function parseCsv(text) {
  const plain = text.replace(/^\uFEFF/, "");
  const separator = separatorOf(plain);
  const token = new RegExp(`(?:"((?:[^"]|"")*)"|([^"${separator}\\r\\n]*))(${separator}|\\r\\n|\\n|\\r|$)`, "y");
  /** @type {string[][]} */
  const rows = [[]];
  while (token.lastIndex < plain.length) {
    const match = token.exec(plain);
    if (!match) break; // a quotation mark out of place: what stands before it is what we have
    const [, quoted, bare = "", end = ""] = match;
    rows.at(-1)?.push((quoted?.replaceAll('""', '"') ?? bare).trim());
    if (end !== separator) rows.push([]);
  }
  return rows.filter((row) => row.some((cell) => cell !== ""));
}

/** The rows as CSV; a cell that a spreadsheet would take for a formula is kept from being one. @param {string[][]} rows */
export function writeCsv(rows) {
  const cell = (/** @type {string} */ text) => `"${(/^[=+\-@\t]/.test(text) ? `'${text}` : text).replaceAll('"', '""')}"`;
  return `\uFEFF${rows.map((row) => row.map(cell).join(",")).join("\r\n")}\r\n`;
}

/** The separator that the first line holds most of. @param {string} text */
function separatorOf(text) {
  const [line = ""] = text.split(/[\r\n]/, 1);
  const count = (/** @type {string} */ mark) => line.split(mark).length;
  return [",", ";", "\t"].reduce((best, mark) => (count(mark) > count(best) ? mark : best));
}
