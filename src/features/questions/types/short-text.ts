/** A word or two, in any of the spellings that are accepted. */
import { z } from 'zod';
import { distinct, text } from '../../../platform/file-fields.ts';
import { comparableAnswer } from '../../../platform/text.rules.ts';
import { children, tag, textIn } from '../../../platform/xml.rules.ts';
import { questionType } from '../question-type.ts';
import { oneLine } from '../sheet.rules.ts';
import { saysWord } from '../words.rules.ts';

export const shortText = questionType(
  'short_text',
  { written: { accept: distinct(text) }, shown: {}, right: { accept: z.array(z.string()).readonly() } },
  {
    part: ({ accept }) => ({ shown: {}, right: { accept } }),
    read: () => oneLine(200),
    isRight: (_sheet, [typed = ''], { accept }) =>
      accept.some((accepted) => comparableAnswer(accepted) === comparableAnswer(typed)),
    rightValue: (_arrangement, { accept }) => accept.slice(0, 1),
    describe: (_sheet, value) => [...value],
    tells:
      ({ accept }) =>
      (hint) =>
        accept.find((accepted) => saysWord(hint, accepted)),
    export: ({ accept }) => ({
      type: 'shortanswer',
      parts: [
        tag('usecase', '0'),
        ...accept.map((accepted) => tag('answer', { fraction: 100, format: 'plain_text' }, [tag('text', accepted)])),
      ],
    }),
    import: (question) =>
      question.attributes.type === 'shortanswer' ? { accept: children(question, 'answer').map(textIn) } : undefined,
  },
);
