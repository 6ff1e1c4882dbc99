/** Reads a number as people in Indonesia write it. Pure. */

const currency = /^(?:rp\.?|idr|us\$|usd|s\$|sgd|rm|myr|eur|jpy|[$€¥£])\s*/i;
/** After the number: nothing, or a unit such as "kg", "%", "m2" or "buah per hari". */
const parts = /^(?<sign>[+\-−]?)\s*(?<digits>\d(?:[\d.,\s]*\d)?)(?:,-)?(?<unit>\D*[23]?)$/;

/**
 * Dots group thousands and a comma begins the decimals: 64.500.000 and 4.031,25, also as Rp71.937.393 or 22,4 kg. A
 * decimal point is understood where it cannot group thousands: 22.4. Undefined for what is no number.
 */
export function readNumber(text: string): number | undefined {
  const written = parts.exec(text.trim().replace(currency, ''))?.groups;
  if (!written) return undefined;
  const size = readDigits(written.digits!);
  if (size === undefined) return undefined;
  return written.sign === '-' || written.sign === '−' ? -size : size;
}

function readDigits(digits: string): number | undefined {
  const text = digits.replace(/\s/g, ' ');
  if (/^\d+(,\d+)?$/.test(text)) return Number(text.replace(',', '.'));
  if (/^[1-9]\d{0,2}([. ])\d{3}(\1\d{3})*(,\d+)?$/.test(text)) {
    return Number(text.replace(/[. ]/g, '').replace(',', '.'));
  }
  if (/^\d{1,3}(,\d{3})+\.\d+$|^\d{1,3}(,\d{3}){2,}$/.test(text)) return Number(text.replaceAll(',', ''));
  return /^\d+\.\d+$/.test(text) ? Number(text) : undefined;
}
