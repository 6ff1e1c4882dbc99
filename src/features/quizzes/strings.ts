declare module '../../platform/i18n.ts' {
  interface Strings {
    quizzes: typeof import('./strings/id.json');
  }
}

export {};
