import { SIGNATURE_MARK as MARK, signatureBlock } from '../../../common';
import type { Sender } from './senders';

/** A signature; the sender says whose it is. */
export type Signature = Pick<Sender, 'signature'>;

/** Returns the block that the editor recognizes as a signature. */
export const signatureHtml = ({ signature }: Signature): string => signatureBlock(signature);

/** Appends the sender's signature to the text. */
export function withSignature(html: string, sender: Signature | undefined): string {
  return sender?.signature ? `${html || '<p></p>'}${signatureHtml(sender)}` : html;
}

/** Removes the signature from the editor's HTML. No other block in it is a `div`. */
export const withoutSignature = (html: string): string =>
  html.replace(new RegExp(`<div ${MARK}[^>]*>.*?</div>`, 'gs'), '');
