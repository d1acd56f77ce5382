import { resolveImport, type Source, type Violation } from './source';

/** Who alone may touch a library. Everybody else goes through that room's functions. */
const LIBRARIES: ReadonlyArray<{ library: RegExp; rooms: readonly string[] }> = [
  { library: /^imapflow(\/|$)/, rooms: ['src/server/imap/'] },
  { library: /^nodemailer(\/|$)/, rooms: ['src/server/smtp/', 'src/server/mime/'] },
  { library: /^(mailparser|sanitize-html|html-to-text)(\/|$)/, rooms: ['src/server/mime/'] },
  { library: /^@azure\/msal-(node|common)(\/|$)/, rooms: ['src/server/providers/microsoft/'] },
  { library: /^@tiptap\//, rooms: ['src/client-v2/'] },
];

/** Rooms of the server from the top down; one may import rooms further down only, not its neighbours. */
const RANKS: ReadonlyArray<readonly string[]> = [
  ['index.ts'],
  ['plugin.ts'],
  ['actions', 'worker'],
  ['sync', 'outbox'],
  ['accounts', 'health'],
  ['notify.ts'],
  ['store', 'imap', 'smtp', 'mime', 'providers', 'collections', 'migrations'],
  // The provider's contract is types only: rooms beside `providers` may name them.
  ['push.ts', 'mailWork.ts', 'providers/provider.ts'],
  ['errors.ts', 'slots.ts'],
  ['fields.ts', 'context.ts', 'patterns.ts', 'quotedPrintable.ts'],
];

/** Modules of the classic client that the new one lacks. */
const CLASSIC_ONLY = /^(@nocobase\/(client|sdk)(\/client)?|@formily\/(json-schema|path|validator))$/;

function roomOf(file: string): string {
  const inside = file.replace('src/server/', '');
  if (RANKS.flat().includes(inside)) return inside;
  return inside.split('/')[0] ?? inside;
}

function serverViolation(from: string, to: string): string | null {
  const [importer, imported] = [roomOf(from), roomOf(to)];
  if (importer === imported) return null;
  const rank = (room: string) => RANKS.findIndex((rooms) => rooms.includes(room));
  if (rank(importer) < 0) return `${importer} is no room: give it a rank in layers/imports.ts`;
  if (rank(imported) < 0) return `${imported} is no room: give it a rank in layers/imports.ts`;
  if (rank(importer) === rank(imported)) return `${importer} and ${imported} are of one rank`;
  return rank(importer) > rank(imported) ? `${importer} lies below ${imported}` : null;
}

/** Which part of the package a file belongs to. */
function sideOf(file: string): string {
  return /^src\/(server|client-v2|client|common|locale|index\.ts)/.exec(file)?.[1] ?? 'outside src';
}

const MAY_IMPORT: Record<string, readonly string[]> = {
  'index.ts': ['server'],
  server: ['server', 'common'],
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
