import type { ProviderSettingsInput } from '../../common';
import type { MailContext } from '../context';
import { asMailError, MailError } from '../errors';
import { probeImap } from '../imap/connection/probe';
import type { Finding, ProviderSettings } from '../providers/provider';
import { probeSmtp } from '../smtp/probe';
import { withTimeout } from '../withTimeout';
import { consentLine, expiryLine, httpsLine, originLine } from './checkInstallation';
import { checkedForm, typedForm, type TypedForm } from './settingsForm';

/** Milliseconds that one line of the check may take. */
const LIMIT = 10_000;

export interface CheckRequest {
  redirectUri: string;
  /** As claimed by the browser; not trusted, only compared. */
  browserOrigin: unknown;
}

/**
 * Checks everything about typed settings that can be checked without a user. Nothing is stored, and only the servers in
 * the settings are contacted.
 */
export async function checkConfiguration(
  ctx: MailContext,
  input: Pick<ProviderSettingsInput, 'name' | 'values'>,
  { redirectUri, browserOrigin }: CheckRequest,
): Promise<Finding[]> {
  const form = await typedForm(ctx, input);
  const here = [httpsLine(redirectUri), originLine(redirectUri, browserOrigin)];
  let settings: ProviderSettings;
  try {
    settings = checkedForm(ctx, form);
  } catch (error) {
    return [refused(form, asMailError(error)), ...here, ...LATER];
  }
  const { provider } = form;
  const [online, imap, smtp] = await Promise.all([
    provider.check(settings, redirectUri),
    mailLine('imap', () => probeImap(provider.imap(settings), provider.loginKind)),
    mailLine('smtp', async () => void (await probeSmtp(provider.smtp(settings), provider.loginKind))),
  ]);
  return [
    { name: 'settings', result: 'passed', code: null, step: null },
    ...here,
    ...online,
    ...expiryLine(provider, settings),
    ...consentLine(ctx, form, settings),
    imap,
    smtp,
  ];
}

/** Checks that have to wait until the settings are complete. */
const LATER: Finding[] = ['authority', 'client', 'redirect', 'imap', 'smtp'].map((name) => ({
  name,
  result: 'skipped',
  code: null,
  sentence: 'check.later',
  step: null,
}));

function refused({ provider }: TypedForm, { code, params }: MailError): Finding {
  const step = provider.guide.steps.find(({ fields }) => fields.includes(String(params.field)));
  return { name: 'settings', result: 'failed', code, params, step: step?.name ?? null };
}

const SENTENCES: Partial<Record<MailError['code'], string>> = {
  'server-untrusted': 'check.untrusted',
  'xoauth2-missing': 'check.mail.xoauth2',
  'server-unreachable': 'check.mail.unreachable',
  'connection-lost': 'check.mail.unreachable',
};

async function mailLine(name: string, probe: () => Promise<void>): Promise<Finding> {
  try {
    // A server may keep a connection busy without ever getting anywhere.
    await withTimeout(probe(), LIMIT, () => {
      throw new MailError('server-unreachable');
    });
    return { name, result: 'passed', code: null, step: 'servers' };
  } catch (error) {
    const { code } = asMailError(error);
    return {
      name,
      result: 'failed',
      code,
      sentence: SENTENCES[code] ?? 'check.mail.unavailable',
      step: 'servers',
    };
  }
}
