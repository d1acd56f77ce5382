/** A MIME entity as a range of octets (RFC 2045, RFC 2046). */
export interface Part {
  raw: Buffer;
  start: number;
  /** First octet after the empty line. */
  body: number;
  end: number;
  header: HeaderField[];
  type: string;
  subtype: string;
  parameters: Parameter[];
  /** Parts of a multipart; the one message of a message/rfc822. */
  children: Part[];
}

export interface HeaderField {
  name: string;
  /** As it came, with its name, folding and CRLF; latin1. */
  raw: string;
  /** Unfolded value; latin1. */
  value: string;
}

export interface Parameter {
  name: string;
  value: string;
}

const MAX_DEPTH = 40;

/** Reads an entity and what is in it. */
export function parsePart(raw: Buffer, start: number, end: number, fallback = 'text/plain', depth = 0): Part {
  const body = bodyStart(raw, start, end);
  const header = parseHeader(raw.subarray(start, body).toString('latin1'));
  const { value, parameters } = parseParameters(valueOf(header, 'content-type') || fallback);
  const [type = 'text', subtype = 'plain'] = value.toLowerCase().split('/');
  const part: Part = { raw, start, body, end, header, type, subtype, parameters, children: [] };
  if (depth >= MAX_DEPTH) return part;
  const boundary = parameters.find(({ name }) => name === 'boundary')?.value;
  if (type === 'multipart' && boundary) {
    const inner = subtype === 'digest' ? 'message/rfc822' : 'text/plain';
    part.children = ranges(raw, body, end, boundary).map(([from, to]) =>
      parsePart(raw, from, to, inner, depth + 1),
    );
  } else if (type === 'message' && subtype === 'rfc822') {
    part.children = [parsePart(raw, body, end, 'text/plain', depth + 1)];
  }
  return part;
}

/** The value of a header field; '' where it is missing. */
export function valueOf(header: HeaderField[], name: string): string {
  return header.find((field) => field.name === name)?.value ?? '';
}

function bodyStart(raw: Buffer, start: number, end: number): number {
  if (raw[start] === 0x0d && raw[start + 1] === 0x0a) return start + 2;
  const at = raw.indexOf('\r\n\r\n', start);
  return at < 0 || at + 4 > end ? end : at + 4;
}

function parseHeader(text: string): HeaderField[] {
  const fields: HeaderField[] = [];
  for (const match of text.matchAll(/^([^\s:]+)[ \t]*:([^\r\n]*(?:\r\n[ \t][^\r\n]*)*)\r\n/gm)) {
    const [raw, name = '', value = ''] = match;
    fields.push({ name: name.toLowerCase(), raw, value: value.replace(/\r\n/g, '').trim() });
  }
  return fields;
}

/** `value; name=value; name="value"` (RFC 2045 §5.1); comments are not looked into. */
export function parseParameters(text: string): { value: string; parameters: Parameter[] } {
  const value = (/^[^;]*/.exec(text)?.[0] ?? '').trim();
  const parameters: Parameter[] = [];
  for (const match of text
    .slice(value.length)
    .matchAll(/;\s*([^\s=;]+)\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^;\s]*))/g)) {
    const [, name = '', quoted, plain = ''] = match;
    parameters.push({
      name: name.toLowerCase(),
      value: quoted === undefined ? plain : quoted.replace(/\\(.)/g, '$1'),
    });
  }
  return { value, parameters };
}

/** The ranges between boundary lines (RFC 2046 §5.1.1): the CRLF before a boundary belongs to the boundary. */
function ranges(raw: Buffer, start: number, end: number, boundary: string): Array<[number, number]> {
  const delimiter = Buffer.from(`--${boundary}`, 'latin1');
  const found: Array<[number, number]> = [];
  let open = -1;
  for (let at = raw.indexOf(delimiter, start); at >= 0 && at < end; at = raw.indexOf(delimiter, at + 1)) {
    if (at !== start && raw[at - 1] !== 0x0a) continue;
    const after = at + delimiter.length;
    const closes = raw[after] === 0x2d && raw[after + 1] === 0x2d;
    const eol = raw.indexOf(0x0a, after);
    const rest = raw.subarray(closes ? after + 2 : after, eol < 0 ? end : eol).toString('latin1');
    if (rest.trim() !== '') continue;
    if (open >= 0) found.push([open, Math.max(open, at - (raw[at - 2] === 0x0d ? 2 : 1))]);
    open = closes || eol < 0 ? -1 : eol + 1;
    if (closes) return found;
  }
  if (open >= 0) found.push([open, end]);
  return found;
}
