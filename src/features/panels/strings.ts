declare module '../../platform/i18n.ts' {
  interface Strings {
    panels: typeof import('./strings/id.json');
  }
}

export {};
