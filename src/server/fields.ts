import type { FieldOptions } from '@nocobase/database';
import { PACKAGE_NAME } from '../common';

/**
 * Actions that pages may ask for. With these, the host's page editors offer no button that `actions/access.ts` refuses
 * (Add new, Edit, Delete, Import).
 */
export const READ_ONLY = ['list', 'get'];

/** A title that the host translates when it shows the collection to people who build pages. */
export const title = (key: string): string =>
  `{{t(${JSON.stringify(key)}, { ns: ${JSON.stringify(PACKAGE_NAME)} })}}`;

/** Primary key: a snowflake, so that rows that refer to each other can be written in bulk. */
export const id: FieldOptions = {
  name: 'id',
  type: 'snowflakeId',
  primaryKey: true,
  allowNull: false,
  interface: 'snowflakeId',
  uiSchema: { type: 'number', title: '{{t("ID")}}', 'x-component': 'InputNumber', 'x-read-pretty': true },
};

const schema = (key: string, component: string, props: Record<string, unknown> = {}) => ({
  title: title(key),
  'x-component': component,
  'x-read-pretty': true,
  ...props,
});

/** A short text that people see, up to 255 characters unless `type` says otherwise. */
export const input = (name: string, key: string, type: 'string' | 'text' = 'string'): FieldOptions => ({
  name,
  type,
  interface: 'input',
  uiSchema: schema(key, 'Input', { type: 'string' }),
});

/** An email address that people see; up to 255 characters unless `type` says otherwise. */
export const email = (name: string, key: string, type: 'string' | 'text' = 'string'): FieldOptions => ({
  name,
  type,
  interface: 'email',
  uiSchema: schema(key, 'Input', { type: 'string' }),
});

/** A yes-or-no value that people see; false by default. */
export const checkbox = (name: string, key: string): FieldOptions => ({
  name,
  type: 'boolean',
  defaultValue: false,
  allowNull: false,
  interface: 'checkbox',
  uiSchema: schema(key, 'Checkbox', { type: 'boolean' }),
});

/** A point in time that people see, with the time of day. */
export const datetime = (name: string, key: string): FieldOptions => ({
  name,
  type: 'date',
  interface: 'datetime',
  uiSchema: schema(key, 'DatePicker', { type: 'string', 'x-component-props': { showTime: true } }),
});

/** A whole number that people see; 0 by default. */
export const integer = (name: string, key: string): FieldOptions => ({
  name,
  type: 'bigInt',
  defaultValue: 0,
  interface: 'integer',
  uiSchema: schema(key, 'InputNumber', { type: 'number' }),
});

/** One of several values. Each has a title `<titles>.<value>` in the locale files. */
export const select = (
  name: string,
  key: string,
  values: readonly string[],
  titles = name,
): FieldOptions => ({
  name,
  type: 'string',
  interface: 'select',
  uiSchema: schema(key, 'Select', {
    type: 'string',
    enum: values.map((value) => ({ value, label: title(`${titles}.${value}`) })),
  }),
});

/** The association to a single row of a collection that people see by its field `label`; it's deleted with that row. */
export const toOne = (
  name: string,
  key: string,
  { target, foreignKey, label }: { target: string; foreignKey: string; label: string },
): FieldOptions => ({
  ...{ name, type: 'belongsTo', target, foreignKey, onDelete: 'CASCADE', interface: 'm2o' },
  uiSchema: {
    type: 'object',
    title: title(key),
    'x-component': 'AssociationField',
    'x-component-props': { fieldNames: { label, value: 'id' } },
  },
});

/** The account that a row belongs to. */
export const account = toOne('account', 'Mail account', {
  ...{ target: 'mailAccounts', foreignKey: 'accountId', label: 'address' },
});
