import { spawn } from 'node:child_process';
import { hostname } from 'node:os';
import { createInterface } from 'node:readline';
import type { TestDatabase } from '../databases';

/** How a life ended: by whom it was killed, or because it was asked to. */
export type Death = 'clock' | 'send' | 'asked';

/**
 * One process that serves the app, until it is killed. Loading its code takes longer than all else of a short
 * life: it is made ahead of time, and begins with {@link begin}.
 */
export class Life {
  /** Where the node listens; fails when it ended before it did. */
  readonly ready: Promise<string>;
  /** How it ended; fails when it ended by itself. */
  readonly ended: Promise<Death>;
  private killedBy: Death | null = null;
  private readonly node;

  /** `environment`: what an operator sets for this node. */
  constructor(database: TestDatabase, environment: Record<string, string> = {}) {
    const node = spawn(
      process.execPath,
      ['node_modules/vite-node/vite-node.mjs', '__tests__/server/kills/node.ts'],
      {
        env: { ...process.env, ...environment, NODE_DATABASE: JSON.stringify(database.options) },
        stdio: ['pipe', 'pipe', 'inherit'],
      },
    );
    this.node = node;
    this.ended = new Promise((resolve, reject) => {
      node.once('exit', (code) => {
        if (this.killedBy) resolve(this.killedBy);
        else reject(new Error(`the node ended by itself (${code})`));
      });
    });
    // Killed before it read that it may begin.
    node.stdin.on('error', () => undefined);
    this.ended.catch(() => undefined);
    this.ready = new Promise((resolve, reject) => {
      createInterface({ input: node.stdout }).on('line', (line) => {
        if (line.startsWith('READY ')) resolve(line.slice('READY '.length));
      });
      node.once('exit', () => reject(new Error('the node ended before it was ready')));
    });
    this.ready.catch(() => undefined);
  }

  /** As it signs its leases. */
  get name(): string {
    return `${hostname()}:${this.node.pid}`;
  }

  begin(): void {
    this.node.stdin.write('\n');
  }

  get killed(): boolean {
    return this.killedBy !== null;
  }

  get over(): boolean {
    return this.killed || this.node.exitCode !== null;
  }

  /** Asks it to stop (SIGTERM), as an operator does. */
  stop(): void {
    this.killedBy ??= 'asked';
    this.node.kill('SIGTERM');
  }

  /** Its clock jumps: of a node with a wrong one (`nodes/wrongClock.mjs`). */
  jump(): void {
    this.node.kill('SIGUSR2');
  }

  /** Without a word (SIGKILL); the process is gone when this resolves. */
  async kill(by: Death): Promise<void> {
    this.killedBy ??= by;
    this.node.kill('SIGKILL');
    await this.ended;
  }
}
