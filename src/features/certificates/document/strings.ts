declare module '../../../platform/i18n.ts' {
  interface Strings {
    document: typeof import('./strings/id.json');
  }
}
export {};
