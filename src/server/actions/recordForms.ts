import {
  LONGEST_RECORD_PART,
  type AddressBook,
  type FieldSource,
  type LinkTarget,
  type RecordForm,
  type RecordFormField,
} from '../../common';
import { MailError } from '../errors';
import {
  canFindRecords,
  keyFieldOf,
  titleFieldOf,
  viewableCollections,
  writableFields,
  type WritableField,
} from '../host';
import { read, type ActionTable } from './action';
import { compareNames } from './nameOrder';
import { fault, text } from './parameters';
import { isOurs } from './paths';
import { bookOf } from './recordViews';

/** Maximum fields of a form; others are filled in where the record is shown. */
const MOST_FIELDS = 30;
/** Maximum choices of a field. */
const MOST_CHOICES = 200;

const collection = text(LONGEST_RECORD_PART).refine((name) => !isOurs(name), fault({ context: 'value' }));

/** Records that are made from a message. The host's own `create` stores them, under the caller's permissions. */
export const recordFormActions: ActionTable = {
  /** The collections in which the caller may create records that messages can be linked to. */
  'mailLinks:creatable': read({}, async (mail, http) => {
    const books = await bookOf(mail);
    const found: LinkTarget[] = [];
    for (const { name, title } of await viewableCollections(mail, http)) {
      if (isOurs(name) || name.length > LONGEST_RECORD_PART) continue;
      const fields = await writableFields(mail, http, name);
      if (fields && fields.length > 0 && (await canFindRecords(mail, http, name)))
        found.push({ collection: name, title });
    }
    const rank = (target: LinkTarget) => (books(target.collection)?.enabled ? 0 : 1);
    http.body = found.sort((one, other) => rank(one) - rank(other) || compareNames(one.title, other.title));
  }),

  /** The fields of a new record, with what to suggest for each. */
  'mailLinks:form': read({ collection }, async (mail, http, { collection: name }) => {
    const fields = await writableFields(mail, http, name);
    if (!fields || !(await canFindRecords(mail, http, name))) throw new MailError('not-found');
    const book = (await bookOf(mail))(name);
    const sources = sourcesOf(fields, book, titleFieldOf(mail, name));
    http.body = {
      collection: name,
      keyField: keyFieldOf(mail, name),
      fields: fields.slice(0, MOST_FIELDS).map((field) => viewOf(field, sources.get(field.name) ?? null)),
    } satisfies RecordForm;
  }),
};

/** The sender's name and address go where an address book has them, the subject into the title, the text into a long text. */
function sourcesOf(
  fields: readonly WritableField[],
  book: AddressBook | undefined,
  title: string | null,
): Map<string, FieldSource> {
  const sources = new Map<string, FieldSource>();
  const first = (holds: (field: WritableField) => boolean) => fields.find(holds)?.name;
  const suggest = (name: string | undefined, source: FieldSource) => {
    if (name !== undefined && !sources.has(name)) sources.set(name, source);
  };
  const names = book?.names ?? [];
  if (names.length === 2) {
    suggest(names[0], 'firstName');
    suggest(names[1], 'lastName');
  } else suggest(names[0], 'name');
  suggest(book?.emails[0] ?? first((field) => field.interface === 'email'), 'address');
  const named = first((field) => field.name === title && field.kind === 'text');
  const main = named ?? first((field) => field.interface === 'input' && !sources.has(field.name));
  // A customer has a name, a ticket has a title.
  const isName = names.length === 0 && main !== undefined && /name/i.test(main);
  suggest(main, isName ? 'name' : 'subject');
  suggest(
    first(({ kind }) => kind === 'longText'),
    'text',
  );
  return sources;
}

function viewOf(field: WritableField, source: FieldSource | null): RecordFormField {
  const { name, kind, uiSchema } = field;
  const options = (uiSchema?.enum ?? [])
    .slice(0, MOST_CHOICES)
    .flatMap(({ value, label }) =>
      typeof value === 'string' || typeof value === 'number'
        ? [{ value, label: typeof label === 'string' ? label : String(value) }]
        : [],
    );
  const title = uiSchema?.title ?? name;
  const required = uiSchema?.required === true;
  return { name, title, kind, required, options: kind === 'choice' ? options : [], source };
}
