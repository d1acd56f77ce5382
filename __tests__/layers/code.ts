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
  if (!file.startsWith('src/server/') || /^src\/server\/(store|host|migrations)\//.test(file)) return null;
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

/** What deleting means is decided once, for both sides. */
const deletionOnce: Check = ({ file }, node) => {
  if (!file.startsWith('src/') || /^src\/(common\/|server\/errors\.ts$)/.test(file)) return null;
  return ts.isStringLiteral(node) && node.text === 'confirm-permanent' ? node.parent.getText() : null;
};

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

/** What NocoBase keeps to itself, without types or without a promise. Each side has one door to all of it. */
const HOST_PARTS = new Set([
  ...['addHook', 'runSQLWithSchema', 'collectionFactory', 'collectionTypes', 'connectionManager'],
  ...['dispatcher', 'createExecution', 'cacheManager', 'getCache', 'errorHandler', 'db2cm', 'aesEncryptor'],
  ...['dataSourceManager', 'middlewares', 'getRegisteredHandlers', 'snippetAllowed', 'uiManageable'],
  ...['currentUser', 'currentRoles', 'withoutDataWrapping', 'getCurrentLocale'],
]);
/** The same by the objects that they belong to. */
const HOST_OBJECTS = /^(?:\w+\.)*(?:http\.(?:state|permission|dataSource)|app\.(?:pm|use)|acl\.use)$/;
const DOOR = /^src\/server\/(host|collections)\//;

const behindTheDoor: Check = ({ file }, node) => {
  if (!file.startsWith('src/server/') || DOOR.test(file)) return null;
  if (ts.isIdentifier(node) && HOST_PARTS.has(node.text)) return node.text;
  const object = ts.isPropertyAccessExpression(node) ? node.getText() : '';
  return HOST_OBJECTS.test(object) ? object : null;
};

/** What the host hands a page is what its types say: who believes something else of it does so at the door. */
const noHostCast: Check = ({ file }, node) => {
  if (!/^src\/client(-v2)?\//.test(file) || /^src\/client(-v2\/host\/|\/host\.ts$)/.test(file)) return null;
  if (!ts.isAsExpression(node) || !ts.isAsExpression(node.expression)) return null;
  return node.expression.type.kind === ts.SyntaxKind.UnknownKeyword ? node.getText() : null;
};

/** What a query found is what the caller says it is: who believes that does so in one place. */
const noRowCast: Check = ({ file }, node) => {
  if (!file.startsWith('src/server/store/') || file.endsWith('/db/rows.ts')) return null;
  if (!ts.isAsExpression(node) || !ts.isAsExpression(node.expression)) return null;
  return node.expression.type.kind === ts.SyntaxKind.UnknownKeyword ? node.getText() : null;
};

/** What only grows or changes, and outlives whoever made it. */
const STATE = /^(Weak(Map|Set|Ref)|Semaphore|LRUCache)$/;
const COLLECTION = /^(Map|Set)$/;

/** State of a module lives as long as the process, and nobody sees it: all of it is named in one file. */
const noModuleState: Check = ({ file }, node) => {
  if (!file.startsWith('src/server/') || file === 'src/server/appState.ts') return null;
  if (!ts.isVariableDeclaration(node) || !ts.isSourceFile(node.parent.parent.parent)) return null;
  if ((node.parent.flags & ts.NodeFlags.Const) === 0) return node.parent.getText();
  const made = node.initializer;
  if (!made || !ts.isNewExpression(made)) return null;
  const type = made.expression.getText();
  // A transaction ends soon, and with it what is kept of it.
  const isBrief = type === 'WeakMap' && made.typeArguments?.[0]?.getText() === 'Transaction';
  const isEmpty = COLLECTION.test(type) && !made.arguments?.length;
  return (STATE.test(type) && !isBrief) || isEmpty ? node.getText() : null;
};

const CHECKS: Record<string, Check> = {
  store: storeOnly,
  provider: noProviderSwitch,
  any: noAny,
  'error in a log': noErrorInLog,
  'package name': noPackageName,
  deletion: deletionOnce,
  state: noModuleState,
  'cast of a row': noRowCast,
  'cast of a host’s object': noHostCast,
  'part of the host': behindTheDoor,
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
