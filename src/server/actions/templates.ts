import type { Context } from '@nocobase/actions';
import { z } from 'zod';
import {
  LONGEST_TEMPLATE,
  LONGEST_TEMPLATE_FOLDER,
  LONGEST_TEMPLATE_SUBJECT,
  LONGEST_TEMPLATE_TITLE,
  type Id,
  type TemplateList,
  type TemplateRole,
  type TemplateSummary,
  type TemplateVariables,
  type TemplateView,
} from '../../common';
import type { MailContext } from '../context';
import { MailError } from '../errors';
import {
  callerFields,
  hasSnippet,
  listRoles,
  rolesOf,
  textFields,
  viewableCollections,
  type HostField,
} from '../host';
import { previewOf, searchableText } from '../mime/htmlText';
import { headerText } from '../mime/recipients';
import { sanitizeMailHtml } from '../mime/sanitize';
import { viewUpload } from '../outbox';
import {
  createTemplate,
  destroyTemplate,
  findTemplate,
  listTemplates,
  updateTemplate,
  type Reader,
  type TemplateHead,
  type TemplateRow,
  type TemplateValues,
} from '../store/outbox/templates';
import { findOwnUploads, removeUploads } from '../store/outbox/uploads';
import { ownerNames } from '../store/rowSecurity/owners';
import { changeFiles } from '../templates/files';
import { ownRow } from './access';
import { change, read, type ActionTable } from './action';
import { callerOf } from './caller';
import { compareNames } from './nameOrder';
import { prose, rowId, text } from './parameters';
import { isOurs } from './paths';
import { renderFor, RENDERED } from './renderTemplate';
import { languageTag } from './textStyle';
import { FILE_LIMITS, MOST_FILES } from './uploadLimit';

const TEMPLATE = z.object({
  folder: prose(LONGEST_TEMPLATE_FOLDER).default(''),
  title: prose(LONGEST_TEMPLATE_TITLE),
  subject: prose(LONGEST_TEMPLATE_SUBJECT).default(''),
  html: prose(LONGEST_TEMPLATE).default(''),
  language: languageTag.default(''),
  uploadIds: z.array(rowId).max(MOST_FILES).default([]),
});
const ROW = { filterByTk: rowId };
/** More roles than any app has. */
const MOST_ROLES = 200;
/** Octets of the text from which the preview is made. */
const BEGINNING = 20_000;

/** Templates belong to the person who wrote them; who has one of the roles that they're shared with may use them. */
export const templateActions: ActionTable = {
  'mailTemplates:list': read({}, async (mail, http) => {
    const rows = await listTemplates(mail, readerOf(http));
    const names = await ownerNames(mail, [...new Set(rows.map(({ userId }) => userId))]);
    const templates = rows.map((row) => summaryOf(row, callerOf(http), names)).sort(byPlace);
    http.body = { templates, canShare: hasSnippet(mail, http, 'mailTemplates:share') } satisfies TemplateList;
  }),

  'mailTemplates:get': read(ROW, async (mail, http, { filterByTk }) => {
    http.body = await viewOf(mail, http, await readable(mail, http, filterByTk));
  }),

  'mailTemplates:create': change({ values: TEMPLATE }, async (mail, http, { values }) => {
    const userId = callerOf(http);
    const input = readTemplate(values);
    const { uploadIds } = await changeFiles(mail, userId, [], values.uploadIds, FILE_LIMITS);
    const row = await createTemplate(mail, userId, { ...input, uploadIds }).catch(async (error: unknown) => {
      await removeUploads(mail, userId, uploadIds);
      throw error;
    });
    http.body = await viewOf(mail, http, row);
  }),

  'mailTemplates:update': change({ ...ROW, values: TEMPLATE }, async (mail, http, { filterByTk, values }) => {
    const { id, uploadIds: before } = await own(mail, http, filterByTk);
    const userId = callerOf(http);
    const input = readTemplate(values);
    const { uploadIds, added, dropped } = await changeFiles(
      mail,
      userId,
      before,
      values.uploadIds,
      FILE_LIMITS,
    );
    try {
      await updateTemplate(mail, userId, id, { ...input, uploadIds });
    } catch (error) {
      await removeUploads(mail, userId, added);
      throw error;
    }
    await removeUploads(mail, userId, dropped);
    http.body = await viewOf(mail, http, await own(mail, http, id));
  }),

  'mailTemplates:destroy': change(ROW, async (mail, http, { filterByTk }) => {
    const { id, uploadIds } = await own(mail, http, filterByTk);
    await destroyTemplate(mail, callerOf(http), id);
    await removeUploads(mail, callerOf(http), uploadIds);
    http.body = {};
  }),

  /** Needs a permission, because everybody with such a role then sees the template. An empty list ends it. */
  'mailTemplates:share': change(
    { ...ROW, values: z.object({ roles: z.array(text(255)).max(MOST_ROLES) }) },
    async (mail, http, { filterByTk, values }) => {
      const { id } = await own(mail, http, filterByTk);
      const known = new Set((await listRoles(mail)).map(({ name }) => name));
      if (!values.roles.every((role) => known.has(role)))
        throw new MailError('invalid-input', { params: { field: 'roles' } });
      const roles = [...new Set(values.roles)];
      await updateTemplate(mail, callerOf(http), id, { roles, isShared: roles.length > 0 });
      http.body = await viewOf(mail, http, await own(mail, http, id));
    },
  ),

  'mailTemplates:roles': read({}, async (mail, http) => {
    http.body = (await listRoles(mail)) satisfies TemplateRole[];
  }),

  /** What can be put into a template. */
  'mailTemplates:variables': read({ collection: text(255).nullish() }, async (mail, http, { collection }) => {
    const collections = await viewableCollections(mail, http);
    const record = collection == null || isOurs(collection) ? [] : await textFields(mail, http, collection);
    http.body = {
      user: callerFields(mail).map((field) => variableOf('$user', field)),
      collections: collections.filter(({ name }) => !isOurs(name)),
      record: record.map((field) => variableOf('$record', field)),
    } satisfies TemplateVariables;
  }),

  /** Fills in the variables as the caller may see their values. POST, because addresses don't belong in a URL. */
  'mailTemplates:render': change({ values: RENDERED }, async (mail, http, { values }) => {
    http.body = await renderFor(mail, http, await readable(mail, http, values.id), values);
  }),
};

