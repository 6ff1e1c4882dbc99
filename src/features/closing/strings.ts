declare module '../../platform/i18n.ts' {
  interface Strings {
    closing: typeof import('./strings/id.json');
  }
}
export {};
