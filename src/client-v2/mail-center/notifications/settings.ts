import { DAY_MINUTES, isQuietMinute, type NotificationChoices, type QuietHours } from '../../../common';

export type { QuietHours } from '../../../common';

/** Which new messages this browser announces. */
export interface NotificationSettings extends NotificationChoices {
  on: boolean;
}

export const SILENT: NotificationSettings = { on: false, without: [], folders: [], quiet: null };
/** The quiet hours suggested at first. */
export const NIGHT: QuietHours = { from: 20 * 60, to: 7 * 60 };

/** Parses stored settings. Anything invalid is replaced by its default. */
export function parseSettings(text: string | null): NotificationSettings {
  try {
    const kept = JSON.parse(text ?? '{}') as Partial<NotificationSettings> | null;
    return {
      on: kept?.on === true,
      without: idsIn(kept?.without),
      folders: idsIn(kept?.folders),
      quiet: isQuietHours(kept?.quiet) ? kept.quiet : null,
    };
  } catch {
    return SILENT;
  }
}

const idsIn = (value: unknown): string[] => (Array.isArray(value) ? value.map(String) : []);
const isMinute = (value: unknown): boolean =>
  Number.isInteger(value) && Number(value) >= 0 && Number(value) < DAY_MINUTES;
const isQuietHours = (value: unknown): value is QuietHours =>
  typeof value === 'object' && value !== null && 'from' in value && 'to' in value
    ? isMinute(value.from) && isMinute(value.to)
    : false;

/** Whether a moment is within the quiet hours. */
export const isQuiet = ({ quiet }: NotificationSettings, now: Date): boolean =>
  isQuietMinute(quiet, now.getHours() * 60 + now.getMinutes());
