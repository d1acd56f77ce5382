import type { FieldOptions } from '@nocobase/database';
import { PACKAGE_NAME } from '../common';

/** A title that the host translates when it shows the collection to people who build pages. */
export const title = (key: string): string =>
  `{{t(${JSON.stringify(key)}, { ns: ${JSON.stringify(PACKAGE_NAME)} })}}`;

/** Primary key: a snowflake, so that rows that name each other can be written in bulk. */
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

export const email = (name: string, key: string): FieldOptions => ({
  name,
  type: 'string',
  interface: 'email',
  uiSchema: schema(key, 'Input', { type: 'string' }),
});

export const checkbox = (name: string, key: string): FieldOptions => ({
  name,
  type: 'boolean',
  defaultValue: false,
  allowNull: false,
  interface: 'checkbox',
  uiSchema: schema(key, 'Checkbox', { type: 'boolean' }),
});

export const datetime = (name: string, key: string): FieldOptions => ({
  name,
  type: 'date',
  interface: 'datetime',
  uiSchema: schema(key, 'DatePicker', { type: 'string', 'x-component-props': { showTime: true } }),
});

export const integer = (name: string, key: string): FieldOptions => ({
  name,
  type: 'bigInt',
  defaultValue: 0,
  interface: 'integer',
  uiSchema: schema(key, 'InputNumber', { type: 'number' }),
});

export const select = (name: string, key: string, values: readonly string[]): FieldOptions => ({
  name,
  type: 'string',
  interface: 'select',
  uiSchema: schema(key, 'Select', {
    type: 'string',
    enum: values.map((value) => ({ value, label: title(`${name}.${value}`) })),
  }),
});
