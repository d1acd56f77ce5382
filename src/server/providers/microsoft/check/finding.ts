import type { ErrorCode } from '../../../../common';
import type { MailError } from '../../../errors';
import type { Finding } from '../../provider';

/** A check that passed. */
export const passed = (name: string, step: string, params?: Finding['params']): Finding => ({
  name,
  result: 'passed',
  code: null,
  params,
  step,
});

/** A check that failed. `sentence` is a key in the locale files; it defaults to the code's. */
export const failed = (name: string, step: string, code: ErrorCode, sentence?: string): Finding => ({
  name,
  result: 'failed',
  code,
  sentence,
  step,
});

/** Can't be determined without a sign-in; `check.<name>.skipped` says so. */
export const unclear = (name: string): Finding => ({
  name,
  result: 'skipped',
  code: 'not-checkable',
  sentence: `check.${name}.skipped`,
  step: null,
});

/** Sentences for the reasons why the sign-in service may not answer. */
const SILENCE: Partial<Record<ErrorCode, string>> = {
  'server-untrusted': 'check.untrusted',
  'server-unreachable': 'check.authority.unreachable',
};

/** A check that failed because the sign-in service didn't answer. */
export const silent = (name: string, { code }: MailError): Finding =>
  failed(name, 'servers', code, SILENCE[code] ?? 'check.authority.unavailable');
