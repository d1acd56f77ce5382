import ts from 'typescript';
import { nodesOf, type Source } from './source';

const LIFETIMES = { perApp: 'app', perDatabase: 'database', perProcess: 'process' } as const;

/** What the files of the server keep for longer than a request: by lifetime and name, the file. */
export function keptIn(sources: readonly Source[]): Record<string, Record<string, string>> {
  const kept: Record<string, Record<string, string>> = { app: {}, database: {}, process: {} };
  for (const { file, tree } of sources.filter((source) => source.file.startsWith('src/server/'))) {
    for (const node of nodesOf(tree)) {
      if (!ts.isCallExpression(node) || !ts.isIdentifier(node.expression)) continue;
      const [name] = node.arguments;
      if (!(node.expression.text in LIFETIMES) || !name || !ts.isStringLiteral(name)) continue;
      const of = kept[LIFETIMES[node.expression.text as keyof typeof LIFETIMES]];
      // A second user would show as a name that no list has.
      of[name.text in of ? `${name.text}, again` : name.text] = file.slice('src/server/'.length);
    }
  }
  return kept;
}
