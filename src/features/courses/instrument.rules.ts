/** Whether the instruments of a scheme examine all of it and nothing else. Pure. */
import type { InstrumentsFile } from './instrument.content.ts';
import type { SchemeFile } from './scheme.content.ts';
import type { ContentFile, ContentProblem } from './yaml.content.ts';

/** `scheme` is undefined when none of that name can be read. */
export function checkInstruments(
  { value, problemAt }: ContentFile<InstrumentsFile>,
  scheme: SchemeFile | undefined,
): ContentProblem[] {
  if (!scheme) return [problemAt(['scheme'], 'is no scheme that can be read')];
  const examined = new Set(value.units.map(({ unit }) => unit));
  return [
    ...scheme.units.filter(({ code }) => !examined.has(code)).map(({ code }) => problemAt(['units'], `lack ${code}`)),
    ...value.units.flatMap((unit, index) =>
      checkUnit(unit, scheme, (path, message) => problemAt(['units', index, ...path], message)),
    ),
  ];
}

type Unit = InstrumentsFile['units'][number];

function checkUnit(
  unit: Unit,
  scheme: SchemeFile,
  at: (path: readonly PropertyKey[], message: string) => ContentProblem,
): ContentProblem[] {
  const known = scheme.units.find(({ code }) => code === unit.unit);
  if (!known) return [at(['unit'], `${unit.unit} is no unit of the scheme`)];
  const criteria = known.elements.flatMap((element) => element.criteria.map(({ id }) => id));
  const kinds = ['observation', 'oral', 'portfolio', 'written'] as const;
  const touched = new Set(kinds.flatMap((kind) => unit[kind].map(({ criterion }) => criterion)));
  return [
    ...kinds.flatMap((kind) =>
      unit[kind].flatMap(({ criterion }, index) =>
        criteria.includes(criterion)
          ? []
          : [at([kind, index, 'criterion'], `${criterion} is no criterion of the unit`)],
      ),
    ),
    ...criteria.filter((id) => !touched.has(id)).map((id) => at(['unit'], `examines criterion ${id} by nothing`)),
  ];
}
