import { createNodeFromContent, Node, type Editor } from '@tiptap/react';
import type { Node as EditorNode } from '@tiptap/pm/model';
import { MARK, signatureHtml, type Signature } from './signature-html';

/**
 * The signature as one block of the text, so that it can be told from what was written. It is edited like any
 * text; a backspace in front of it does not draw its first line out.
 */
export const SignatureBlock = Node.create({
  name: 'signature',
  group: 'block',
  content: 'block+',
  defining: true,
  isolating: true,
  parseHTML: () => [{ tag: `div[${MARK}]` }],
  renderHTML: () => ['div', { [MARK]: '' }, 0],
});

/**
 * Puts another sender's signature in place of the one before, or where there was none, at the end. Leaves it
 * alone where the writer has changed it or taken it out. Not a step of its own for "undo".
 */
export function swapSignature(editor: Editor, before: Signature, after: Signature): void {
  const place = findBlock(editor);
  const untouched = place ? nodeOf(editor, before)?.content.eq(place.node.content) : !before.signature;
  if (!untouched) return;
  const { tr } = editor.state;
  const from = place?.at ?? tr.doc.content.size;
  const to = from + (place?.node.nodeSize ?? 0);
  const next = nodeOf(editor, after);
  if (next) tr.replaceWith(from, to, next);
  else tr.delete(from, to);
  editor.view.dispatch(tr.setMeta('addToHistory', false));
}

/** The last one: an earlier one came in by pasting. */
function findBlock(editor: Editor): { node: EditorNode; at: number } | undefined {
  let found: { node: EditorNode; at: number } | undefined;
  editor.state.doc.forEach((node, at) => {
    if (node.type.name === SignatureBlock.name) found = { node, at };
  });
  return found;
}

function nodeOf(editor: Editor, sender: Signature): EditorNode | undefined {
  if (!sender.signature) return undefined;
  const content = createNodeFromContent(signatureHtml(sender), editor.schema);
  return 'firstChild' in content && content.firstChild?.type.name === SignatureBlock.name
    ? content.firstChild
    : undefined;
}
