import Image from '@tiptap/extension-image';
import type { EditorView } from '@tiptap/pm/view';
import type { Editor } from '@tiptap/react';
import type { Pictures } from './pictures';

/**
 * Accepts only embedded pictures. Fetching one by its address would tell that server who is writing. Without
 * `pictures` (in a signature, which is stored as it is) they stay in the text.
 */
export const pictureNode = (pictures: Pictures | undefined) =>
  Image.extend({
    parseHTML: () => [{ tag: 'img[src^="data:image/"]' }, ...(pictures ? [{ tag: 'img[src^="cid:"]' }] : [])],
    addNodeView:
      () =>
      ({ HTMLAttributes }) => {
        const dom = document.createElement('img');
        const { src, ...others } = HTMLAttributes as Record<string, string | null>;
        for (const [name, value] of Object.entries(others)) if (value !== null) dom.setAttribute(name, value);
        if (pictures) void pictures.show(dom, src ?? '');
        else dom.src = src ?? '';
        return { dom };
      },
  }).configure({ allowBase64: true, inline: true });

/** Inserts pictures into the text, at a position or at the cursor. */
export function insertPictures(
  view: EditorView,
  pictures: Pictures | undefined,
  files: File[],
  at?: number,
): void {
  const insert = (file: File, src: string) => {
    const node = view.isDestroyed
      ? undefined
      : view.state.schema.nodes.image?.create({ src, alt: file.name });
    if (!node) return;
    const { tr, selection } = view.state;
    view.dispatch(
      at === undefined ? tr.replaceSelectionWith(node) : tr.insert(Math.min(at, tr.doc.content.size), node),
    );
    if (selection.empty) view.focus();
  };
  for (const file of files) {
    if (!pictures) {
      const reader = new FileReader();
      reader.onload = () => typeof reader.result === 'string' && insert(file, reader.result);
      reader.readAsDataURL(file);
      continue;
    }
    const contentId = pictures.add(file);
    if (contentId) insert(file, `cid:${contentId}`);
  }
}

/**
 * Uploads pictures that are embedded in the text, whether they come from pasted HTML or a signature. Removes
 * those that can't be sent. Returns whether there were any.
 */
export function adoptPictures({ state, view }: Editor, pictures: Pictures | undefined): boolean {
  if (!pictures) return false;
  const { tr } = state;
  state.doc.descendants((node, position) => {
    const { src } = node.attrs as { src?: unknown };
    if (node.type.name !== Image.name || typeof src !== 'string' || !src.startsWith('data:')) return;
    const contentId = pictures.adopt(src);
    const at = tr.mapping.map(position);
    if (contentId) tr.setNodeMarkup(at, undefined, { ...node.attrs, src: `cid:${contentId}` });
    else tr.delete(at, at + node.nodeSize);
  });
  if (!tr.docChanged) return false;
  view.dispatch(tr.setMeta('addToHistory', false));
  return true;
}
