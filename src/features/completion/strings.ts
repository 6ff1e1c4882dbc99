declare module '../../platform/i18n.ts' {
  interface Strings {
    completion: typeof import('./strings/id.json');
  }
}

export {};
