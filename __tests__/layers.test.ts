import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { KEPT } from '../src/server/appState';
import { codeViolations } from './layers/code';
import { cycleViolations, importViolations } from './layers/imports';
import { keptIn } from './layers/kept';
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
  it('names the state that each file keeps', () => expect(keptIn(sources)).toEqual(KEPT));
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
      'an import upwards within a room',
      {
        'src/server/store/db/a.ts': `import '${dir}threads/b';`,
        'src/server/store/threads/b.ts': '',
      },
    ],
    [
      'a part of a room without a rank',
      { 'src/server/imap/attic/a.ts': `import '${dir}commands/b';`, 'src/server/imap/commands/b.ts': '' },
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
    ['a second place for what deleting means', { 'src/client-v2/a.ts': "x.code === 'confirm-permanent';" }],
    ['any', { 'src/common/a.ts': 'export const x = y as any;' }],
    ['any in a test', { '__tests__/a.ts': 'export let x: Array<any>;' }],
    ['a compiler that is silenced', { 'scripts/a.mts': ['// @ts', 'ignore\nexport {};'].join('-') }],
    ['a linter that is silenced', { 'src/common/a.ts': ['/* eslint', 'disable */'].join('-') }],
    ['an error in a log', { 'src/server/sync/a.ts': "ctx.log.warn('mail: x', { account, cause });" }],
    ['one by another name', { 'src/server/sync/a.ts': "ctx.log.warn('mail: x', { cause: error.cause });" }],
    ['the package name', { 'src/common/a.ts': "export const x = '@nocobase/plugin-email-manager';" }],
    ['its short name in a template', { 'src/server/plugin.ts': 'const x = `pm.email-manager.${y}`;' }],
    ['state of a module', { 'src/server/store/a.ts': 'const x = new WeakMap<object, number>();' }],
    ['a list that grows', { 'src/server/imap/a.ts': 'export const x = new Map<string, number>();' }],
    ['a variable of a module', { 'src/server/imap/a.ts': 'let x = 0;' }],
    ['a cast of a row', { 'src/server/store/a.ts': 'const x = row as unknown as { id: 1 };' }],
    ['a hook of the host’s', { 'src/server/store/a.ts': "sequelize.addHook('beforeFind', f);" }],
    ['its plugins', { 'src/server/actions/a.ts': "ctx.app.pm.get('workflow');" }],
    ['its encryption', { 'src/server/accounts/a.ts': 'const { aesEncryptor } = ctx.app;' }],
    ['what it keeps of a request', { 'src/server/actions/a.ts': 'const x = http.state.x;' }],
    ['its middleware', { 'src/server/actions/a.ts': 'ctx.app.use(f);' }],
    [
      'the host’s modules in a client',
      { 'src/client-v2/a.ts': "import { useFlowContext } from '@nocobase/flow-engine';" },
    ],
    ['their types', { 'src/client-v2/pages/a.ts': "import type { Plugin } from '@nocobase/client-v2';" }],
    ['the v1 client’s', { 'src/client/a.ts': "import { Plugin } from '@nocobase/client';" }],
    ['a cast of what the host gives', { 'src/client-v2/a.ts': 'const x = host.app as unknown as { y: 1 };' }],
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
      'imports downwards within a room',
      {
        'src/server/sync/pull.ts': "import './bodies/b';",
        'src/server/sync/bodies/b.ts': "import '../headers/c';",
        'src/server/sync/headers/c.ts': "import '../session';",
        'src/server/sync/session.ts': '',
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
    ['a table of a module', { 'src/server/imap/a.ts': "const x = new Set(['a']);" }],
    ['state of a transaction', { 'src/server/store/a.ts': 'const x = new WeakMap<Transaction, number>();' }],
    ['state of a function', { 'src/server/imap/a.ts': 'function f() { let x = new Map(); }' }],
    ['a cast of a value', { 'src/server/store/a.ts': "const x = row.get('id') as string;" }],
    ['the door to the host', { 'src/server/host/a.ts': "sequelize.addHook('beforeFind', f);" }],
    ['the client’s door', { 'src/client-v2/host/a.ts': "import { tExpr } from '@nocobase/flow-engine';" }],
    ['the v1 client’s door', { 'src/client/host.ts': "import { Plugin } from '@nocobase/client';" }],
    ['what the host promises', { 'src/server/actions/a.ts': 'http.status = 200; ctx.app.on(a, b);' }],
    ['300 lines', { 'src/common/a.ts': 'export {};\n'.repeat(300) }],
  ];
  it.each(right)('%s', (_, files) => expect(check(files)).toEqual([]));
});
