import ts from 'typescript';
import { nodesOf, type Source, type Violation } from './source';

const MAX_LINES = 300;

/** Methods by which one gets at repositories, models and transactions of the host's database. */
const DATABASE_METHODS = new Set(['getRepository', 'getModel', 'transaction', 'bulkCreate', 'query']);

type Check = (source: Source, node: ts.Node) => string | null;

function calledMethod(node: ts.Node): { object: string; method: string } | null {
  if (!ts.isCallExpression(node) || !ts.isPropertyAccessExpression(node.expression)) return null;
  return { object: node.expression.expression.getText(), method: node.expression.name.text };
}

const storeOnly: Check = ({ file }, node) => {
  if (!file.startsWith('src/server/') || /^src\/server\/(store|migrations)\//.test(file)) return null;
  const call = calledMethod(node);
  if (!call || !DATABASE_METHODS.has(call.method)) return null;
  // `query` is too common a name to be sure without the object's.
  if (call.method === 'query' && !/\b(db|sequelize)$/.test(call.object)) return null;
  return `${call.object}.${call.method}() outside store/`;
};

const noProviderSwitch: Check = ({ file }, node) => {
  if (!file.startsWith('src/') || file.startsWith('src/server/providers/')) return null;
  if (ts.isSwitchStatement(node) && /\bprovider(Name|\.name)?$/i.test(node.expression.getText())) {
    return `switch (${node.expression.getText()})`;
  }
  const compares =
    ts.isBinaryExpression(node) && /^[!=]==?$/.test(node.operatorToken.getText())
      ? [node.left, node.right]
      : [];
  return compares.some((side) => ts.isStringLiteral(side) && side.text === 'microsoft')
    ? node.getText()
    : null;
};

const noAny: Check = (_, node) => (node.kind === ts.SyntaxKind.AnyKeyword ? node.parent.getText() : null);

/** The package may be built under another name, so that nothing may spell it out, save as a log line's prefix. */
const noPackageName: Check = ({ file }, node) => {
  if (!file.startsWith('src/')) return null;
  const isText =
    ts.isStringLiteralLike(node) ||
    ts.isTemplateHead(node) ||
    ts.isTemplateMiddleOrTemplateTail(node) ||
    ts.isJsxText(node);
  return isText && /plugin-email-manager|\bemail-manager\b(?!: )/.test(node.text) ? node.getText() : null;
};

/** An error of the database's holds the whole statement, and with it a mail or a token. */
const noErrorInLog: Check = ({ file }, node) => {
  if (!file.startsWith('src/server/') || !ts.isCallExpression(node)) return null;
  const call = calledMethod(node);
  if (!call || !/\blog$/.test(call.object)) return null;
  const values = node.arguments.flatMap((each) =>
    ts.isObjectLiteralExpression(each) ? [...each.properties] : [],
  );
  const whole = values.find(
    (each) =>
      /^(cause|error)$/.test(each.name?.getText() ?? '') &&
      !(ts.isPropertyAssignment(each) && ts.isCallExpression(each.initializer)),
  );
  return whole ? `${call.object}.${call.method}({ ${whole.getText()} })` : null;
};

const CHECKS: Record<string, Check> = {
  store: storeOnly,
  provider: noProviderSwitch,
  any: noAny,
  'error in a log': noErrorInLog,
  'package name': noPackageName,
};

const SWITCHED_OFF =
  /^\s*(?:\/\/|\/\*|\*|\{\/\*).*(?:@ts-(?:ignore|nocheck|expect-error)|(?:eslint|prettier)-(?:disable|ignore)).*$/m;

function fileViolations({ file, text }: Source): Violation[] {
  const found: Violation[] = [];
  const lines = text.trimEnd().split('\n').length;
  if (lines > MAX_LINES) found.push({ rule: 'length', file, detail: `${lines} lines` });
  const off = SWITCHED_OFF.exec(text);
  if (off) found.push({ rule: 'switched off', file, detail: off[0].trim() });
  if (/\/(utils?|helpers?|misc)\.[a-z]+$/.test(file)) {
    found.push({ rule: 'name', file, detail: 'a file is named for the one thing it does' });
  }
  return found;
}

/** Rules 1 (repositories), 3 and 5: what is in a file. */
export function codeViolations(sources: readonly Source[]): Violation[] {
  return sources.flatMap((source) => [
    ...fileViolations(source),
    ...[...nodesOf(source.tree)].flatMap((node) =>
      Object.entries(CHECKS).flatMap(([rule, check]) => {
        const detail = check(source, node);
        return detail === null ? [] : [{ rule, file: source.file, detail: detail.slice(0, 120) }];
      }),
    ),
  ]);
}
