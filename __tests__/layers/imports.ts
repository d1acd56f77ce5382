import { resolveImport, type Source, type Violation } from './source';

/** Who alone may touch a library. Everybody else goes through that room's functions. */
const LIBRARIES: ReadonlyArray<{ library: RegExp; rooms: readonly string[] }> = [
  { library: /^imapflow(\/|$)/, rooms: ['src/server/imap/'] },
  { library: /^nodemailer(\/|$)/, rooms: ['src/server/smtp/', 'src/server/mime/'] },
  { library: /^(mailparser|sanitize-html|html-to-text|css-tree)(\/|$)/, rooms: ['src/server/mime/'] },
  { library: /^ical\.js(\/|$)/, rooms: ['src/server/mime/'] },
  { library: /^@azure\/msal-(node|common)(\/|$)/, rooms: ['src/server/providers/microsoft/'] },
  { library: /^@tiptap\//, rooms: ['src/client-v2/'] },
  { library: /^idb-keyval(\/|$)/, rooms: ['src/client-v2/components/composer/drafts/'] },
];

/** Rooms of the server from the top down; one may import rooms further down only, not its neighbours. */
const RANKS: ReadonlyArray<readonly string[]> = [
  ['index.ts'],
  ['plugin.ts'],
  ['selfCheck.ts'],
  ['assistant'],
  ['actions', 'worker', 'backfills'],
  ['automation', 'campaigns', 'snoozes.ts'],
  ['sync', 'outbox'],
  ['accounts', 'health', 'migrations', 'newMail.ts', 'reminders.ts', 'templates'],
  ['inAppMessage.ts', 'periodic.ts'],
  ['store', 'imap', 'smtp', 'mime', 'providers', 'collections'],
  // The provider's contract is types only: rooms beside `providers` may name them.
  [
    'push.ts',
    'mailWork.ts',
    'services.ts',
    'publicPost.ts',
    'wholeStream.ts',
    'messageSize.ts',
    'providers/provider.ts',
  ],
  ['host'],
  ['errors.ts', 'semaphore.ts', 'withTimeout.ts'],
  // A provider's lines of the one table of errors.
  ['providers/microsoft/errorRules.ts'],
  ['transferEncoding.ts', 'appState.ts', 'errorRule.ts'],
  ['uuencode.ts', 'yenc.ts'],
  ['fields.ts', 'context.ts', 'messageFacts.ts', 'patterns.ts', 'markedLines.ts', 'quotedPrintable.ts'],
];

/** The same within rooms that have several; what lies in the room itself is named, or above them all. */
const INNER_RANKS: Readonly<Record<string, ReadonlyArray<readonly string[]>>> = {
  'src/server/store': [
    ['lists', 'folders', 'accounts'],
    ['outbox'],
    ['messages'],
    ['threads', 'correspondents', 'campaigns', 'labels', 'links', 'notes', 'workflows'],
    ['messageDraft.ts', 'search', 'cluster'],
    ['rowSecurity'],
    ['db'],
  ],
  'src/server/outbox': [['send'], ['enqueue'], ['changes'], ['compose']],
  'src/server/sync': [
    ['bodies'],
    ['headers'],
    ['folders'],
    ['session.ts'],
    ['arrivals.ts', 'fetchFailures.ts', 'hints.ts', 'threads.ts'],
  ],
  'src/server/imap': [['commands'], ['connection', 'folders']],
};

/** Modules of the classic client that the new one lacks. */
const CLASSIC_ONLY = /^(@nocobase\/(client|sdk)(\/client)?|@formily\/(json-schema|path|validator))$/;

/** Each client has one door to the host's modules, which the types are declared beside. */
const CLIENT_DOOR = /^src\/(client-v2\/(host|types)\/|client\/host\.ts$)/;

function roomOf(file: string): string {
  const inside = file.replace('src/server/', '');
  if (RANKS.flat().includes(inside)) return inside;
  return inside.split('/')[0] ?? inside;
}

/** Of two files of one room. */
function innerViolation(from: string, to: string): string | null {
  for (const [room, ranks] of Object.entries(INNER_RANKS)) {
    if (!from.startsWith(`${room}/`) || !to.startsWith(`${room}/`)) continue;
    const [importer, imported] = [from, to].map((file) => file.slice(room.length + 1).split('/')[0] ?? '');
    if (importer === imported) return null;
    const rank = (part = '') => ranks.findIndex((parts) => parts.includes(part));
    const isFolder = (file: string) => file.slice(room.length + 1).includes('/');
    for (const [file, part] of [[from, importer] as const, [to, imported] as const])
      if (isFolder(file) && rank(part) < 0)
        return `${part} is no part of ${room}: give it a rank in layers/imports.ts`;
    if (rank(importer) < 0 && rank(imported) < 0) return null;
    if (rank(importer) === rank(imported)) return `${importer} and ${imported} are of one rank`;
    return rank(importer) > rank(imported) ? `${importer} lies below ${imported}` : null;
  }
  return null;
}

function serverViolation(from: string, to: string): string | null {
  const [importer, imported] = [roomOf(from), roomOf(to)];
  if (importer === imported) return innerViolation(from, to);
  const rank = (room: string) => RANKS.findIndex((rooms) => rooms.includes(room));
  if (rank(importer) < 0) return `${importer} is no room: give it a rank in layers/imports.ts`;
  if (rank(imported) < 0) return `${imported} is no room: give it a rank in layers/imports.ts`;
  if (rank(importer) === rank(imported)) return `${importer} and ${imported} are of one rank`;
  return rank(importer) > rank(imported) ? `${importer} lies below ${imported}` : null;
}

/** Which part of the package a file belongs to. */
function sideOf(file: string): string {
  return /^src\/(server|swagger|client-v2|client|common|locale|index\.ts)/.exec(file)?.[1] ?? 'outside src';
}

const MAY_IMPORT: Record<string, readonly string[]> = {
  'index.ts': ['server'],
  server: ['server', 'common'],
  swagger: ['swagger', 'server', 'common'],
  'client-v2': ['client-v2', 'common', 'locale'],
  client: ['client', 'client-v2', 'common', 'locale'],
  common: ['common'],
};

function sideViolation(from: string, to: string): string | null {
  const [importer, imported] = [sideOf(from), sideOf(to)];
  return MAY_IMPORT[importer]?.includes(imported) ? null : `${importer} may not import ${imported}`;
}

function packageViolation(file: string, specifier: string): string | null {
  for (const { library, rooms } of LIBRARIES) {
    if (library.test(specifier) && !rooms.some((room) => file.startsWith(room)))
      return `only ${rooms.join(', ')}`;
  }
  const side = sideOf(file);
  if (side === 'common') return 'common imports nothing';
  if (side === 'client-v2' && CLASSIC_ONLY.test(specifier)) return 'the new client does not have it';
  if (side.startsWith('client') && specifier === '@nocobase/server') return 'server code in a client';
  if (side.startsWith('client') && specifier.startsWith('@nocobase/') && !CLIENT_DOOR.test(file))
    return 'only through host/';
  return null;
}

/** Rules 1, 2 and 4: who imports what. */
export function importViolations(sources: readonly Source[]): Violation[] {
  const files = new Set(sources.map((source) => source.file));
  const found: Violation[] = [];
  for (const { file, imports } of sources.filter((source) => source.file.startsWith('src/'))) {
    for (const specifier of imports) {
      const target = resolveImport(file, specifier, files);
      const wrong =
        target === null
          ? packageViolation(file, specifier)
          : (sideViolation(file, target) ??
            (sideOf(file) === 'server' && sideOf(target) === 'server'
              ? serverViolation(file, target)
              : null));
      if (wrong) found.push({ rule: 'imports', file, detail: `${specifier}: ${wrong}` });
    }
  }
  return found;
}

/** Rule 2: no circles among files. */
export function cycleViolations(sources: readonly Source[]): Violation[] {
  const files = new Set(sources.map((source) => source.file));
  const edges = new Map(
    sources.map(({ file, imports }) => [
      file,
      imports.map((specifier) => resolveImport(file, specifier, files)).filter((target) => target !== null),
    ]),
  );
  const done = new Set<string>();
  const found: Violation[] = [];
  const visit = (file: string, path: readonly string[]): void => {
    const start = path.indexOf(file);
    if (start >= 0) {
      found.push({ rule: 'cycle', file, detail: [...path.slice(start), file].join(' → ') });
      return;
    }
    if (done.has(file)) return;
    for (const target of edges.get(file) ?? []) visit(target, [...path, file]);
    done.add(file);
  };
  for (const file of edges.keys()) visit(file, []);
  return found;
}
