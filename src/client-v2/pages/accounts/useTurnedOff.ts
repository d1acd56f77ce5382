import { UPGRADE_COMMAND, type HealthView } from '../../../common';
import { useT } from '../../locale';

/** Returns why no email is served and what to do about it; undefined if email is served. */
export function useTurnedOff(health: HealthView | undefined): string | undefined {
  const t = useT();
  if (health?.upgrade)
    return t(
      'Email is turned off because the database has not been upgraded yet. Stop NocoBase, run “{{command}}” once, and start it again. In Docker, restart the container.',
      { command: UPGRADE_COMMAND },
    );
  // The names of missing parts aren't translated: the log and the documentation use the same ones.
  return (
    health?.host &&
    t('Email is turned off, because this version of NocoBase lacks: {{parts}}', {
      parts: health.host.join(', '),
    })
  );
}
