import { Placeholder } from '@tiptap/extensions';
import type { Extensions } from '@tiptap/react';
import StarterKit from '@tiptap/starter-kit';
import { CellGap } from './pasted-tables';
import { pictureNode } from './picture-node';
import { PICTURE_TYPES, type Pictures } from './pictures';
import { SignatureBlock } from './signature';

/** Bytes. Larger pictures become attachments, because nobody reads a text around them. */
const MAX_INLINE_SIZE = 3_000_000;

/**
 * What a message's text can contain. Anything else that is pasted loses its formatting, but not its words.
 */
export function editorExtensions(placeholder: string, pictures?: Pictures): Extensions {
  return [
    StarterKit.configure({
      heading: false,
      codeBlock: false,
      horizontalRule: false,
      // No empty line is added below the signature.
      trailingNode: { notAfter: [SignatureBlock.name] },
      link: {
        openOnClick: false,
        isAllowedUri: (uri) => isAllowedLink(uri),
        HTMLAttributes: { target: null, rel: null },
      },
    }),
    pictureNode(pictures),
    CellGap,
    SignatureBlock,
    Placeholder.configure({ placeholder, showOnlyCurrent: false }),
  ];
}

/** Whether a link may be in a message: web, mail and phone addresses only. */
export const isAllowedLink = (uri: string): boolean => /^(?:https?:\/\/|mailto:|tel:)/i.test(uri);

/**
 * Converts a typed link, such as `example.org` or `me@example.org`, to a URL. Returns null if it isn't a
 * link.
 */
export function normaliseLink(typed: string): string | null {
  const text = typed.trim();
  if (!text || /\s/.test(text)) return null;
  if (isAllowedLink(text)) return text;
  if (/^[^/:?#@]+@[^/:?#@.]+(?:\.[^/:?#@.]+)+$/.test(text)) return `mailto:${text}`;
  return /^[^/:?#]+\.[^/:?#]+/.test(text) ? `https://${text}` : null;
}

const isInline = (file: File): boolean => PICTURE_TYPES.test(file.type) && file.size <= MAX_INLINE_SIZE;
/** Returns the files that go into the text as pictures. */
export const imageFiles = (files: File[]): File[] => files.filter(isInline);
/** Returns the files that become attachments. */
export const otherFiles = (files: File[]): File[] => files.filter((file) => !isInline(file));

/** Whether pasted HTML contains words. Word and Excel add a picture of the same text, which nobody wants. */
export const hasWords = (html: string): boolean =>
  html !== '' && new DOMParser().parseFromString(html, 'text/html').body.innerText.trim() !== '';
