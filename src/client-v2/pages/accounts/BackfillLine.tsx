import type { BackfillView } from '../../../common';
import { SecondaryText } from '../../components/shared/SecondaryText';
import { useLanguage } from '../../components/shared/useLanguage';
import { useT } from '../../locale';

/** Shows the progress of work left over from an upgrade; nothing once all of it is done. */
export function BackfillLine({ backfills }: { backfills: readonly BackfillView[] }) {
  const t = useT();
  const language = useLanguage();
  const left = backfills.filter(({ state }) => state !== 'done');
  if (left.length === 0) return null;
  const percent = new Intl.NumberFormat(language, { style: 'percent' });
  const items = left.map(({ name, done, total }) =>
    t('{{what}} ({{percent}})', {
      what: t(`backfill.${name}`),
      percent: percent.format(Math.floor(100 * partOf(done, total)) / 100),
    }),
  );
  const list = new Intl.ListFormat(language).format(items);
  return (
    <SecondaryText style={{ display: 'block' }} data-testid="mail-backfills">
      {t('After the upgrade, older messages are still being worked on: {{list}}.', { list })}
    </SecondaryText>
  );
}

/** Messages that arrive after the start are processed too, so `done` can exceed `total`. */
const partOf = (done: number, total: number): number => (total > 0 ? Math.min(1, done / total) : 0);
