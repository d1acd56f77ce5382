import { expect, it } from 'vitest';
import {
  defaultEmailFields,
  emailFieldOptions,
  recipientsOf,
  recordRef,
} from '../../src/client-v2/models/email-fields';

const field = (name: string, kind: string) => ({
  name,
  title: name.toUpperCase(),
  type: 'string',
  interface: kind,
});
const fields = [
  field('name', 'input'),
  field('age', 'integer'),
  field('email', 'email'),
  field('work', 'email'),
];
const customers = { name: 'customers', dataSourceKey: 'main', getFields: () => fields };

it('offers fields for addresses first, then short texts', () => {
  expect(emailFieldOptions(customers).map(({ value }) => value)).toEqual(['email', 'work', 'name']);
  expect(defaultEmailFields(customers)).toEqual(['email', 'work']);
});

it('takes each address of the rows once, with the name of its record, and names what is none', () => {
  const rows = [
    { name: 'Ada', email: 'Ada@x.org', work: null },
    { name: 'Bob', email: 'bob@x.org; ada@X.org', work: 'broken' },
    { name: 'Eve', email: '', work: undefined },
  ];
  expect(recipientsOf(rows, ['email', 'work'], 'name')).toEqual({
    valid: [
      { name: 'Ada', address: 'Ada@x.org' },
      { name: '', address: 'bob@x.org' },
    ],
    invalid: ['broken'],
  });
});

it('names the record that a message is about, if the server can find it again', () => {
  expect(recordRef(customers, { id: 7, name: 'Ada' })).toEqual({ collection: 'customers', id: 7 });
  expect(recordRef({ ...customers, filterTargetKey: 'name' }, { id: 7, name: 'Ada' })).toEqual({
    ...{ collection: 'customers', id: 'Ada' },
  });
  expect(recordRef({ ...customers, filterTargetKey: ['id', 'name'] }, { id: 7 })).toBeUndefined();
  expect(recordRef({ ...customers, dataSourceKey: 'other' }, { id: 7 })).toBeUndefined();
  expect(recordRef(customers, { name: 'Ada' })).toBeUndefined();
  expect(recordRef(undefined, { id: 7 })).toBeUndefined();
});
