declare module '../../platform/i18n.ts' {
  interface Strings {
    reports: typeof import('./strings/id.json');
  }
}
export {};
