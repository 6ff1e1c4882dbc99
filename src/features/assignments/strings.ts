declare module '../../platform/i18n.ts' {
  interface Strings {
    assignments: typeof import('./strings/id.json');
  }
}

export {};
