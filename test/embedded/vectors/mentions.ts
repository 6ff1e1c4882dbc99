import type { Json } from './extended-json.ts';
import type { VectorCase } from './replay.ts';

/**
 * What a case speaks of, by MongoDB's names: its commands (`update`), the operators, stages and variables in them (`$set`,
 * `$$NOW`), and the options of each (`update.sort`, `$convert.format`, `collation.backwards`), and where lists stand (`u[]`).
 */
export function mentionsOf({ steps }: VectorCase): Set<string> {
  const names = new Set<string>();
  for (const { command } of steps) {
    const [name = ''] = Object.keys(command);
    names.add(name);
    gather(command, name, names);
  }
  return names;
}

function gather(json: Json, parent: string, names: Set<string>): void {
  if (typeof json === 'string' && json.startsWith('$$')) names.add(json.split('.', 1)[0] as string);
  if (Array.isArray(json)) {
    names.add(`${parent}[]`);
    for (const element of json) gather(element, parent, names);
  } else if (json !== null && typeof json === 'object')
    for (const [key, value] of fieldsOf(json)) {
      if (key.startsWith('$')) names.add(key);
      names.add(`${parent}.${key}`);
      gather(value, key, names);
    }
}

function fieldsOf(json: { [key: string]: Json }): [string, Json][] {
  return '$doc' in json ? (json['$doc'] as [string, Json][]) : Object.entries(json);
}
