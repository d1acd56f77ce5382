import { describe, expect, it } from 'vitest';
import type { TemplateSummary } from '../../../../src/common';
import { embedPictures } from '../../../../src/client-v2/components/composer/templates/embed-pictures';
import { findPlaceholders } from '../../../../src/client-v2/components/composer/templates/find-placeholders';
import {
  byFolder,
  matchingTemplates,
} from '../../../../src/client-v2/components/composer/templates/matching-templates';
import { languageOptions } from '../../../../src/client-v2/components/composer/templates/template-input';

const template = (id: string, part: Partial<TemplateSummary>): TemplateSummary => ({
  ...{ id, folder: '', title: '', subject: '', preview: '', language: '', isOwn: true, owner: 'Me' },
  ...{ roles: [], isShared: false, hasFiles: false, updatedAt: '2026-01-02T03:04:05Z' },
  ...part,
});
const LIST = [
  template('1', { folder: 'Angebote', title: 'Größe XL' }),
  template('2', { folder: 'Angebote', title: 'Reminder', preview: 'second letter' }),
  template('3', { title: 'Thanks', subject: 'Our offer' }),
];
const found = (typed: string) => matchingTemplates(LIST, typed).map(({ id }) => id);

describe('templates', () => {
  it('are found by every word of title, folder, subject and text, in any order and case', () => {
    expect(found('')).toEqual(['1', '2', '3']);
    expect(found('  ')).toEqual(['1', '2', '3']);
    expect(found('ANGEBOTE')).toEqual(['1', '2']);
    expect(found('grosse')).toEqual(found('größe'));
    expect(found('letter angeb')).toEqual(['2']);
    expect(found('offer')).toEqual(['3']);
    expect(found('offer letter')).toEqual([]);
  });

  it('are grouped by folder in the order of the list', () => {
    const groups = byFolder(LIST).map(({ folder, templates }) => [folder, templates.map(({ id }) => id)]);
    expect(groups).toEqual([
      ['Angebote', ['1', '2']],
      ['', ['3']],
    ]);
  });
});

it('marks variables that are left in a text, and nothing else in braces', () => {
  const text = 'a {{ $record.name }} b {{ name }} {{$date}}';
  const marked = findPlaceholders(text, 'text', 10).map(({ start, end }) => text.slice(start, end));
  expect(marked).toEqual(['{{ $record.name }}', '{{$date}}']);
  expect(findPlaceholders(text, 'text', 1)).toHaveLength(1);
});

it('leaves a picture’s reference where the picture can’t be read', async () => {
  const upload = { id: '1', filename: 'a.png', contentType: 'image/png', size: 1, contentId: 'a@picture' };
  const html = '<p><img src="cid:a@picture"><img src="cid:b@picture"></p>';
  expect(await embedPictures(html, [upload], () => Promise.reject(new Error('gone')))).toBe(html);
});

it('offers languages by name, and one that is stored even if it’s unusual', () => {
  const german = languageOptions('de-DE', 'gsw');
  expect(german.find(({ value }) => value === 'fr')).toEqual({ value: 'fr', label: 'Französisch' });
  expect(german.map(({ value }) => value)).toContain('gsw');
  expect(languageOptions('en-US', '').map(({ label }) => label)).toEqual(
    languageOptions('en-US', '')
      .map(({ label }) => label)
      .sort((one, other) => one.localeCompare(other, 'en-US')),
  );
});
