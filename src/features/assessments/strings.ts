declare module '../../platform/i18n.ts' {
  interface Strings {
    assessments: typeof import('./strings/id.json');
  }
}

export {};
