/** Tables as files for spreadsheets: the one writer of CSV. Pure. */
import { cleanText } from './text.rules.ts';

/**
 * For the spreadsheet programs of Indonesia, whose comma begins the decimals: columns are parted by semicolons, lines end
 * as RFC 4180 asks, and a mark of UTF-8 stands in front because Excel asks for one.
 */
export const csvOf = (rows: readonly (readonly (string | number)[])[]): string =>
  `\uFEFF${rows.map((row) => row.map(cellOf).join(';')).join('\r\n')}\r\n`;

function cellOf(value: string | number): string {
  if (typeof value === 'number') return String(value).replace('.', ',');
  const text = asText(cleanText(value));
  return /[",;\t\n']/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/**
 * Where a cell begins for a program that parts columns by a comma, a semicolon, a tab or a bar, whatever it makes of
 * quotation marks and spaces; and what makes a formula there, in wide and small forms too. A dash at the end of a cell, as
 * in Rp5.000,- is none.
 */
const formula = /(^|[,;|\t\n])([\s"]*)(?=[=@＝﹦＠﹫]|[+\-−＋－﹢﹣][\s"]*[^\s",;|])/g;

/** With an apostrophe in front a text stays a text. */
const asText = (text: string): string => text.replaceAll(formula, "$1$2'");
