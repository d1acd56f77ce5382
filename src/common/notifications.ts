import { offsetAt, type TimeZone } from './timeZone';

/** Hours without notifications, in minutes after midnight; they may extend past midnight. */
export interface QuietHours {
  from: number;
  to: number;
}

/** The new messages that a user gets notifications about, on the desktop and in the app. */
export interface NotificationChoices {
  /** Ids of accounts that are left out. */
  without: readonly string[];
  /** Ids of folders besides the inboxes. */
  folders: readonly string[];
  /** Null for none. */
  quiet: QuietHours | null;
}

/** A user's choices as they are stored on the server. */
export interface MailPreferences extends NotificationChoices {
  /** Whether new messages are also announced by NocoBase's in-app messages. */
  inApp: boolean;
}

/** The stored choices; the defaults if nothing was saved yet. */
export interface MailPreferencesView extends MailPreferences {
  saved: boolean;
  /** Whether the host's plugins for in-app messages are enabled. */
  inAppAvailable: boolean;
}

/** `timeZone`: the IANA zone in which the quiet hours are meant; an unknown one is treated as UTC. */
export type MailPreferencesInput = MailPreferences & { timeZone: string };

/** Minutes in a day. */
export const DAY_MINUTES = 24 * 60;

/** Whether a minute after midnight is within quiet hours. */
export function isQuietMinute(quiet: QuietHours | null, minute: number): boolean {
  if (!quiet) return false;
  return quiet.from <= quiet.to
    ? minute >= quiet.from && minute < quiet.to
    : minute >= quiet.from || minute < quiet.to;
}

/** The time that clocks in a zone show, in minutes after midnight. */
export function minuteOfDay(zone: TimeZone, at: Date): number {
  const there = new Date(at.getTime() + offsetAt(zone, at));
  return there.getUTCHours() * 60 + there.getUTCMinutes();
}
