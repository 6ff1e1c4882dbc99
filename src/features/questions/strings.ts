declare module '../../platform/i18n.ts' {
  interface Strings {
    questions: typeof import('./strings/id.json');
  }
}

export {};
