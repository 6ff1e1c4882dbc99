declare module '../../platform/i18n.ts' {
  interface Strings {
    rubrics: typeof import('./strings/id.json');
  }
}

export {};
