import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';
import { expect, it } from 'vitest';
import { nodesOf, parse } from './layers/source';

const root = path.resolve(import.meta.dirname, '..');
const read = (file: string): string => readFileSync(path.join(root, file), 'utf8');
const guide = read('docs/add-a-provider.md');

it('the guide to adding a provider names every part of one', () => {
  const { tree } = parse('provider.ts', read('src/server/providers/provider.ts'));
  const parts = [...nodesOf(tree)]
    .filter((node) => ts.isInterfaceDeclaration(node))
    .filter(({ name }) => ['MailProvider', 'ProviderExtras'].includes(name.text))
    .flatMap(({ members }) => members.map((member) => member.name?.getText() ?? ''));
  expect(parts.length).toBeGreaterThan(15);
  expect(parts.filter((part) => !guide.includes(`\`${part}\``))).toEqual([]);
});

it('the guide to adding a provider names files that are there', () => {
  const files = [...guide.matchAll(/`((?:src|__tests__)\/[\w./-]+)`/g)].map(([, file]) => file);
  expect(files.length).toBeGreaterThan(8);
  expect(files.filter((file) => !existsSync(path.join(root, file)))).toEqual([]);
});
