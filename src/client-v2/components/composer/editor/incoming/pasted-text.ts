import { Fragment, Slice, type ResolvedPos } from '@tiptap/pm/model';

/** Pasted text with a paragraph for each of its lines, empty ones too. */
export function linesOfText(text: string, context: ResolvedPos): Slice {
  const { schema } = context.doc.type;
  const lines = text.replace(/\r\n?/g, '\n').split('\n');
  const nodes = lines.map((line) =>
    schema.node('paragraph', null, line === '' ? [] : [schema.text(line, context.marks())]),
  );
  return Slice.maxOpen(Fragment.from(nodes));
}
