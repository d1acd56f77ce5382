import { spawn, type ChildProcess } from 'node:child_process';
import { rmSync } from 'node:fs';
import { chromium, type Browser, type Page } from 'playwright-core';

/** A browser that can be killed, and that finds its storage again when it's started once more. */
export class MortalBrowser {
  private child: ChildProcess | undefined;
  private browser: Browser | undefined;

  constructor(private readonly profile: string) {}

  async start(): Promise<Page> {
    const options = ['--headless=new', '--remote-debugging-port=0', `--user-data-dir=${this.profile}`];
    const quiet = ['--no-first-run', '--disable-background-networking', '--disable-component-update'];
    this.child = spawn(
      process.env.CHROMIUM_PATH ?? '/usr/bin/chromium',
      [
        ...options,
        ...quiet,
        '--no-sandbox',
        '--disable-gpu',
        '--disable-sync',
        '--ignore-certificate-errors',
      ],
      { stdio: ['ignore', 'ignore', 'pipe'], detached: true },
    );
    this.browser = await chromium.connectOverCDP(await this.endpoint());
    const [context] = this.browser.contexts();
    if (!context) throw new Error('The browser has no profile.');
    const page = await context.newPage();
    await page.setViewportSize({ width: 1440, height: 900 });
    return page;
  }

  /** Kills all of its processes, as the system does when memory runs out. */
  async kill(): Promise<void> {
    const { child } = this;
    this.child = undefined;
    if (!child?.pid) return;
    const gone = new Promise((resolve) => child.once('exit', resolve));
    process.kill(-child.pid, 'SIGKILL');
    await gone;
    await this.browser?.close().catch(() => undefined);
    // Otherwise the next one believes that this one is still running.
    for (const lock of ['SingletonLock', 'SingletonSocket', 'SingletonCookie'])
      rmSync(`${this.profile}/${lock}`, { force: true });
  }

  private endpoint(): Promise<string> {
    return new Promise((resolve, reject) => {
      let said = '';
      this.child?.once('exit', () => reject(new Error(`The browser ended: ${said.slice(-500)}`)));
      this.child?.stderr?.setEncoding('utf8').on('data', (text: string) => {
        said += text;
        const [, url] = /DevTools listening on (\S+)/.exec(said) ?? [];
        if (url) resolve(url);
      });
    });
  }
}
