declare module '../../platform/i18n.ts' {
  interface Strings {
    certificates: typeof import('./strings/id.json');
  }
}
export {};
