import type { Sender } from './senders';

/** Marks the signature block in the editor's HTML. The server removes the mark before the message is sent. */
export const MARK = 'data-mail-signature';

/** A signature; the sender says whose it is. */
export type Signature = Pick<Sender, 'signature'>;

/** Returns the block that the editor recognises as a signature. */
export const signatureHtml = ({ signature }: Signature): string => `<div ${MARK}="">${signature}</div>`;

/** Appends the sender's signature to the text. */
export function withSignature(html: string, sender: Signature | undefined): string {
  return sender?.signature ? `${html || '<p></p>'}${signatureHtml(sender)}` : html;
}

/** Removes the signature from the editor's HTML. No other block in it is a `div`. */
export const withoutSignature = (html: string): string =>
  html.replace(new RegExp(`<div ${MARK}[^>]*>.*?</div>`, 'gs'), '');
