import { describe, expect, it } from 'vitest';
import { writtenPeople } from '../../../src/server/automation/values';

describe('fields with recipients', () => {
  it('that contain a name have no recipients that somebody adds with it', () => {
    const sales = 'sales@own.example';
    const people = (written: string, value: unknown) =>
      writtenPeople(written, 'to', () => value).map(({ address }) => address);
    for (const name of [
      'spy@evil.example, x',
      'a" <spy@evil.example>, "b',
      'spy@evil.example spy@x.example',
      'spy@evil.example',
    ])
      for (const written of ['{{name}} <sales@own.example>', '"{{name}}" <sales@own.example>'])
        expect(people(written, name), written + name).toEqual([sales]);
    expect(people('{{from}}; sales@own.example', { name: 'C', address: 'c@x.example' })).toEqual([
      'c@x.example',
      sales,
    ]);
    expect(people('{{to}}', [{ address: 'a@x.example' }, 'b@x.example'])).toEqual([
      'a@x.example',
      'b@x.example',
    ]);
  });
});
