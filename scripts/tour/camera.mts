import type { Browser, BrowserContext, Page } from 'playwright-core';
import { launchBrowser } from '../../__tests__/e2e/browser';
import type { Person, TourWorld } from './world.mts';

type Words = Record<string, string>;
export type Language = 'en-US' | 'de-DE' | 'zh-CN';

/** How a page is looked at: by whom, in which client, theme, width and language. */
export interface Look {
  person: Person;
  client: 'admin' | 'v/admin';
  theme: 'default' | 'dark' | 'compact';
  width: number;
  language: Language;
}

/** The page in front of the camera, and how it's looked at. */
export interface Scene extends Look {
  page: Page;
  world: TourWorld;
  /** One of the plugin's texts in the scene's language. */
  t(key: string): string;
}

export interface Shot extends Partial<Look> {
  name: string;
  /** Path below the client's; the mail center if omitted. */
  path?: string | ((world: TourWorld) => string);
  /** Runs before the page is opened. */
  before?(scene: Scene): Promise<unknown>;
  /** What people do there, until the picture can be taken. */
  act?(scene: Scene): Promise<unknown>;
}

const USUAL: Look = {
  person: 'demo',
  client: 'v/admin',
  theme: 'default',
  width: 1440,
  language: 'en-US',
};
const PATIENCE = 15_000;
/** After this many pictures, the camera stops waiting for the page to come to rest. */
const MOST_LOOKS = 12;

/** Opens pages as people would and takes pictures of them. */
export class Camera {
  /** One for each language. They keep what they have loaded, as a browser does between visits. */
  private readonly contexts = new Map<Language, BrowserContext>();
  private page?: Page;

  private constructor(
    private readonly world: TourWorld,
    private readonly browser: Browser,
    private readonly words: Record<Language, Words>,
  ) {}

  static async open(world: TourWorld): Promise<Camera> {
    const read = async (language: Language): Promise<Words> =>
      ((await import(`../../src/locale/${language}.json`, { with: { type: 'json' } })) as { default: Words })
        .default;
    const [en, de, zh] = await Promise.all([read('en-US'), read('de-DE'), read('zh-CN')]);
    return new Camera(world, await launchBrowser(), { 'en-US': en, 'de-DE': de, 'zh-CN': zh });
  }

  async take(shot: Shot): Promise<Buffer> {
    const scene = await this.scene({ ...USUAL, ...shot });
    const { path = 'mail' } = shot;
    await shot.before?.(scene);
    const inner = typeof path === 'string' ? path : path(this.world);
    await scene.page.goto(`${this.world.host.url}${scene.client}/${inner}`);
    await shot.act?.(scene);
    return this.settled(scene.page);
  }

  /** Takes a picture of the page as it is now. */
  async now(): Promise<Buffer> {
    if (!this.page) throw new Error('no page is open');
    return this.page.screenshot();
  }

  async close(): Promise<void> {
    await this.browser.close();
  }

  private async scene(look: Look): Promise<Scene> {
    const { person, theme, language, width } = look;
    const { callers } = this.world;
    const caller = callers[person];
    const { data: themes } = await callers.root.get<Array<{ id: number; uid: string }>>('themeConfig:list');
    await caller.post('users:updateTheme', {
      body: { themeId: themes.find(({ uid }) => uid === theme)?.id },
    });
    await caller.post('users:updateProfile', { body: { appLang: language } });
    await this.page?.context().setOffline(false);
    await this.page?.close();
    const context =
      this.contexts.get(language) ??
      (await this.browser.newContext({
        ...{ locale: language, timezoneId: 'Europe/Berlin' },
      }));
    this.contexts.set(language, context);
    const page = await context.newPage();
    this.page = page;
    await page.setViewportSize({ width, height: width < 600 ? 844 : width < 1200 ? 768 : 900 });
    await page.emulateMedia({ colorScheme: theme === 'dark' ? 'dark' : 'light' });
    await page.addInitScript(
      ([token, locale]) => {
        // Removes what the previous person left, such as a role, but not each time a message's frame is loaded.
        if (window === window.top) localStorage.clear();
        localStorage.setItem('NOCOBASE_TOKEN', token);
        localStorage.setItem('NOCOBASE_AUTH', 'basic');
        localStorage.setItem('NOCOBASE_LOCALE', locale);
      },
      [caller.token ?? '', language] as const,
    );
    page.setDefaultTimeout(PATIENCE);
    const words = this.words[language];
    return { ...look, page, world: this.world, t: (key) => words[key] ?? key };
  }

  /** Returns the picture once it no longer changes. */
  private async settled(page: Page): Promise<Buffer> {
    await page.evaluate(() => document.fonts.ready.then(() => undefined));
    let last = await page.screenshot();
    for (let look = 0; look < MOST_LOOKS; look++) {
      await page.waitForTimeout(150);
      const next = await page.screenshot();
      if (next.equals(last)) return next;
      last = next;
    }
    return last;
  }
}
