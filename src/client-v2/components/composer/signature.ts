import { createNodeFromContent, Node, type Editor } from '@tiptap/react';
import type { Node as EditorNode } from '@tiptap/pm/model';
import { SIGNATURE_MARK as MARK } from '../../../common';
import { signatureHtml, type Signature } from './signature-html';

/**
 * The signature as a block of its own, so that it can be told apart from the text. It can be edited like any
 * text, but a backspace in front of it doesn't pull its first line out.
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
 * Replaces the previous sender's signature, or adds one at the end if there was none. Leaves it alone if the
 * writer has changed or removed it. Adds no undo step. `named` converts HTML to the form it has in the text,
 * where pictures have other names.
 */
export function swapSignature(
  editor: Editor,
  before: Signature,
  after: Signature,
  named: (html: string) => string,
): void {
  const place = findBlock(editor);
  const untouched = place
    ? nodeOf(editor, { signature: named(before.signature) })?.content.eq(place.node.content)
    : !before.signature;
  if (!untouched) return;
  const { tr } = editor.state;
  const from = place?.at ?? tr.doc.content.size;
  const to = from + (place?.node.nodeSize ?? 0);
  const next = nodeOf(editor, after);
  if (next) tr.replaceWith(from, to, next);
  else tr.delete(from, to);
  editor.view.dispatch(tr.setMeta('addToHistory', false));
}

/** Finds the last signature block; an earlier one was pasted. */
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
