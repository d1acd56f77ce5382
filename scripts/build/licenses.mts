import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

interface Manifest {
  name: string;
  version: string;
  license?: string | { type: string };
}

function licenseText(folder: string): string {
  const file = readdirSync(folder).find((name) => /^(licen[cs]e|copying)(\.|-|$)/i.test(name));
  return file ? readFileSync(path.join(folder, file), 'utf8').trim() : '';
}

function section(folder: string): string {
  const manifest = JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8')) as Manifest;
  const license = typeof manifest.license === 'string' ? manifest.license : manifest.license?.type;
  return `${manifest.name} ${manifest.version} (${license ?? 'see below'})\n\n${licenseText(folder)}`.trim();
}

/** Writes the licences of everything bundled into one file, which most of them require for redistribution. */
export function writeLicenses(folders: Iterable<string>, file: string): void {
  const sections = [...new Set(folders)].sort().map(section);
  writeFileSync(file, `${sections.join(`\n\n${'-'.repeat(80)}\n\n`)}\n`);
}
