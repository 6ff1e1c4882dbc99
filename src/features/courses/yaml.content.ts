/** Reads one file of a course, and knows the line on which each of its fields stands. */
import { isMap, LineCounter, parseDocument, type Document } from 'yaml';
import type { z } from 'zod';

/** What an author has to put right, and where. */
export type ContentProblem = Readonly<{ file: string; line: number; field: string; message: string }>;
type Path = readonly PropertyKey[];

export type ContentFile<T> = Readonly<{
  file: string;
  value: T;
  /** What follows the front matter of a Markdown file. */
  body: string;
  /** A problem at the field with this path, or at its nearest parent that the file has. */
  problemAt(path: Path, message: string): ContentProblem;
  problemInBody(offset: number, message: string): ContentProblem;
}>;

export type Reading<T> = { content?: ContentFile<T>; problems: ContentProblem[] };

/** A YAML file. The text is checked against the schema; every problem is returned, none is thrown. */
export const readYaml = <T>(file: string, text: string, schema: z.ZodType<T>): Reading<T> =>
  readParts({ file, yaml: text, linesAbove: 0, body: '' }, schema);

const fences = /^---\r?\n(?<yaml>[\s\S]*?\r?\n)---\r?\n(?<body>[\s\S]*)$/;

/** A Markdown file with YAML between two `---` lines at its top. */
export function readFrontMatter<T>(file: string, text: string, schema: z.ZodType<T>): Reading<T> {
  const { yaml, body } = fences.exec(text)?.groups ?? {};
  if (yaml === undefined || body === undefined) {
    return { problems: [{ file, line: 1, field: '', message: 'has no front matter between two --- lines' }] };
  }
  return readParts({ file, yaml, linesAbove: 1, body }, schema);
}

type Parts = { file: string; yaml: string; linesAbove: number; body: string };

function readParts<T>({ file, yaml, linesAbove, body }: Parts, schema: z.ZodType<T>): Reading<T> {
  const lines = new LineCounter();
  const document = parseDocument(yaml, { lineCounter: lines });
  const lineAt = (offset: number) => lines.linePos(offset).line + linesAbove;
  if (document.errors.length > 0) {
    return {
      problems: document.errors.map(({ pos, message }) => ({
        file,
        line: lineAt(pos[0]),
        field: '',
        message: message.replace(/\n.*/s, ''),
      })),
    };
  }

  const problemAt = (path: Path, message: string): ContentProblem => ({
    file,
    line: lineAt(offsetOf(document, path)),
    field: path.map(String).join('.'),
    message,
  });
  const parsed = schema.safeParse(document.toJS());
  if (!parsed.success) return { problems: parsed.error.issues.flatMap((issue) => problemsOf(issue, problemAt)) };

  const bodyLine = yaml.split('\n').length + linesAbove + 1;
  const problemInBody = (offset: number, message: string): ContentProblem => ({
    file,
    line: bodyLine + body.slice(0, offset).split('\n').length - 1,
    field: 'body',
    message,
  });
  return { content: { file, value: parsed.data, body, problemAt, problemInBody }, problems: [] };
}

/** A field that is not in the shape is named itself, because its parent may be long. */
function problemsOf(issue: z.core.$ZodIssue, problemAt: ContentFile<unknown>['problemAt']): ContentProblem[] {
  if (issue.code !== 'unrecognized_keys') return [problemAt(issue.path, issue.message)];
  return issue.keys.map((key) => problemAt([...issue.path, key], 'is not a field of this file'));
}

function offsetOf(document: Document, path: Path): number {
  for (let length = path.length; length > 0; length -= 1) {
    const parent = document.getIn(path.slice(0, length - 1), true) ?? document.contents;
    const name = path[length - 1];
    const pair = isMap(parent) ? parent.items.find(({ key }) => String(key) === String(name)) : undefined;
    const node = (pair?.key ?? document.getIn(path.slice(0, length), true)) as
      { range?: readonly [number, ...number[]] } | undefined;
    if (node?.range) return node.range[0];
  }
  return 0;
}
