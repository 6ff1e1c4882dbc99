declare module '../../platform/i18n.ts' {
  interface Strings {
    assessors: typeof import('./strings/id.json');
  }
}

export {};
