/** What an assessor examines a unit with: checklists and questions, with what to expect. */
import { NotFound } from '../../platform/errors.ts';
import type { Bilingual } from '../../platform/i18n.ts';
import { latestInstruments, type UnitInstruments } from '../courses/index.ts';

export type Instruments = Readonly<{ instruments: UnitInstruments; notice: Bilingual }>;

/** The latest ones of a unit of this scheme; NotFound where none are published. */
export async function findInstruments(schemeSlug: string, unitCode: string): Promise<Instruments> {
  const published = await latestInstruments(schemeSlug);
  const instruments = published?.units.find(({ unit }) => unit === unitCode);
  if (!published || !instruments) throw new NotFound();
  return { instruments, notice: published.notice };
}
