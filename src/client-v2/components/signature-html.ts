import type { Sender } from './senders';

/** Marks the block in the editor's HTML. The server takes it off before the mail goes out. */
export const MARK = 'data-mail-signature';

/** A signature: whose is in the sender. */
export type Signature = Pick<Sender, 'signature'>;

/** The block that the editor knows again. */
export const signatureHtml = ({ signature }: Signature): string => `<div ${MARK}="">${signature}</div>`;

/** The text with the sender's signature below it. */
export function withSignature(html: string, sender: Signature | undefined): string {
  return sender?.signature ? `${html || '<p></p>'}${signatureHtml(sender)}` : html;
}

/** The editor's HTML without its signature. No other block of it is a `div`. */
export const withoutSignature = (html: string): string =>
  html.replace(new RegExp(`<div ${MARK}[^>]*>.*?</div>`, 'gs'), '');
