declare module '../../platform/i18n.ts' {
  interface Strings {
    attendance: typeof import('./strings/id.json');
  }
}

export {};
