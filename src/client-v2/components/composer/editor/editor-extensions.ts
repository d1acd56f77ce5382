import { TextAlign } from '@tiptap/extension-text-align';
import { TextStyleKit } from '@tiptap/extension-text-style';
import { Placeholder } from '@tiptap/extensions';
import type { Extensions } from '@tiptap/react';
import StarterKit from '@tiptap/starter-kit';
import { PICTURE_TYPES, type Pictures } from '../pictures';
import { SignatureBlock } from '../signature';
import { tableExtensions } from './mail-table';
import { pictureNode } from './picture-node';

/** Bytes. Larger pictures become attachments, because nobody reads a text around them. */
const MAX_INLINE_SIZE = 3_000_000;

/**
 * What a message's text can contain. Anything else that is pasted loses its formatting, but not its words. The server's
 * `mime/letter.ts` says how each looks in the message that is sent.
 */
export function editorExtensions(placeholder: string, pictures?: Pictures): Extensions {
  return [
    StarterKit.configure({
      heading: { levels: [1, 2, 3] },
      horizontalRule: false,
      // No empty line is added below the signature.
      trailingNode: { notAfter: [SignatureBlock.name] },
      link: {
        openOnClick: false,
        isAllowedUri: (uri) => isAllowedLink(uri),
        HTMLAttributes: { target: null, rel: null },
      },
    }),
    // `incoming` leaves one span around each text, so there are none to merge.
    TextStyleKit.configure({ lineHeight: false, textStyle: { mergeNestedSpanStyles: false } }),
    TextAlign.configure({
      types: ['heading', 'paragraph'],
      alignments: ['left', 'center', 'right', 'justify'],
    }),
    ...tableExtensions(),
    pictureNode(pictures),
    SignatureBlock,
    Placeholder.configure({ placeholder, showOnlyCurrent: false }),
  ];
}

/** What a message without formatting can contain: lines, and the signature. */
export function plainExtensions(placeholder: string): Extensions {
  const off = [
    'blockquote',
    'bold',
    'bulletList',
    'code',
    'codeBlock',
    'heading',
    'horizontalRule',
    'italic',
  ];
  const alsoOff = ['link', 'listItem', 'listKeymap', 'orderedList', 'strike', 'underline'];
  return [
    StarterKit.configure({
      ...Object.fromEntries([...off, ...alsoOff].map((name) => [name, false])),
      trailingNode: { notAfter: [SignatureBlock.name] },
    }),
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
