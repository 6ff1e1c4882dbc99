/** Tables as files for spreadsheets. Pure. */

/** RFC 4180, with a mark of UTF-8 in front because spreadsheet programs ask for one. */
export const csvOf = (rows: readonly (readonly (string | number)[])[]): string =>
  `\uFEFF${rows.map((row) => row.map(cellOf).join(',')).join('\r\n')}\r\n`;

/** A text that a spreadsheet would read as a formula gets an apostrophe in front, so that it stays a text. */
function cellOf(value: string | number): string {
  if (typeof value === 'number') return String(value);
  const safe = /^[\s]*[=+\-@]|^[\t\r\n]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
