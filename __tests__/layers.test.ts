import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { codeViolations } from './layers/code';
import { cycleViolations, importViolations } from './layers/imports';
import { parse, readSources, type Violation } from './layers/source';

const root = path.resolve(import.meta.dirname, '..');

function check(files: Record<string, string>): Violation[] {
  const sources = Object.entries(files).map(([file, text]) => parse(file, text));
  return [...importViolations(sources), ...cycleViolations(sources), ...codeViolations(sources)];
}

describe('the architecture', () => {
  const sources = readSources(root, ['src', '__tests__', 'scripts']);

  it('looks at the sources', () => {
    const files = sources.map((source) => source.file);
    expect(files).toContain('src/server/plugin.ts');
    expect(files).toContain('scripts/host.mts');
    expect(files).toContain('__tests__/layers.test.ts');
  });

  it('has imports that go down only', () => expect(importViolations(sources)).toEqual([]));
  it('has no circles', () => expect(cycleViolations(sources)).toEqual([]));
  it('has code that keeps the rules', () => expect(codeViolations(sources)).toEqual([]));
});

describe('its rules refuse', () => {
  // Each with the one thing that is wrong; the second of a pair shows that the rule is not simply always hit.
  const dir = '../';
  const wrong: Array<[string, Record<string, string>]> = [
    ['imapflow outside imap', { 'src/server/sync/a.ts': "import { ImapFlow } from 'imapflow';" }],
    ['its types outside imap', { 'src/server/sync/a.ts': "import type { ImapFlow } from 'imapflow';" }],
    ['a sub-path of nodemailer', { 'src/server/outbox/a.ts': "import x from 'nodemailer/lib/x';" }],
    ['mailparser outside mime', { 'src/server/imap/a.ts': "export * from 'mailparser';" }],
    ['sanitize-html in a client', { 'src/client-v2/a.ts': "import s from 'sanitize-html';" }],
    [
      'msal outside its provider',
      { 'src/server/accounts/a.ts': "const m = await import('@azure/msal-node');" },
    ],
    ['an import upwards', { 'src/server/store/a.ts': `import '${dir}sync/b';`, 'src/server/sync/b.ts': '' }],
    [
      'an import of a neighbour',
      { 'src/server/imap/a.ts': `import '${dir}store/b';`, 'src/server/store/b.ts': '' },
    ],
    [
      'a room without a rank',
      { 'src/server/attic/a.ts': `import '${dir}errors';`, 'src/server/errors.ts': '' },
    ],
    [
      'server code in a client',
      { 'src/client-v2/a.ts': `import '${dir}server/errors';`, 'src/server/errors.ts': '' },
    ],
    ['the server package in a client', { 'src/client/a.ts': "import { Plugin } from '@nocobase/server';" }],
    ['client in client-v2', { 'src/client-v2/a.ts': `import '${dir}client/b';`, 'src/client/b.ts': '' }],
    ['what the new client lacks', { 'src/client-v2/a.ts': "import { Plugin } from '@nocobase/client';" }],
    [
      'client code in the server',
      { 'src/server/imap/a.ts': `import '${dir}${dir}client-v2/b';`, 'src/client-v2/b.ts': '' },
    ],
    ['imports in common', { 'src/common/a.ts': "import _ from 'lodash';" }],
    [
      'tests in the sources',
      { 'src/common/a.ts': `import '${dir}${dir}__tests__/b';`, '__tests__/b.ts': '' },
    ],
    [
      'a circle',
      {
        'src/common/a.ts': "import './b';",
        'src/common/b.ts': "import './c';",
        'src/common/c.ts': "import './a';",
      },
    ],
    ['a repository outside store', { 'src/server/sync/a.ts': "app.db.getRepository('mailFolders');" }],
    [
      'a transaction outside store',
      { 'src/server/outbox/a.ts': 'await db.sequelize.transaction(async () => 1);' },
    ],
    ['SQL outside store', { 'src/server/worker/a.ts': "await app.db.sequelize.query('select 1');" }],
    ['a switch over providers', { 'src/server/sync/a.ts': 'switch (account.provider) {}' }],
    ['a comparison with one', { 'src/client-v2/a.ts': "const x = account.provider === 'microsoft';" }],
    ['any', { 'src/common/a.ts': 'export const x = y as any;' }],
    ['any in a test', { '__tests__/a.ts': 'export let x: Array<any>;' }],
    ['a compiler that is silenced', { 'scripts/a.mts': ['// @ts', 'ignore\nexport {};'].join('-') }],
    ['a linter that is silenced', { 'src/common/a.ts': ['/* eslint', 'disable */'].join('-') }],
    ['an error in a log', { 'src/server/sync/a.ts': "ctx.log.warn('mail: x', { account, cause });" }],
    ['one by another name', { 'src/server/sync/a.ts': "ctx.log.warn('mail: x', { cause: error.cause });" }],
    ['the package name', { 'src/common/a.ts': "export const x = '@nocobase/plugin-email-manager';" }],
    ['its short name in a template', { 'src/server/plugin.ts': 'const x = `pm.email-manager.${y}`;' }],
    ['a long file', { 'src/common/a.ts': 'export {};\n'.repeat(301) }],
    ['a file for everything', { 'src/server/imap/utils.ts': '' }],
  ];
  it.each(wrong)('%s', (_, files) => expect(check(files)).toHaveLength(1));
});

describe('its rules allow', () => {
  const right: Array<[string, Record<string, string>]> = [
    ['a library in its room', { 'src/server/imap/a.ts': "import { ImapFlow } from 'imapflow';" }],
    [
      'imports downwards',
      {
        'src/server/worker/a.ts': "import '../sync/b';",
        'src/server/sync/b.ts': "import '../../common/c';",
        'src/common/c.ts': '',
      },
    ],
    [
      'the contract of providers',
      {
        'src/server/imap/a.ts': "import type { E } from '../providers/provider';",
        'src/server/providers/provider.ts': '',
      },
    ],
    ['client-v2 in client', { 'src/client/a.ts': "import '../client-v2/b';", 'src/client-v2/b.ts': '' }],
    ['a repository in store', { 'src/server/store/a.ts': "app.db.getRepository('mailFolders');" }],
    ['a switch in providers', { 'src/server/providers/index.ts': 'switch (provider) {}' }],
    [
      'the words in comments and texts',
      { 'src/common/a.ts': "/** Not any, nor email-manager. */\nexport const x = 'any';" },
    ],
    ['its text in a log', { 'src/server/sync/a.ts': "ctx.log.warn('x', { cause: causeText(error) });" }],
    ['300 lines', { 'src/common/a.ts': 'export {};\n'.repeat(300) }],
  ];
  it.each(right)('%s', (_, files) => expect(check(files)).toEqual([]));
});
