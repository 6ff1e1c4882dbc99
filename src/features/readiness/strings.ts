declare module '../../platform/i18n.ts' {
  interface Strings {
    readiness: typeof import('./strings/id.json');
  }
}

export {};
