/** What is asked of the embedded database, in the words of its README: a line for each thing, as soon as it is asked. */
import { ACCUMULATORS } from '../../../src/embedded/aggregation/accumulators/table.ts';
import { EXPRESSIONS } from '../../../src/embedded/expressions/table.ts';
import { STAGES } from '../../../src/embedded/aggregation/stages/table.ts';
import { typeName } from '../../../src/embedded/bson/types.ts';
import { isDocument, type Document, type Value } from '../../../src/embedded/bson/value.ts';
import type { Command } from '../../../src/embedded/commands/command.ts';
import { GENERIC } from '../../../src/embedded/commands/arguments.ts';
import { COMMANDS } from '../../../src/embedded/commands/table.ts';
import { FIELD_OPERATORS } from '../../../src/embedded/query/field-operators.ts';
import { TOP_LEVEL_OPERATORS } from '../../../src/embedded/query/filter.ts';
import { MODIFIERS } from '../../../src/embedded/update/modifiers.ts';

/** Takes a thing and what it is: `find` as a `command`, `filter` in `find`. */
type Note = (where: string, name: string) => void;
/** What a table has by the name of an operator, whatever it takes. */
type Table = Record<string, (...operands: never[]) => unknown>;

/** From now on `say` hears of everything that is asked of this thread, once. */
export function noteWhatIsAsked(say: (line: string) => void): void {
  const known = new Set<string>();
  const note: Note = (where, name) => {
    const line = `${where}: ${name}`;
    if (!known.has(line)) say(line);
    known.add(line);
  };
  watchCommands(note);
  for (const [kind, table] of Object.entries({
    stages: STAGES,
    accumulators: ACCUMULATORS,
    expressions: EXPRESSIONS,
    'conditions of a field': FIELD_OPERATORS,
    'conditions of a document': TOP_LEVEL_OPERATORS,
    updates: MODIFIERS,
  }))
    watch(table as Table, kind, note);
}

function watch(table: Table, kind: string, note: Note): void {
  for (const [name, compile] of Object.entries(table))
    table[name] = (...operands) => {
      note(kind, name);
      return compile(...operands);
    };
}

function watchCommands(note: Note): void {
  const commands = COMMANDS as Record<string, Command>;
  for (const [name, command] of Object.entries(commands))
    commands[name] = {
      ...command,
      run: (sent, context) => {
        noteCommand(name, sent, note);
        return command.run(sent, context);
      },
    };
}

/** The documents within commands that have options of their own. */
const WITHIN = new Set(['cursor', 'deletes', 'indexes', 'readConcern', 'updates', 'writeConcern']);

function noteCommand(name: string, command: Document, note: Note): void {
  note('command', name);
  for (const [field, value] of command) {
    noteTypes(value, note);
    if (field !== name) note(Object.hasOwn(GENERIC, field) ? 'any command' : name, field);
    if (WITHIN.has(field))
      for (const part of [value].flat()) if (isDocument(part)) for (const key of part.keys()) note(field, key);
  }
}

function noteTypes(value: Value, note: Note): void {
  note('types', typeName(value));
  if (Array.isArray(value)) for (const element of value) noteTypes(element, note);
  else if (isDocument(value)) for (const field of value.values()) noteTypes(field, note);
}
