import { expect } from 'vitest';
import type { Synced } from './synced';

/** When mails came: the same hour of each day, far from where one day ends for one server and not yet for another. */
export const DAYS = Array.from({ length: 20 }, (_none, index) => new Date(Date.UTC(2024, 0, index + 1, 12)));

/** By its header; the games' mails came when they were written. */
export const dayOf = (source: string): Date => new Date(/^Date: (.*)$/im.exec(source)?.[1] ?? '');

const textOf = (day: Date): string => day.toISOString().slice(0, 10);

/** What a person has said about the folders and the first day of one mailbox, by the plugin's own action. */
export class Choices {
  /** Folders that were left out and not taken in again. */
  private readonly leftOut = new Set<string>();
  /** Those of them that another client renamed: the server names them as any new folder, which the database follows. */
  private readonly renamedOnes = new Set<string>();
  private first: string | null = null;

  constructor(private readonly box: Synced) {}

  /** Leaves one of these folders out, or takes one in again; answers which, or null where there is none. */
  async choose(out: boolean, folders: ReadonlySet<string>, random: () => number): Promise<string | null> {
    const all = await this.box.rows('mailFolders');
    const known = all.filter(({ path, role }) => folders.has(String(path)) && role !== 'inbox');
    const rows = known.filter(({ path }) => this.leftOut.has(String(path)) !== out);
    const row = rows[Math.floor(random() * rows.length)];
    if (!row) return null;
    await this.save({ folders: [{ id: row.id, leftOut: out }] });
    const path = String(row.path);
    this.renamedOnes.delete(path);
    if (out) this.leftOut.add(path);
    else this.leftOut.delete(path);
    return path;
  }

  /** Sets, moves or removes the first day; answers it. */
  async startAt(random: () => number): Promise<string | null> {
    const day = random() < 0.3 ? null : DAYS[Math.floor(random() * DAYS.length)];
    this.first = day ? textOf(day) : null;
    await this.save({ syncFrom: this.first });
    return this.first;
  }

  async isLeftOut(path: string): Promise<boolean> {
    if (this.renamedOnes.has(path)) return (await this.box.folder(path))?.leftOut === true;
    return this.leftOut.has(path);
  }

  isBefore(day: Date): boolean {
    return this.first !== null && textOf(day) < this.first;
  }

  /** Another client did. */
  renamed(from: string, to: string): void {
    if (!this.leftOut.delete(from) && !this.renamedOnes.has(from)) return;
    this.renamedOnes.delete(from);
    this.renamedOnes.add(to);
  }

  private async save(values: Record<string, unknown>): Promise<void> {
    const body = { accountId: this.box.account.id, ...values };
    const { status, body: answer } = await this.box.booted.root.post('mailAccounts:setSyncOptions', { body });
    expect(status, JSON.stringify(answer)).toBe(200);
  }
}
