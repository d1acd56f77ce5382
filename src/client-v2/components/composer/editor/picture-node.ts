import Image from '@tiptap/extension-image';
import type { EditorView } from '@tiptap/pm/view';
import { ResizableNodeView, type Editor } from '@tiptap/react';
import type { Pictures } from '../pictures';

/** Pixels. Wider pictures would be cut off or squeezed in a reading pane; Outlook shows them in their full size. */
const WIDEST = 640;
const SMALLEST = 16;

/** A size in pixels, as an attribute or a style; null for percentages and the like. */
function sizeOf(element: HTMLElement, name: 'width' | 'height'): number | null {
  const [size] =
    /^\d{1,4}(?=(?:\.\d+)?(?:px)?$)/.exec(element.getAttribute(name) ?? element.style[name]) ?? [];
  return size ? Number(size) : null;
}

/**
 * Accepts only embedded pictures. Fetching one by its address would tell that server who is writing. Without
 * `pictures` (in a signature, which is stored as it is) they stay in the text.
 */
export const pictureNode = (pictures: Pictures | undefined) =>
  Image.extend({
    addAttributes() {
      return {
        ...this.parent?.(),
        width: { default: null, parseHTML: (element: HTMLElement) => sizeOf(element, 'width') },
        height: { default: null, parseHTML: (element: HTMLElement) => sizeOf(element, 'height') },
      };
    },
    parseHTML: () => [{ tag: 'img[src^="data:image/"]' }, ...(pictures ? [{ tag: 'img[src^="cid:"]' }] : [])],
    addNodeView:
      () =>
      ({ node, getPos, editor }) => {
        const element = document.createElement('img');
        const { src } = node.attrs as { src?: string | null };
        const show = ({ alt, title, width, height }: Record<string, unknown>) => {
          element.alt = typeof alt === 'string' ? alt : '';
          element.title = typeof title === 'string' ? title : '';
          for (const [name, size] of Object.entries({ width, height }))
            element.style.setProperty(name, typeof size === 'number' ? `${size}px` : '');
        };
        show(node.attrs);
        if (pictures) void pictures.show(element, src ?? '');
        else element.src = src ?? '';
        const view = new ResizableNodeView({
          ...{ element, node, getPos, editor },
          onCommit: (width, height) => {
            const at = getPos();
            if (at === undefined) return;
            editor.chain().setNodeSelection(at).updateAttributes(Image.name, { width, height }).run();
          },
          onUpdate: (updated) => {
            // Another picture is loaded by a new view.
            if (updated.attrs.src !== src) return false;
            show(updated.attrs);
            return true;
          },
          options: { preserveAspectRatio: true, min: { width: SMALLEST, height: SMALLEST } },
        });
        // The base class never notices the end of a touch.
        for (const end of ['touchend', 'touchcancel'])
          view.dom.addEventListener(end, () => document.dispatchEvent(new MouseEvent('mouseup')));
        return view;
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
    void shrink(view, file, src);
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

/** Gives a picture that is wider than a letter a size that fits. */
async function shrink(view: EditorView, file: File, src: string): Promise<void> {
  // A file that isn't a picture keeps its broken looks.
  const bitmap = await createImageBitmap(file).catch(() => null);
  if (!bitmap || bitmap.width <= WIDEST || view.isDestroyed) return;
  const size = { width: WIDEST, height: Math.round((bitmap.height * WIDEST) / bitmap.width) };
  bitmap.close();
  const { tr } = view.state;
  view.state.doc.descendants((node, position) => {
    if (node.type.name === Image.name && node.attrs.src === src && node.attrs.width === null)
      tr.setNodeMarkup(position, undefined, { ...node.attrs, ...size });
  });
  if (tr.docChanged) view.dispatch(tr.setMeta('addToHistory', false));
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
