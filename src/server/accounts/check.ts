import type { ProviderSettingsInput } from '../../common';
import type { MailContext } from '../context';
import { asMailError, MailError } from '../errors';
import { probeImap } from '../imap/probe';
import type { Endpoint, Finding, ProviderSettings } from '../providers/provider';
import { probeSmtp } from '../smtp/probe';
import { consentLine, expiryLine, httpsLine, originLine } from './checkHere';
import { checkedForm, typedForm, type TypedForm } from './settingsForm';

/** Milliseconds that a line may take. */
const LIMIT = 10_000;

export interface CheckRequest {
  redirectUri: string;
  /** As the browser says; not to be trusted, only compared. */
  browserOrigin: unknown;
}

/**
 * Everything that can be found out about typed settings without a user. Nothing is stored, and no other
 * server is asked than those of the settings.
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
    mailLine('imap', probeImap, provider.imap(settings)),
    mailLine('smtp', probeSmtp, provider.smtp(settings)),
  ]);
  return [
    { name: 'settings', result: 'passed', code: null, step: null },
    ...here,
    ...online,
    ...expiryLine(provider, settings),
    consentLine(ctx, form, settings),
    imap,
    smtp,
  ];
}

/** What has to wait until the settings are complete. */
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

async function mailLine(
  name: string,
  probe: (endpoint: Endpoint) => Promise<void>,
  endpoint: Endpoint,
): Promise<Finding> {
  try {
    await within(LIMIT, probe(endpoint));
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

/** A server may keep a connection busy without ever getting anywhere. */
async function within<T>(limit: number, work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new MailError('server-unreachable')), limit);
  });
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
}
