import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';

/** A source file, with what the rules look at. */
export interface Source {
  /** From the repository's root, with slashes. */
  file: string;
  text: string;
  tree: ts.SourceFile;
  /** Module specifiers, of types too: what a file names it depends on. */
  imports: string[];
}

export interface Violation {
  rule: string;
  file: string;
  detail: string;
}

/** Everything below a node, the node first. */
export function* nodesOf(node: ts.Node): Generator<ts.Node> {
  yield node;
  const children: ts.Node[] = [];
  ts.forEachChild(node, (child) => void children.push(child));
  for (const child of children) yield* nodesOf(child);
}

function specifierOf(node: ts.Node): string | null {
  if ((ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) && node.moduleSpecifier) {
    return ts.isStringLiteral(node.moduleSpecifier) ? node.moduleSpecifier.text : null;
  }
  if (ts.isCallExpression(node)) {
    const loads =
      node.expression.kind === ts.SyntaxKind.ImportKeyword ||
      (ts.isIdentifier(node.expression) && node.expression.text === 'require');
    const first = node.arguments[0];
    return loads && first && ts.isStringLiteralLike(first) ? first.text : null;
  }
  if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)) {
    return ts.isStringLiteral(node.argument.literal) ? node.argument.literal.text : null;
  }
  return null;
}

/** Reads one file's text as TypeScript. */
export function parse(file: string, text: string): Source {
  const kind = file.endsWith('x') ? ts.ScriptKind.TSX : ts.ScriptKind.TS;
  const tree = ts.createSourceFile(file, text, ts.ScriptTarget.ES2022, true, kind);
  const imports = [...nodesOf(tree)].map(specifierOf).filter((specifier) => specifier !== null);
  return { file, text, tree, imports };
}

/** Every TypeScript and JavaScript file below the given folders of the repository. */
export function readSources(root: string, folders: readonly string[]): Source[] {
  return folders.flatMap((folder) =>
    readdirSync(path.join(root, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && /\.(ts|tsx|mts|mjs)$/.test(entry.name))
      .map((entry) => path.join(entry.parentPath, entry.name))
      .map((file) => parse(path.relative(root, file).replaceAll(path.sep, '/'), readFileSync(file, 'utf8'))),
  );
}

/** The file that a relative specifier names, among those that exist; null for packages. */
export function resolveImport(from: string, specifier: string, files: ReadonlySet<string>): string | null {
  if (!specifier.startsWith('.')) return null;
  const base = path.posix.join(path.posix.dirname(from), specifier);
  const candidates = [
    base,
    `${base}.ts`,
    `${base}.tsx`,
    `${base}.mts`,
    `${base}/index.ts`,
    `${base}/index.tsx`,
  ];
  return candidates.find((candidate) => files.has(candidate)) ?? base;
}
