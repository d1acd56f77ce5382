import Image from '@tiptap/extension-image';
import { Placeholder } from '@tiptap/extensions';
import type { Extensions } from '@tiptap/react';
import StarterKit from '@tiptap/starter-kit';
import type { EditorView } from '@tiptap/pm/view';
import { SignatureBlock } from './signature';

/** Bigger pictures go along as files: within the text every one of them is base64 in each saved state. */
const MAX_INLINE_SIZE = 3_000_000;
/** What every mail program shows. */
const INLINE_TYPES = /^image\/(?:png|jpe?g|gif|webp)$/;

/** Pictures only by their content: one pasted by its address would be fetched, and tell its server who wrote. */
const OwnImage = Image.extend({
  parseHTML: () => [{ tag: 'img[src^="data:image/"]' }],
}).configure({ allowBase64: true, inline: true });

/** What a mail's text can hold. All else that is pasted loses its form, not its words. */
export function editorExtensions(placeholder: string): Extensions {
  return [
    StarterKit.configure({
      heading: false,
      codeBlock: false,
      horizontalRule: false,
      // Nothing is written below the signature.
      trailingNode: { notAfter: [SignatureBlock.name] },
      link: {
        openOnClick: false,
        isAllowedUri: (uri) => isAllowedLink(uri),
        HTMLAttributes: { target: null, rel: null },
      },
    }),
    OwnImage,
    SignatureBlock,
    Placeholder.configure({ placeholder, showOnlyCurrent: false }),
  ];
}

export const isAllowedLink = (uri: string): boolean => /^(?:https?:\/\/|mailto:|tel:)/i.test(uri);

/** What someone types as a link: `example.org` and `me@example.org` too. Null when it is none. */
export function normaliseLink(typed: string): string | null {
  const text = typed.trim();
  if (!text || /\s/.test(text)) return null;
  if (isAllowedLink(text)) return text;
  if (/^[^/:?#]+@[^/:?#]+\.[^/:?#]+$/.test(text)) return `mailto:${text}`;
  return /^[^/:?#]+\.[^/:?#]+/.test(text) ? `https://${text}` : null;
}

const isInline = (file: File): boolean => INLINE_TYPES.test(file.type) && file.size <= MAX_INLINE_SIZE;
export const imageFiles = (files: File[]): File[] => files.filter(isInline);
export const otherFiles = (files: File[]): File[] => files.filter((file) => !isInline(file));

/** Puts pictures into the text, at a place or at the cursor. */
export function insertImages(view: EditorView, files: File[], at?: number): void {
  for (const file of files) {
    const reader = new FileReader();
    reader.onload = () => {
      const node = view.state.schema.nodes.image?.create({ src: reader.result, alt: file.name });
      if (!node || view.isDestroyed) return;
      const { tr, selection } = view.state;
      view.dispatch(
        at === undefined ? tr.replaceSelectionWith(node) : tr.insert(Math.min(at, tr.doc.content.size), node),
      );
      if (selection.empty) view.focus();
    };
    reader.readAsDataURL(file);
  }
}