const readerOf = (http: Context): Reader => ({ userId: callerOf(http), roles: rolesOf(http) });

/** A template that the caller may use. Throws `not-found` for any other. */
async function readable(mail: MailContext, http: Context, id: Id): Promise<TemplateRow> {
  const row = await findTemplate(mail, id, readerOf(http));
  if (!row) throw new MailError('not-found');
  return row;
}

/** A template that the caller may change. Throws `not-found` for any other. */
async function own(mail: MailContext, http: Context, id: Id): Promise<TemplateRow> {
  const { id: ownId } = await ownRow(mail, http, 'mailTemplates', id);
  return readable(mail, http, ownId);
}

function readTemplate(values: z.output<typeof TEMPLATE>): Omit<TemplateValues, 'uploadIds'> {
  const title = headerText(values.title, 'title');
  if (!title) throw new MailError('invalid-input', { params: { field: 'title' } });
  const { html, truncated } = sanitizeMailHtml(values.html);
  if (truncated) throw new MailError('text-too-long');
  return {
    ...{ title, html, language: values.language },
    folder: headerText(values.folder, 'folder'),
    subject: headerText(values.subject, 'subject'),
    preview: previewOf(searchableText(html.slice(0, BEGINNING))),
  };
}

function summaryOf(row: TemplateHead, userId: Id, names: ReadonlyMap<string, string>): TemplateSummary {
  const { id, folder, title, subject, preview, language, roles, isShared, uploadIds, updatedAt } = row;
  const isOwn = String(row.userId) === String(userId);
  return {
    ...{ id, folder, title, subject, preview, language, isOwn, isShared },
    owner: names.get(String(row.userId)) ?? '',
    roles: isOwn ? roles : [],
    hasFiles: uploadIds.length > 0,
    updatedAt: new Date(updatedAt).toISOString(),
  };
}

async function viewOf(mail: MailContext, http: Context, row: TemplateRow): Promise<TemplateView> {
  const files = await findOwnUploads(mail, row.userId, row.uploadIds);
  const names = await ownerNames(mail, [row.userId]);
  return { ...summaryOf(row, callerOf(http), names), html: row.html, files: files.map(viewUpload) };
}

const variableOf = (root: string, { name, uiSchema }: HostField) => ({
  path: `${root}.${name}`,
  title: uiSchema?.title ?? name,
});

/** By folder, those without one last, and then by title. */
function byPlace(one: TemplateSummary, other: TemplateSummary): number {
  if (!one.folder !== !other.folder) return one.folder ? -1 : 1;
  return compareNames(one.folder, other.folder) || compareNames(one.title, other.title);
}
