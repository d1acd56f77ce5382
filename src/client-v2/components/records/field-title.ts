import type { RecordView } from '../../../common';

/** Returns the title of a field as the host translates it; an association's title precedes that of its field. */
export const fieldTitle = (
  { titles }: RecordView['fields'][number],
  host: { t(text: string): string },
): string => titles.map((title) => host.t(title)).join(' / ');
