/** Tells the reader's client about an element: see {@link quoteMark}. */
export const QUOTE_MARK = 'data-mail-quote';

/**
 * Names that mail programs give to quoted content. A `quote` is quoted completely, and so is a `box` unless it contains
 * a quote; `by` is the line above a quote; `original` marks where the answered message begins, which extends to the
 * end.
 */
const CLASSES: Record<string, string> = {
  gmail_quote: 'box',
  gmail_quote_container: 'box',
  gmail_attr: 'by',
  gmail_signature: 'signature',
  protonmail_quote: 'box',
  protonmail_signature_block: 'signature',
  yahoo_quoted: 'quote',
  tutanota_quote: 'quote',
  zmail_extra: 'quote',
  'moz-forward-container': 'quote',
  'moz-cite-prefix': 'by',
  'moz-signature': 'signature',
  'ms-outlook-mobile-reference-message': 'quote',
};
const IDS: Record<string, string> = {
  divRplyFwdMsg: 'original',
  OLK_SRC_BODY_SECTION: 'original',
  'mail-editor-reference-message-container': 'quote',
  isReplyContent: 'quote',
  isForwardContent: 'quote',
  Signature: 'signature',
  'ms-outlook-mobile-signature': 'signature',
};

/**
 * Classifies an element by the names a mail program gave it, before the sanitizer removes them. The sender can choose
 * these names to collapse part of the message, but a click shows it. The result is always one of our own words.
 */
export function quoteMark(tag: string, attributes: Record<string, string>): string | null {
  const id = own(IDS, attributes.id ?? '');
  const mark =
    id ??
    (attributes.class ?? '')
      .split(/\s+/, 20)
      .map((name) => own(CLASSES, name))
      .find(Boolean);
  // GMX and Web.de.
  if (!mark) return tag === 'div' && attributes.name === 'quote' ? 'quote' : null;
  return mark === 'box' && tag === 'blockquote' ? 'quote' : mark;
}

const own = (names: Record<string, string>, name: string): string | undefined =>
  Object.hasOwn(names, name) ? names[name] : undefined;
