import type { MailAddress } from '../../common';
import { escapeHtml } from '../mime/text';
import type { CampaignRow, StartedWith } from '../store/campaigns/campaigns';
import { fillTemplate, recipientTexts } from '../templates/render';

/** A bulk email's text. */
export type CampaignText = Pick<CampaignRow, 'subject' | 'html'>;

export interface FilledText {
  subject: string;
  html: string;
  /** Variables without a value. */
  missing: string[];
}

/** The style in which dates are written, and the texts that all recipients have in common. */
export type Common = Pick<StartedWith, 'language' | 'timeZone' | 'texts'>;

/**
 * The message for one recipient, with the texts of their record. Variables without a value are left out, with the lines
 * that consist of nothing else; with `keepMissing`, they stay. Throws `text-too-long`.
 */
export function textFor(
  campaign: CampaignText,
  { language, timeZone, texts: common }: Common,
  recipient: MailAddress,
  own: Record<string, string>,
  { now, keepMissing }: { now: Date; keepMissing?: boolean },
): FilledText {
  const style = { language, timeZone, yes: '', no: '' };
  const texts = new Map(Object.entries({ ...common, ...own, ...recipientTexts(recipient, now, style) }));
  return fillTemplate(campaign, texts, { keepMissing });
}

/** The line below a message with which its recipient can unsubscribe. */
export const unsubscribeLine = (url: string, words: string): string =>
  `<p><small><a href="${escapeHtml(url)}">${escapeHtml(words)}</a></small></p>`;
