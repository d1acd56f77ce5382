/** The kind and content of a CMS object (RFC 5652, RFC 8551). */
export interface CmsContent {
  kind: 'signed' | 'encrypted' | null;
  /** The MIME entity inside signed data. */
  content: Buffer | null;
}

const SIGNED = '2a864886f70d010702';
const ENCRYPTED = new Set([
  // envelopedData, encryptedData, authEnvelopedData
  '2a864886f70d010703',
  '2a864886f70d010706',
  '2a864886f70d0109100117',
]);
const DATA = '2a864886f70d010701';

const SEQUENCE = 0x30;
const OID = 0x06;
const OCTETS = 0x04;
const OCTETS_IN_PIECES = 0x24;
const TAG_0 = 0xa0;

/** Octet strings may be split into pieces that are split again; no real message needs more levels. */
const MAX_DEPTH = 8;

/**
 * Finds the signed content of a CMS object (RFC 5652 §5), or that it is encrypted. Also reads BER, because Outlook
 * writes elements of indefinite length. Signatures aren't checked. A truncated object yields what is there.
 */
export function readCms(object: Buffer): CmsContent {
  const none: CmsContent = { kind: null, content: null };
  const info = elementAt(object, 0, object.length);
  const type = info?.tag === SEQUENCE ? elementAt(object, info.start, info.end) : null;
  if (!info || type?.tag !== OID) return none;
  const oid = object.toString('hex', type.start, type.end);
  if (ENCRYPTED.has(oid)) return { kind: 'encrypted', content: null };
  return oid === SIGNED ? { kind: 'signed', content: signedContent(object, type.next, info.end) } : none;
}

/** `[0] SEQUENCE {version, digests, SEQUENCE {OID data, [0] OCTET STRING}, …}` */
function signedContent(object: Buffer, at: number, end: number): Buffer | null {
  const explicit = elementAt(object, at, end);
  const signed = explicit?.tag === TAG_0 ? elementAt(object, explicit.start, explicit.end) : null;
  const version = signed && elementAt(object, signed.start, signed.end);
  const digests = version && elementAt(object, version.next, signed.end);
  const encap = digests && elementAt(object, digests.next, signed.end);
  const oid = encap?.tag === SEQUENCE ? elementAt(object, encap.start, encap.end) : null;
  if (!encap || !oid || object.toString('hex', oid.start, oid.end) !== DATA) return null;
  const wrapped = elementAt(object, oid.next, encap.end);
  const octets = wrapped?.tag === TAG_0 ? elementAt(object, wrapped.start, wrapped.end) : null;
  if (!octets) return null;
  const pieces: Buffer[] = [];
  collect(object, octets, pieces, 0);
  return Buffer.concat(pieces);
}

function collect(object: Buffer, element: Element, pieces: Buffer[], depth: number): void {
  if (element.tag === OCTETS) pieces.push(object.subarray(element.start, element.end));
  if (element.tag !== OCTETS_IN_PIECES || depth > MAX_DEPTH) return;
  for (let at = element.start; at < element.end;) {
    const piece = elementAt(object, at, element.end);
    if (!piece) return;
    collect(object, piece, pieces, depth + 1);
    at = piece.next;
  }
}

interface Element {
  tag: number;
  /** Where its content begins and ends. */
  start: number;
  end: number;
  /** Where the next element begins, after any end mark. */
  next: number;
}

/**
 * The element that begins here; null if there is none. An unterminated one of indefinite length ends with its
 * container.
 */
function elementAt(object: Buffer, at: number, limit: number): Element | null {
  const tag = object[at];
  const first = object[at + 1];
  if (tag === undefined || first === undefined || at + 2 > limit || (tag === 0 && first === 0)) return null;
  if (first === 0x80) return { tag, start: at + 2, ...endOfOpen(object, at + 2, limit) };
  const count = first < 0x80 ? 0 : first & 0x7f;
  if (count > 6 || at + 2 + count > limit) return null;
  const length = count === 0 ? first : object.readUIntBE(at + 2, count);
  const start = at + 2 + count;
  const end = Math.min(start + length, limit);
  return { tag, start, end, next: end };
}

/** Maximum nesting of elements of indefinite length; each level is scanned once more. */
const MAX_OPEN = 16;

/** Where an element of indefinite length ends: at its end mark, two zero octets. */
function endOfOpen(object: Buffer, start: number, limit: number): { end: number; next: number } {
  let open = 1;
  let at = start;
  while (at + 1 < limit) {
    if (object[at] === 0 && object[at + 1] === 0) {
      open--;
      if (open === 0) return { end: at, next: at + 2 };
      at += 2;
      continue;
    }
    if (object[at + 1] === 0x80) {
      if (++open > MAX_OPEN) break;
      at += 2;
      continue;
    }
    const next = elementAt(object, at, limit)?.next;
    if (next === undefined || next <= at) break;
    at = next;
  }
  return { end: limit, next: limit };
}
