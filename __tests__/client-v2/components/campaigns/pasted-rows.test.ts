import { expect, it } from 'vitest';
import { pastedRecipients } from '../../../../src/client-v2/components/campaigns/recipients/pasted-rows';

const ADA = { name: 'Ada Lovelace', address: 'ada@x.org' };

it.each([
  ['a list', 'Ada Lovelace <ada@x.org>, bob@x.org', [ADA, { name: '', address: 'bob@x.org' }]],
  [
    'names before addresses',
    'Ada Lovelace\tada@x.org\nBob\tbob@x.org',
    [ADA, { name: 'Bob', address: 'bob@x.org' }],
  ],
  ['names after addresses', 'ada@x.org\tAda Lovelace\tLondon', [ADA]],
  ['first and last names', 'Ada\tLovelace\tada@x.org', [ADA]],
  ['a heading', 'Name\tEmail\r\nAda Lovelace\tada@x.org\r\n', [ADA]],
  ['a row without an address', 'Ada Lovelace\tada@x.org\nBob\t', [ADA, { name: '', address: 'Bob' }]],
  [
    'several addresses in a row',
    'ada@x.org\tbob@x.org',
    [
      { name: '', address: 'ada@x.org' },
      { name: '', address: 'bob@x.org' },
    ],
  ],
])('reads %s', (_what, text, found) => expect(pastedRecipients(text)).toEqual(found));
