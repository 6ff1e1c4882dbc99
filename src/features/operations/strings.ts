declare module '../../platform/i18n.ts' {
  interface Strings {
    operations: typeof import('./strings/id.json');
  }
}
export {};
