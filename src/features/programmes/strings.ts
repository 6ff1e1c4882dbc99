declare module '../../platform/i18n.ts' {
  interface Strings {
    programmes: typeof import('./strings/id.json');
  }
}

export {};
