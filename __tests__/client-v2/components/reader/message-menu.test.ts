import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { ReaderStage } from '../../browser/reader-stage';

declare global {
  interface Window {
    printed?: { text: string; sandbox: string | null; images: string[] };
  }
}

const SOURCE =
  'From: anna@example.com\r\nSubject: Hello\r\n\r\n> quoted\r\n<script>window.pwned=1</script>\r\n';
const stage = new ReaderStage();
beforeAll(async () => {
  await stage.start();
  await stage.page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  stage.answers['mailMessages:source'] = () => ({ type: 'text/plain', body: SOURCE });
  stage.answers['mailAttachments:download'] = () => ({ type: 'image/gif', body: Buffer.from('GIF89a') });
});
afterAll(() => stage.stop());
beforeEach(() => {
  stage.asked = [];
});

const choose = async (item: string) => {
  await stage.page.getByRole('button', { name: 'More' }).click();
  await stage.page.getByRole('menuitem', { name: item }).click();
};
const dialog = () => stage.page.getByRole('dialog');
const clipboard = () => stage.page.evaluate(() => navigator.clipboard.readText());

describe('the mail assistant', () => {
  const employees = (usernames: string[]) => () => ({
    body: JSON.stringify({ data: usernames.map((username) => ({ username })) }),
  });
  const assistant = () => stage.page.getByRole('menuitem', { name: 'Ask the mail assistant' });
  const open = () => stage.page.getByRole('button', { name: 'More' }).click();

  it('is offered to those who may chat with it, and gets the message as a task', async () => {
    stage.answers['aiEmployees:listByUser'] = employees(['dex', 'mail-assistant']);
    await stage.show({ threadKey: 'abc', subject: 'Offer' }, { assistant: true });
    await open();
    await assistant().hover();
    await stage.page.getByRole('menuitem', { name: 'Summarize this conversation' }).click();
    const tasks = await stage.page.evaluate(() => window.tasks);
    expect(tasks).toMatchObject([
      {
        ...{ aiEmployee: 'mail-assistant', open: true },
        tasks: [{ title: 'Offer', autoSend: true, message: { user: 'Summarize this conversation' } }],
      },
    ]);
    expect(JSON.stringify(tasks)).toMatch(/id \d+, .* threadKey abc/);
  });

  it('is not offered without that permission, or without the AI plugin', async () => {
    stage.answers['aiEmployees:listByUser'] = employees(['dex']);
    await stage.show({}, { assistant: true });
    await open();
    await stage.page.getByRole('menuitem', { name: 'Print' }).waitFor();
    await expect.poll(() => stage.asked.some((asked) => asked.startsWith('aiEmployees:'))).toBe(true);
    expect(await assistant().count()).toBe(0);
    await stage.page.keyboard.press('Escape');
    stage.asked = [];
    await stage.show({});
    await open();
    await stage.page.getByRole('menuitem', { name: 'Print' }).waitFor();
    expect(await assistant().count()).toBe(0);
    expect(stage.asked.filter((asked) => asked.startsWith('aiEmployees:'))).toEqual([]);
    await stage.page.keyboard.press('Escape');
  });
});

