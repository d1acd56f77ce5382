import type { Context } from '@nocobase/actions';
import type { CheckLine } from '../../common';
import type { Finding } from '../providers/provider';
import { sentence } from './errors';

/** A finding in the caller's language. */
export function checkLine(http: Context, finding: Finding): CheckLine {
  const { name, result, code, step } = finding;
  const key = finding.sentence ?? (code ? `error.${code}` : `check.${name}.${result}`);
  return { name, result, code, message: sentence(http, key, finding.params), step };
}
