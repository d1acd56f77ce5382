import { getHTMLFromFragment, type Editor } from '@tiptap/react';
import { Fragment, type Node } from '@tiptap/pm/model';

/** HTML of the text's blocks. A block never changes: typing replaces it by another one. */
const written = new WeakMap<Node, string>();

/**
 * An editor's text as HTML, the same as its `getHTML`. Only blocks that have changed since the last time are written
 * anew, so that a key press in a long text costs as little as in a short one.
 */
export function editorHtml({ state, schema }: Editor): string {
  const blocks: string[] = [];
  state.doc.forEach((block) => {
    let html = written.get(block);
    if (html === undefined) {
      html = getHTMLFromFragment(Fragment.from(block), schema);
      written.set(block, html);
    }
    blocks.push(html);
  });
  return blocks.join('');
}
