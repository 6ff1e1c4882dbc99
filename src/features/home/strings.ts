declare module '../../platform/i18n.ts' {
  interface Strings {
    home: typeof import('./strings/id.json');
  }
}
export {};
