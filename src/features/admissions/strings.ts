declare module '../../platform/i18n.ts' {
  interface Strings {
    admissions: typeof import('./strings/id.json');
  }
}

export {};
