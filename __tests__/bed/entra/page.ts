import type { BedUser } from '../types';

const ENTITIES = new Map([
  ['&', '&amp;'],
  ['<', '&lt;'],
  ['>', '&gt;'],
  ['"', '&quot;'],
  ["'", '&#39;'],
]);

const escape = (text: string): string =>
  text.replace(/[&<>"']/g, (character) => ENTITIES.get(character) ?? '');

const STYLE = `
  :root { color-scheme: light dark; --line: #d5d9e0; --soft: #5c6675; --back: #eef1f6; --card: #fff; --text: #1b2330; --warn: #8a4b00; --warn-back: #fff4e0; --hover: #f2f6ff; --main: #2457c5; }
  @media (prefers-color-scheme: dark) { :root { --line: #3a4150; --soft: #a3adbd; --back: #14171d; --card: #1e232c; --text: #e8ecf3; --warn: #ffcf8a; --warn-back: #3a2d16; --hover: #283042; --main: #8fb0ff; } }
  * { box-sizing: border-box; }
  body { margin: 0; min-height: 100vh; display: grid; place-items: center; padding: 24px; background: var(--back); color: var(--text); font: 15px/1.5 system-ui, sans-serif; }
  main { width: min(440px, 100%); background: var(--card); border: 1px solid var(--line); border-radius: 12px; padding: 28px; box-shadow: 0 8px 30px rgb(0 0 0 / 8%); }
  .label { display: inline-block; margin-bottom: 16px; padding: 3px 10px; border-radius: 99px; background: var(--warn-back); color: var(--warn); font-size: 13px; font-weight: 600; }
  h1 { margin: 0 0 4px; font-size: 22px; } p { margin: 0 0 16px; color: var(--soft); } form { margin: 0; }
  button { width: 100%; display: flex; align-items: center; gap: 12px; margin: 0 0 8px; padding: 12px; border: 1px solid var(--line); border-radius: 8px; background: none; color: inherit; font: inherit; text-align: start; cursor: pointer; }
  button:hover, button:focus-visible { background: var(--hover); border-color: var(--main); outline: none; }
  button.quiet { justify-content: center; color: var(--soft); }
  .face { width: 36px; height: 36px; flex: none; display: grid; place-items: center; border-radius: 50%; background: var(--main); color: var(--card); font-weight: 600; }
  .hint { border-color: var(--main); } small { display: block; color: var(--soft); }
  details { margin: 16px 0 0; color: var(--soft); font-size: 13px; } code { word-break: break-all; }
`;

/** A page of the stand-in. No script: it works the same in every browser and in none. */
function page(title: string, content: string): string {
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${escape(title)}</title><meta name="viewport" content="width=device-width"><style>${STYLE}</style></head><body><main><span class="label">Local stand-in for Microsoft sign-in</span>${content}</main></body></html>`;
}

export interface PickerView {
  users: readonly BedUser[];
  loginHint?: string;
  prompt?: string;
  clientId: string;
  redirectUri: string;
  scopes: string[];
  /** Where the choice is posted to. */
  action: string;
}

/** The account page: everybody of the stand-in as a button, the hinted account first. */
export function pickerPage(view: PickerView): string {
  const hint = view.loginHint?.toLowerCase();
  const hinted = (user: BedUser): boolean => user.address.toLowerCase() === hint;
  const users = [...view.users].sort((a, b) => Number(hinted(b)) - Number(hinted(a)));
  const buttons = users
    .map(
      (user) =>
        `<button name="account" value="${escape(user.address)}" data-account="${escape(user.address)}"${hinted(user) ? ' class="hint"' : ''}><span class="face">${escape([...user.name][0] ?? '?')}</span><span>${escape(user.name)}<small>${escape(user.address)}</small></span></button>`,
    )
    .join('');
  const scopes = view.scopes.map((scope) => `<li><code>${escape(scope)}</code></li>`).join('');
  return page(
    'Pick an account',
    `<h1>Pick an account</h1><p>${view.prompt === 'consent' ? 'Permissions requested again. ' : ''}Nothing leaves this computer.</p><form method="post" action="${escape(view.action)}">${buttons}<button class="quiet" name="decline" value="1" data-action="decline">Decline</button></form><details open><summary>Permissions asked for</summary><ul>${scopes}</ul></details><details><summary>Application</summary><p>Client ID <code>${escape(view.clientId)}</code><br>Redirect URI <code>${escape(view.redirectUri)}</code></p></details>`,
  );
}

/** What Entra shows on its own page instead of going back to the application. */
export function errorPage(description: string): string {
  return page(
    'Sign-in failed',
    `<h1>Sorry, there is a problem signing you in</h1><p data-error>${escape(description)}</p>`,
  );
}

/** "Need admin approval": a dead end for the person, with one way back (AADSTS90094). */
export function approvalPage(description: string, back: string): string {
  return page(
    'Need admin approval',
    `<h1>Need admin approval</h1><p data-error>${escape(description)}</p><p>The application needs permissions that only an administrator can grant.</p><a data-action="return" href="${escape(back)}">Return to the application without granting consent</a>`,
  );
}

/** The page on which an administrator grants the permissions for everybody. */
export function consentPage(view: { action: string; clientId: string; scopes: string[] }): string {
  const scopes = view.scopes.map((scope) => `<li><code>${escape(scope)}</code></li>`).join('');
  return page(
    'Grant admin consent',
    `<h1>Permissions requested</h1><p>Accept for your whole organisation.</p><ul>${scopes}</ul><form method="post" action="${escape(view.action)}"><button name="accept" value="1" data-action="accept">Accept</button><button class="quiet" name="decline" value="1" data-action="decline">Decline</button></form><details><summary>Application</summary><p>Client ID <code>${escape(view.clientId)}</code></p></details>`,
  );
}