describe('the menu of a message', () => {
  it('shows its source, the header first, as it stands', async () => {
    await stage.show({});
    await choose('Show source');
    const source = dialog().getByTestId('mail-source');
    await expect.poll(() => source.textContent()).toBe('From: anna@example.com\nSubject: Hello\n');
    await dialog().getByText('Whole source').click();
    await expect.poll(() => source.textContent()).toBe(SOURCE.replaceAll('\r\n', '\n'));
    expect(await stage.page.evaluate(() => window.pwned)).toBeUndefined();
    await dialog().getByRole('button', { name: 'Copy' }).click();
    await expect.poll(clipboard).toBe(SOURCE.replaceAll('\r\n', '\n'));
    expect(await dialog().getByRole('alert').count()).toBe(0);
    await stage.page.keyboard.press('Escape');
    await dialog().waitFor({ state: 'detached' });
  });

  it('says that only the beginning of a large one is shown', async () => {
    await stage.show({ size: 5_000_000 });
    await choose('Show source');
    await dialog().getByText('Whole source').click();
    await dialog().getByText('Only the beginning is shown.').waitFor();
    await stage.page.keyboard.press('Escape');
    await dialog().waitFor({ state: 'detached' });
  });

  it('says why there is none', async () => {
    await stage.show({});
    const answer = stage.answers['mailMessages:source'];
    stage.answers['mailMessages:source'] = () => ({
      ...{ status: 404, body: '{"errors":[{"code":"message-gone","message":"It is gone"}]}' },
    });
    await choose('Show source');
    await dialog().getByText('The source cannot be shown').waitFor();
    if (answer) stage.answers['mailMessages:source'] = answer;
    await stage.page.keyboard.press('Escape');
    await dialog().waitFor({ state: 'detached' });
  });

  it('saves it as a file', async () => {
    await stage.show({ subject: 'Offer: 1/2?' });
    const [download] = await Promise.all([stage.page.waitForEvent('download'), choose('Save as .eml file')]);
    expect(download.suggestedFilename()).toBe('Offer_ 1_2_.eml');
    expect(await readFile(await download.path(), 'utf8')).toBe(SOURCE);
    expect(stage.asked).toContainEqual(
      expect.stringMatching(/^mailMessages:source\?filterByTk=\d+&download=1$/) as string,
    );
  });

  it('copies a link to it', async () => {
    await stage.show({});
    await choose('Copy link to the message');
    await expect.poll(clipboard).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/admin\/mail\?message=\d+$/);
  });
});

describe('a printed message', () => {
  const print = async (body: object) => {
    stage.answers['mailMessages:body'] = () => ({
      body: JSON.stringify({
        data: { id: '1', text: '', hasRemoteContent: false, attachments: [], ...body },
      }),
    });
    await stage.show({ to: [{ name: 'Bo', address: 'bo@example.com' }], subject: 'To be printed' });
    await stage.page.emulateMedia({ media: 'print' });
    await stage.page.evaluate(() => {
      delete window.printed;
      const { prototype } = HTMLIFrameElement;
      const original = Object.getOwnPropertyDescriptor(prototype, 'contentWindow');
      Object.defineProperty(prototype, 'contentWindow', {
        configurable: true,
        get(this: HTMLIFrameElement) {
          const view = original?.get?.call(this) as Window | null;
          if (view && this.dataset.testid === 'mail-print')
            view.print = () => {
              window.printed = {
                text: view.document.body.innerText,
                sandbox: this.getAttribute('sandbox'),
                images: [...view.document.images].map(({ src }) => src.replace(/:.*/, '')),
              };
              view.dispatchEvent(new Event('afterprint'));
            };
          return view;
        },
      });
    });
    await stage.page.emulateMedia({ media: null });
    await choose('Print');
    await stage.page.waitForFunction(() => window.printed !== undefined);
    const printed = await stage.page.evaluate(() => window.printed);
    return printed ?? { text: '', sandbox: '', images: [] };
  };

  it('has its head, the names of its files, and all of its text with what it quotes', async () => {
    const file = {
      id: '7',
      filename: 'offer.pdf',
      contentType: 'application/pdf',
      size: 1200,
      contentId: null,
    };
    const picture = {
      ...file,
      id: '8',
      filename: 'logo.gif',
      contentType: 'image/gif',
      contentId: '<logo@x>',
    };
    const { text, sandbox, images } = await print({
      html: '<p>Yes.</p><img src="cid:logo@x"><img src="https://elsewhere.example/x.gif"><p>On 5 Jan 2026, Anna wrote:</p><blockquote type="cite">Quoted</blockquote>',
      attachments: [
        { ...file, inline: false },
        { ...picture, inline: true },
      ],
    });
    expect(text).toContain('To be printed');
    expect(text).toContain('From: Anna Lee <anna@example.com>');
    expect(text).toContain('To: Bo <bo@example.com>');
    expect(text).toMatch(/Attachments: offer\.pdf \(1 kB\)\n/);
    expect(text).toContain('Yes.');
    expect(sandbox).toBe('allow-same-origin allow-modals');
    expect(images).toEqual(['blob', '']);
    expect(await stage.page.getByTestId('mail-print').count()).toBe(0);
  });

  it('of plain text has all of it too', async () => {
    const { text } = await print({ html: '', text: 'Yes.\n\nOn 5 Jan 2026, Anna wrote:\n> Quoted <b>' });
    expect(text).toContain('Yes.\n\nOn 5 Jan 2026, Anna wrote:\n> Quoted <b>');
  });
});
