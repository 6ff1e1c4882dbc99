/** What a check says of the holder's name, which its holder may hide. Pure. */
import { cleanLine, isSameName } from '../../platform/text.rules.ts';

type Named = Readonly<{ isNameHidden: boolean; snapshot: Readonly<{ holderName: string }> }>;

/** What is said of the name: nothing but the name itself, or how one that was typed compares with it. */
export type NameAnswer = 'shown' | 'hidden' | 'matches' | 'differs';

/** A certificate that was replaced belongs to whoever its successor names too: the name may be what was corrected. */
export function nameAnswer(
  { isNameHidden, snapshot }: Named,
  asked: string,
  successor?: Pick<Named, 'snapshot'>,
): NameAnswer {
  if (cleanLine(asked) === '') return isNameHidden ? 'hidden' : 'shown';
  const names = [snapshot, ...(successor ? [successor.snapshot] : [])];
  return names.some(({ holderName }) => isSameName(asked, holderName)) ? 'matches' : 'differs';
}

/** A hidden name is shown to who knows it. */
export const visibleName = ({ isNameHidden, snapshot }: Named, name: NameAnswer): string | undefined =>
  !isNameHidden || name === 'matches' ? snapshot.holderName : undefined;
