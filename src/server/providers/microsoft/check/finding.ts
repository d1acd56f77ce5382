import type { ErrorCode } from '../../../../common';
import type { MailError } from '../../../errors';
import type { Finding } from '../../provider';

export const passed = (name: string, step: string, params?: Finding['params']): Finding => ({
  name,
  result: 'passed',
  code: null,
  params,
  step,
});

export const failed = (name: string, step: string, code: ErrorCode, sentence?: string): Finding => ({
  name,
  result: 'failed',
  code,
  sentence,
  step,
});

/** Nobody can tell without a sign-in; `check.<name>.skipped` says so. */
export const unclear = (name: string): Finding => ({
  name,
  result: 'skipped',
  code: 'not-checkable',
  sentence: `check.${name}.skipped`,
  step: null,
});

/** Why the sign-in service did not answer. */
const SILENCE: Partial<Record<ErrorCode, string>> = {
  'server-untrusted': 'check.untrusted',
  'server-unreachable': 'check.authority.unreachable',
};

/** The sign-in service did not answer. */
export const silent = (name: string, { code }: MailError): Finding =>
  failed(name, 'servers', code, SILENCE[code] ?? 'check.authority.unavailable');
