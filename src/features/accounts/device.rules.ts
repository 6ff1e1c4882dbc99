/** What a browser says of itself, as its owner would call it. Pure. */

export type Device = Readonly<{ browser: string; system: string }>;

type Names = readonly (readonly [pattern: RegExp, name: string])[];

/** In this order, because most browsers also name those that they want to pass for. */
const browsers: Names = [
  [/\bEdgA?\//, 'Edge'],
  [/\bOPR\/|\bOpera\b/, 'Opera'],
  [/\bSamsungBrowser\//, 'Samsung Internet'],
  [/\bUCBrowser\//, 'UC Browser'],
  [/\bFirefox\/|\bFxiOS\//, 'Firefox'],
  [/\bChrome\/|\bCriOS\//, 'Chrome'],
  [/\bSafari\//, 'Safari'],
];
const systems: Names = [
  [/\bAndroid\b/, 'Android'],
  [/\biPhone\b/, 'iPhone'],
  [/\biPad\b/, 'iPad'],
  [/\bWindows\b/, 'Windows'],
  [/\bMac OS X\b/, 'Mac'],
  [/\bLinux\b/, 'Linux'],
];

const nameIn = (text: string, names: Names): string => names.find(([pattern]) => pattern.test(text))?.[1] ?? '';

/** Empty strings for what is unknown: the header is the sender's own, and proves nothing. */
export function deviceOf(userAgent: string | undefined): Device {
  const text = (userAgent ?? '').slice(0, 500);
  return { browser: nameIn(text, browsers), system: nameIn(text, systems) };
}
