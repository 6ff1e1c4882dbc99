/** The small course of test/support/content, and ways to break a copy of it. */
import { cpSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { publishContent } from '../../src/features/courses/index.ts';
import { compileCourse } from '../../src/features/courses/curriculum.rules.ts';
import { typeset } from '../../src/features/courses/typesetting.rules.ts';
import { readContent } from '../../src/features/courses/folder.service.ts';

export const testContent = path.join(path.dirname(fileURLToPath(import.meta.url)), 'content');
export const testCourse = 'kursus-uji';

/** The test course as a page would load it, and its answer keys by quiz; nothing is stored. */
export function aCourse() {
  const { curriculum, keys } = compileCourse(readContent(testContent).courses[0]!);
  return { curriculum: typeset(JSON.stringify(curriculum)), keys };
}

export const publishTestContent = () => publishContent(testContent);

/** A copy of the test content in which `find` in `file` has become `replacement`. Throws when it is not there. */
export function contentWith(file: string, find: string | RegExp, replacement: string): string {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'layar-content-'));
  cpSync(testContent, folder, { recursive: true });
  const fullPath = path.join(folder, file);
  const before = readFileSync(fullPath, 'utf8');
  const after = before.replace(find, replacement);
  if (after === before) throw new Error(`${file} does not contain ${String(find)}`);
  writeFileSync(fullPath, after);
  return folder;
}
