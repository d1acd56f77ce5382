import type { MessageStructureObject } from 'imapflow';
import { describe, expect, it } from 'vitest';
import { hasWrittenSlash, serverName, shownName } from '../../../../src/server/imap/folders/exchangeName';
import { metaOf } from '../../../../src/server/imap/commands/fetchMeta';
import { structureOf, type PartStructure } from '../../../../src/server/imap/commands/fetchStructure';
import { readFlags } from '../../../../src/server/imap/commands/flags';

describe('flags', () => {
  it.each(['seen', 'flagged', 'answered', 'draft', 'deleted'] as const)(
    'are read in any case: %s',
    (name) => {
      const none = { seen: false, flagged: false, answered: false, draft: false, deleted: false };
      for (const flag of [`\\${name}`, `\\${name.toUpperCase()}`])
        expect(readFlags([flag, '$Other'])).toEqual({ ...none, [name]: true });
      expect(readFlags([name])).toEqual(none);
    },
  );
});

describe('what a server says of a message', () => {
  const meta = (more: object) => metaOf({ uid: 4, seq: 1, ...more });

  it('is kept, and what it leaves out is nothing', () => {
    const at = new Date('2026-11-02T10:00:00Z');
    expect(meta({ size: 7, internalDate: at, flags: new Set(['\\Seen']) })).toMatchObject({
      ...{ uid: 4, size: 7, receivedAt: at, flags: { seen: true, flagged: false } },
    });
    expect(meta({})).toMatchObject({ size: 0, flags: { seen: false } });
  });

  it.each([undefined, new Date(0), new Date(Number.NaN), 'never'])(
    'arrived now where it says %s',
    (internalDate) => {
      const before = Date.now();
      expect(meta({ internalDate }).receivedAt.getTime()).toBeGreaterThanOrEqual(before);
    },
  );
});

describe('BODYSTRUCTURE', () => {
  const read = (bodyStructure?: object) =>
    structureOf({ uid: 1, seq: 1, bodyStructure: bodyStructure as MessageStructureObject });

  it('is read as far as it says anything', () => {
    expect(
      read({
        ...{ type: 'Text/HTML', encoding: 'BASE64', size: 5, disposition: 'INLINE', id: ' <a@b> ' },
        ...{ parameters: { charset: 'utf-8', name: 'a' }, dispositionParameters: { filename: 'b' } },
        ...{ part: '2', envelope: { subject: 's' } },
      }),
    ).toEqual({
      ...{ part: '2', contentType: 'text/html', charset: 'utf-8', encoding: 'base64', size: 5 },
      ...{ disposition: 'inline', filename: 'b', contentId: 'a@b', subject: 's', children: [] },
    });
    expect(read({ type: 'text/plain' })).toEqual({
      ...{ part: '1', contentType: 'text/plain', charset: null, encoding: '7bit', size: 0 },
      ...{ disposition: null, filename: null, contentId: null, subject: null, children: [] },
    });
    expect(read({ type: 'text/plain', parameters: { name: 'a' } })?.filename).toBe('a');
    expect(read()).toBeNull();
  });

  it.each([
    ['/', undefined, 'application/octet-stream'],
    [undefined, undefined, 'application/octet-stream'],
    ['text', undefined, 'application/octet-stream'],
    ['a b/c', undefined, 'application/octet-stream'],
    ['a/b/c', undefined, 'application/octet-stream'],
    ['/', [{}], 'multipart/mixed'],
    ['multipart/related', [{}], 'multipart/related'],
  ])('of the type %j with the parts %j is %s', (type, childNodes, contentType) =>
    expect(read({ type, childNodes })?.contentType).toBe(contentType),
  );

  it('names a root with parts by nothing, and any other one 1', () => {
    const childNodes = [{ part: '1', type: 'text/plain' }];
    expect(read({ type: 'multipart/mixed', childNodes })?.part).toBe('');
    expect(read({ type: 'message/rfc822', childNodes })?.part).toBe('1');
    expect(read({ type: 'multipart/mixed', childNodes: [] })?.part).toBe('1');
  });

  it('is cut off where it is deeper than any mail', () => {
    const nested = (depth: number): object =>
      depth === 0 ? { type: 'text/plain' } : { type: 'multipart/mixed', childNodes: [nested(depth - 1)] };
    let depth = 0;
    for (let node: PartStructure | undefined = read(nested(60)) ?? undefined; node; node = node.children[0])
      depth++;
    expect(depth).toBe(51);
  });
});

describe('a slash in a folder’s name', () => {
  it('is written otherwise by a server that separates folders by it', () => {
    for (const part of ['a_xF8FF_b_xf8ff_c', 'a\uF8FFb\uF8FFc']) {
      expect(shownName(part, '/')).toBe('a/b/c');
      expect(shownName(part, '.')).toBe(part);
      expect(hasWrittenSlash(part)).toBe(true);
    }
    expect(hasWrittenSlash('_xF8FF_')).toBe(true);
    expect(hasWrittenSlash('a/b')).toBe(false);
    expect(serverName('a/b/c', '/')).toBe('a_xF8FF_b_xF8FF_c');
    expect(serverName('a/b/c', '.')).toBe('a/b/c');
  });
});
