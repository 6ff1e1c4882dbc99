declare module '../../platform/i18n.ts' {
  interface Strings {
    lessons: typeof import('./strings/id.json');
  }
}

export {};
