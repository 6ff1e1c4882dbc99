/** How a value is shown in an error message. */
import {
  isDocument,
  ObjectId,
  UtcDateTime,
  Binary,
  Regex,
  Timestamp,
  Double,
  type Document,
  type Value,
} from './value.ts';
import { typeName } from './types.ts';

/** Writes a value for an error message, near to how MongoDB's own messages show it. */
export function renderValue(value: Value | undefined): string {
  if (value === undefined) return 'missing';
  if (typeof value === 'string') return JSON.stringify(value);
  if (value === null || typeof value !== 'object') return String(value);
  if (Array.isArray(value)) return `[ ${value.map(renderValue).join(', ')} ]`;
  if (isDocument(value)) return renderDocument(value);
  return renderScalar(value);
}

export function renderDocument(document: Document): string {
  if (document.size === 0) return '{}';
  return `{ ${[...document].map(([key, value]) => `${key}: ${renderValue(value)}`).join(', ')} }`;
}

function renderScalar(value: Exclude<Value, null | Value[] | Document>): string {
  if (value instanceof ObjectId) return `ObjectId('${value.toHex()}')`;
  if (value instanceof UtcDateTime) return `new Date(${value.ms})`;
  if (value instanceof Binary)
    return `BinData(${value.subtype}, ${Buffer.from(value.bytes).toString('hex').toUpperCase()})`;
  if (value instanceof Regex) return `/${value.pattern}/${value.options}`;
  if (value instanceof Timestamp) return `Timestamp(${value.bits >> 32n}, ${value.bits & 0xffffffffn})`;
  if (value instanceof Double) return value.value.toFixed(1);
  return typeName(value);
}
