import { randomUUID } from 'node:crypto';
import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { generate } from 'selfsigned';

/** Where the certificate lies unless told otherwise; ignored by git. */
export const DEFAULT_CA_DIRECTORY = resolve(process.cwd(), '.bed');

export interface Certificate {
  /** PEM file with the certificate alone: what NODE_EXTRA_CA_CERTS must name before a process starts. */
  caFile: string;
  cert: string;
  key: string;
}

const PAIR = 'pair.pem';
const CERTIFICATE = /-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----\r?\n?/;
const PRIVATE_KEY = /-----BEGIN [A-Z ]*PRIVATE KEY-----[^-]+-----END [A-Z ]*PRIVATE KEY-----\r?\n?/;

/** One self-signed certificate is root and server in one: whoever trusts it trusts every bed of this folder. */
function makePair(): string {
  const pem = generate([{ name: 'commonName', value: 'Local Microsoft stand-in' }], {
    days: 3650,
    keySize: 2048,
    algorithm: 'sha256',
    extensions: [
      { name: 'basicConstraints', cA: true, critical: true },
      { name: 'keyUsage', keyCertSign: true, digitalSignature: true, keyEncipherment: true, critical: true },
      { name: 'extKeyUsage', serverAuth: true },
      {
        name: 'subjectAltName',
        altNames: [
          { type: 2, value: 'localhost' },
          { type: 7, ip: '127.0.0.1' },
          { type: 7, ip: '::1' },
        ],
      },
    ],
  });
  return `${pem.cert.replace(/\r\n/g, '\n').trimEnd()}\n${pem.private.replace(/\r\n/g, '\n').trimEnd()}\n`;
}

function isErrno(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code;
}

/**
 * The certificate of the beds in `directory`, made when it is missing. Safe for several processes at once:
 * certificate and key are born as one file by an exclusive link, and only the winner's pair is used.
 */
export function ensureCa(directory: string = DEFAULT_CA_DIRECTORY): Certificate {
  mkdirSync(directory, { recursive: true });
  const pairFile = join(directory, PAIR);
  const caFile = join(directory, 'ca.pem');
  let pair = readOr(pairFile);
  if (!pair) {
    const draft = join(directory, `${randomUUID()}.tmp`);
    writeFileSync(draft, makePair(), { mode: 0o600 });
    try {
      linkSync(draft, pairFile);
    } catch (error) {
      if (!isErrno(error, 'EEXIST')) throw error;
    } finally {
      rmSync(draft, { force: true });
    }
    pair = readFileSync(pairFile, 'utf8');
  }
  const cert = CERTIFICATE.exec(pair)?.[0];
  const key = PRIVATE_KEY.exec(pair)?.[0];
  if (!cert || !key) throw new Error(`${pairFile} does not hold a certificate and a key: delete it`);
  if (readOr(caFile) !== cert) {
    const draft = join(directory, `${randomUUID()}.tmp`);
    writeFileSync(draft, cert);
    renameSync(draft, caFile);
  }
  return { caFile, cert, key };
}

/**
 * What NODE_EXTRA_CA_CERTS must be set to before a process starts that talks to a bed. Where the variable names
 * other certificates already (a company's proxy, for instance), they stay trusted: Node reads one file alone.
 */
export function trustFile(directory: string = DEFAULT_CA_DIRECTORY): string {
  const { caFile, cert } = ensureCa(directory);
  const before = process.env.NODE_EXTRA_CA_CERTS;
  const others = before ? readOr(before) : null;
  if (!before || others === null || resolve(before) === caFile) return caFile;
  if (others.includes(cert.trim())) return before;
  const combined = join(directory, 'trust.pem');
  const wanted = `${others.trimEnd()}\n${cert}`;
  if (readOr(combined) !== wanted) {
    const draft = join(directory, `${randomUUID()}.tmp`);
    writeFileSync(draft, wanted);
    renameSync(draft, combined);
  }
  return combined;
}

function readOr(file: string): string | null {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if (isErrno(error, 'ENOENT')) return null;
    throw error;
  }
}

// `npx tsx __tests__/bed/ca.ts` prints the file to put into NODE_EXTRA_CA_CERTS.
if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  process.stdout.write(`${trustFile(process.argv[2] ? resolve(process.argv[2]) : undefined)}\n`);
}
