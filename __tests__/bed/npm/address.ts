export interface Mailbox {
  name: string | null;
  local: string;
  host: string;
}

/** An address list (RFC 5322 §3.4) as ENVELOPE wants it; a group is opened and closed by entries without a host. */
export type Entry = Mailbox | { group: string } | { group: null };

interface Word {
  text: string;
  kind: 'word' | 'mark' | 'comment';
}

function words(text: string): Word[] {
  const found: Word[] = [];
  const pattern = /"((?:[^"\\]|\\.)*)"|\(((?:[^()\\]|\\.)*)\)|([<>,;:@])|([^\s"(<>,;:@]+)/g;
  for (const [, quoted, comment, mark, plain] of text.matchAll(pattern)) {
    if (quoted !== undefined) found.push({ text: quoted.replace(/\\(.)/g, '$1'), kind: 'word' });
    else if (mark !== undefined) found.push({ text: mark, kind: 'mark' });
    else if (plain !== undefined) found.push({ text: plain, kind: 'word' });
    else if (comment !== undefined) found.push({ text: comment, kind: 'comment' });
  }
  return found;
}

function mailbox(name: string[], spec: Word[]): Mailbox | undefined {
  const text = spec.map((word) => word.text).join('');
  const at = text.lastIndexOf('@');
  if (text === '' && name.length === 0) return undefined;
  return {
    name: name.length ? name.join(' ') : null,
    local: at < 0 ? text : text.slice(0, at),
    host: at < 0 ? '' : text.slice(at + 1),
  };
}

/** Reads an address header's value. Hopeless input gives a shorter list, never an error. */
export function parseAddresses(value: string): Entry[] {
  const entries: Entry[] = [];
  let current: Word[] = [];
  let angle: Word[] | undefined;
  let inGroup = false;
  /** `user@example.com (Name)`: how names were written before RFC 822. */
  let comment: string[] = [];
  const finish = (): void => {
    const entry = angle
      ? mailbox(
          current.map(({ text }) => text),
          angle,
        )
      : mailbox(comment, current);
    if (entry && (angle || current.length)) entries.push(entry);
    current = [];
    comment = [];
    angle = undefined;
  };
  let inAngle = false;
  for (const word of words(value)) {
    const mark = word.kind === 'mark' ? word.text : '';
    if (word.kind === 'comment') {
      comment = [word.text];
    } else if (mark === '<') {
      angle = [];
      inAngle = true;
    } else if (mark === '>') {
      inAngle = false;
    } else if (inAngle) {
      angle?.push(word);
    } else if (mark === ',') {
      finish();
    } else if (mark === ':' && !inGroup) {
      entries.push({ group: current.map(({ text }) => text).join(' ') });
      current = [];
      inGroup = true;
    } else if (mark === ';') {
      finish();
      if (inGroup) entries.push({ group: null });
      inGroup = false;
    } else {
      current.push(word);
    }
  }
  finish();
  return entries;
}
