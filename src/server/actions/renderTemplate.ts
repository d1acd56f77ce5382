import type { Context } from '@nocobase/actions';
import { z } from 'zod';
import type { RenderedTemplate } from '../../common';
import type { MailContext } from '../context';
import { causeText } from '../errors';
import { readCaller, readRecord, type FoundValues } from '../host';
import { viewUpload } from '../outbox';
import { isOutage } from '../store/db/outage';
import type { TemplateRow } from '../store/outbox/templates';
import { findOwnUploads } from '../store/outbox/uploads';
import { restrictTo } from '../store/rowSecurity/rowSecurity';
import { copyFiles } from '../templates/files';
import { neededBy, renderTemplate } from '../templates/render';
import { viewerOf } from './access';
import { callerOf } from './caller';
import { namedAddresses, rowId, text, timeZone } from './parameters';
import { isOurs } from './paths';
import { textStyle } from './textStyle';
import { FILE_LIMITS } from './uploadLimit';

const nothing = (): FoundValues => new Map();

/** `TemplateRequest` as sent by a browser. */
export const RENDERED = z.object({
  id: rowId,
  record: z.object({ collection: text(255), id: z.union([z.int(), text(255)]) }).nullish(),
  recipients: namedAddresses.max(10_000).default([]),
  withFiles: z.boolean().default(false),
  timeZone,
});

/** Fills in a template for the caller. Only values that the caller may see appear in it, whoever wrote the template. */
export async function renderFor(
  mail: MailContext,
  http: Context,
  template: TemplateRow,
  { record, recipients, withFiles, timeZone: zone }: z.output<typeof RENDERED>,
): Promise<RenderedTemplate> {
  const needed = neededBy(template);
  const known = {
    user: await readCaller(mail, http, needed.user),
    record: record ? await recordValues(mail, http, record, needed.record) : nothing(),
    recipients: recipients.map(({ name, address }) => ({ name: name ?? '', address })),
    now: new Date(),
  };
  const rendered = renderTemplate(template, known, textStyle(http, template.language, zone));
  const files = await findOwnUploads(mail, template.userId, template.uploadIds);
  const given = withFiles ? await copyFiles(mail, files, callerOf(http), FILE_LIMITS) : files;
  return { ...rendered, files: given.map(viewUpload) };
}

/**
 * Reads the record's values. Records of the plugin's own collections are refused, because they are somebody's email. If
 * a value can't be read, the writer sees it listed among the missing ones.
 */
async function recordValues(
  mail: MailContext,
  http: Context,
  { collection, id }: { collection: string; id: unknown },
  paths: readonly string[],
): Promise<FoundValues> {
  if (isOurs(collection) || paths.length === 0) return nothing();
  // Associations, and SQL that a person wrote, may lead into mail, where the caller sees only their own.
  return restrictTo(mail, viewerOf(mail, http), async (limits) => {
    try {
      return await readRecord(mail, http, collection, id, paths);
    } catch (error) {
      if (isOutage(error)) throw error;
      mail.log.warn('mail: a record’s values for a template could not be read', { cause: causeText(error) });
      return nothing();
    } finally {
      limits.over = true;
    }
  });
}
