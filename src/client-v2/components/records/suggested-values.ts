import type { FieldSource, MessageBody, MessageView, RecordForm } from '../../../common';

/** Characters of a message's text in a new record: a few pages. */
const LONGEST_TEXT = 10_000;

/** Returns the values to begin a new record with. */
export function suggestedValues(
  { fields }: RecordForm,
  message: Pick<MessageView, 'subject' | 'from'>,
  text: string,
): Record<string, string | boolean> {
  const { name = '', address = '' } = message.from.at(0) ?? {};
  const words = name.trim().split(/\s+/);
  const values: Record<FieldSource, string> = {
    ...{ subject: message.subject, name: name.trim() || address, address },
    firstName: words.slice(0, -1).join(' '),
    lastName: words.at(-1) ?? '',
    text: text.slice(0, LONGEST_TEXT),
  };
  return Object.fromEntries(
    fields.flatMap(({ name: field, kind, required, source }): Array<[string, string | boolean]> => {
      if (source) return [[field, values[source]]];
      // A check box that is left alone means no, which is an answer too.
      return kind === 'checkbox' && required ? [[field, false]] : [];
    }),
  );
}

/** Returns a message's text, without any formatting. */
export function plainTextOf({ html, text }: Pick<MessageBody, 'html' | 'text'>): string {
  if (text || !html) return text.trim();
  const page = new DOMParser().parseFromString(html, 'text/html');
  for (const block of page.querySelectorAll('style, script, title')) block.remove();
  for (const line of page.querySelectorAll('br, p, div, tr, li, h1, h2, h3')) line.append('\n');
  const lines = (page.body.textContent ?? '').split('\n').map((line) => line.replace(/\s+/g, ' ').trim());
  return lines
    .filter((line, index) => line !== '' || lines[index - 1] !== '')
    .join('\n')
    .trim();
}
