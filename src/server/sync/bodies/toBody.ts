import { previewOf } from '../../mime/htmlText';
import { showsByContentId } from '../../mime/inlineImages';
import { wordsOf, type ParsedText } from '../../mime/parse';
import type { BodyDraft } from '../../store/messageDraft';
import { idHash } from '../../store/threads/idHash';

/** A text as it is stored. */
export interface ReadText {
  body: BodyDraft;
  preview: string;
  /** For a report on a failed delivery: the hash of the failed message's Message-ID. */
  reportsOn: string | null;
  /** The hash of the meeting that the message is about. */
  event: string | null;
  /** Whether the text shows the file with this Content-ID. */
  shows(contentId: string): boolean;
}

/** Converts a parsed text. The result always contains words, so that it can be searched and quoted. */
export function toBody({ text, html, notices, facts }: ParsedText): ReadText {
  const words = wordsOf({ text, html });
  const body = { text: words, html, notices, facts };
  return {
    ...{ body, preview: previewOf(words), reportsOn: reportedBy(notices), event: eventOf(notices) },
    shows: showsByContentId(html),
  };
}

function reportedBy(notices: ParsedText['notices']): string | null {
  for (const notice of notices) {
    if (notice.kind !== 'delivery' || notice.messageId === null) continue;
    if (notice.recipients.some(({ action }) => action === 'failed')) return idHash(notice.messageId);
  }
  return null;
}

function eventOf(notices: ParsedText['notices']): string | null {
  const invitation = notices.find((notice) => notice.kind === 'invitation');
  return invitation ? idHash(invitation.uid) : null;
}
