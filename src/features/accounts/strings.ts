declare module '../../platform/i18n.ts' {
  interface Strings {
    accounts: typeof import('./strings/id.json');
  }
}
export {};
