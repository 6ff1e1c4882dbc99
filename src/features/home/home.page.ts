/** What stands on top of everybody's home. Pure. */
import type { PageModel } from '../../platform/page.ts';
import type { Speech } from './front.page.ts';
import { partOfDay } from './greeting.rules.ts';

export const homeHead = (name: string, { t }: Speech, now: Date): PageModel => ({
  title: t('home.tab.home'),
  greeting: t(`home.greeting.${partOfDay(now)}`, { name }),
});
