import { useLanguage } from '../../components/shared/useLanguage';
import { useEffect, useRef, useState } from 'react';
import { unseen } from '../../components';
import { useT } from '../../locale';
import type { ListState } from '../data/list-state';
import type { ListQuery } from '../data/query';
import { announcementOf, type Heard } from './announce';

/** Announces search results and new messages to screen readers. */
export function ListAnnouncer({ list, query }: { list: ListState; query: ListQuery }) {
  const t = useT();
  const language = useLanguage();
  const before = useRef<Heard | null>(null);
  const [text, setText] = useState('');
  useEffect(() => {
    const said = announcementOf(before.current, list, query, t, (count) =>
      new Intl.NumberFormat(language).format(count),
    );
    before.current = list;
    // Screen readers announce the same words again only if the text differs.
    if (said !== null) setText((text) => (text === said ? `${said}\u200B` : said));
  }, [list, query, t, language]);
  return (
    <div className={unseen} role="status" aria-live="polite" data-testid="mail-announcer">
      {text}
    </div>
  );
}
