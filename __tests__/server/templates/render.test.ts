import { describe, expect, it } from 'vitest';
import type { FoundValue, HostField } from '../../../src/server/host';
import { MailError } from '../../../src/server/errors';
import { neededBy, renderSignature, renderTemplate, type Known } from '../../../src/server/templates/render';
import { MOST_VARIABLES, variablesIn } from '../../../src/server/templates/variables';

const STYLE = { language: 'en-US', timeZone: 'Europe/Berlin', yes: 'Yes', no: 'No' };
const text = (value: unknown, field: Partial<HostField> = {}): FoundValue => ({
  field: { name: 'x', type: 'string', ...field },
  value,
});
const known = (record: Record<string, FoundValue> = {}, more: Partial<Known> = {}): Known => ({
  user: new Map([['nickname', text('Anna')]]),
  record: new Map(Object.entries(record)),
  recipients: [{ name: 'Bert', address: 'bert@example.com' }],
  now: new Date('2026-03-29T22:30:00Z'),
  ...more,
});
const render = (html: string, values = known(), subject = '', style = STYLE) =>
  renderTemplate({ subject, html }, values, style);

describe('a template', () => {
  it('is filled in with values of the user, the recipient, the record and the date', () => {
    const { html, subject, missing } = render(
      '<p>Dear {{ $recipient.name }} ({{$recipient.email}}), {{ $record.company.city }} on {{&nbsp;$weekday }}, {{ $date }}, {{ $time }}. {{ $user.nickname }}</p>',
      known({ 'company.city': text('Berlin') }),
      '{{ $record.company.city }}: {{ $user.nickname }}',
    );
    // In the writer's zone, the next day has begun.
    expect(html.replace(/\s/g, ' ')).toBe(
      '<p>Dear Bert (bert@example.com), Berlin on Monday, March 30, 2026, 12:30 AM. Anna</p>',
    );
    expect(subject).toBe('Berlin: Anna');
    expect(missing).toEqual([]);
  });

  it('names what has no value, each once, and leaves it where it was', () => {
    const { html, subject, missing } = render(
      '<p>{{ $record.name }} {{ $record.name }} {{ $user.phone }} {{ $secret }} {{ $record.empty }}</p>',
      known({ empty: text('  ') }),
      '{{ $record.name }}',
    );
    expect(missing).toEqual(['$record.name', '$user.phone', '$secret', '$record.empty']);
    expect(html).toContain('{{ $record.name }} {{ $record.name }} {{ $user.phone }}');
    expect(subject).toBe('{{ $record.name }}');
  });

  it.each([
    ['nobody', []],
    [
      'several',
      [
        { name: 'A', address: 'a@x.org' },
        { name: 'B', address: 'b@x.org' },
      ],
    ],
  ])('has no name for %s', (_who, recipients) => {
    expect(render('{{ $recipient.name }}', known({}, { recipients })).missing).toEqual(['$recipient.name']);
  });

  it('keeps braces that are no variable', () => {
    const html =
      '<p>{{ name }} {{}} {{ 1 + 1 }} {{ $a b }} {{{ $user.nickname }}} {{ $user.__proto__.x() }}</p>';
    const { html: made, missing } = render(html);
    expect(made).toBe(html.replace('{{ $user.nickname }}', 'Anna'));
    expect(missing).toEqual([]);
  });
});

describe('a value', () => {
  it('is text in the HTML, whatever it contains', () => {
    const hostile = '<img src=x onerror=alert(1)>"\' & <script>alert(1)</script>\nsecond line';
    const { html } = render('<p>{{ $record.name }}</p>', known({ name: text(hostile) }));
    expect(html).toBe(
      '<p>&lt;img src=x onerror=alert(1)&gt;"\' &amp; &lt;script&gt;alert(1)&lt;/script&gt;<br />second line</p>',
    );
  });

  it('leads nowhere that a link may not lead', () => {
    const link = '<a href="{{ $record.url }}">x</a><img src="{{ $record.url }}">';
    for (const url of ['javascript:alert(1)', 'data:text/html,<script>1</script>', '" onclick="alert(1)'])
      expect(render(link, known({ url: text(url) })).html).not.toMatch(/javascript|data:text|onclick="/);
  });

  it('is never searched for variables', () => {
    const values = known({ a: text('{{ $user.nickname }}'), b: text('{{') });
    const { html } = render('<p>{{ $record.a }}{{ $record.b }} $user.nickname }}</p>', values);
    expect(html).toBe('<p>{{ $user.nickname }}{{ $user.nickname }}</p>');
  });

  it('adds no line to the subject', () => {
    const { subject } = render(
      '',
      known({ a: text('one\r\nBcc: eve@example.com\u0000') }),
      'Re {{ $record.a }}',
    );
    expect(subject).toBe('Re one Bcc: eve@example.com');
  });

  it.each<[string, FoundValue, string, string]>([
    ['a day', text('2026-03-29', { type: 'dateOnly' }), 'March 29, 2026', '29. März 2026'],
    [
      'a time',
      text(new Date('2026-03-29T22:30:00Z'), { type: 'date' }),
      'March 30, 2026 at 12:30\u202fAM',
      '30. März 2026 um 00:30',
    ],
    [
      'an amount',
      text('1234.5', { type: 'decimal', uiSchema: { 'x-component-props': { step: '0.01' } } }),
      '1,234.50',
      '1.234,50',
    ],
    ['a share', text(0.25, { type: 'float', interface: 'percent' }), '25%', '25\u00a0%'],
    ['a whole number', text(2026, { type: 'integer' }), '2026', '2026'],
    ['a choice', text('a', { uiSchema: { enum: [{ value: 'a', label: 'Apple' }] } }), 'Apple', 'Apple'],
    [
      'choices',
      text(['a', 'b'], { type: 'array', uiSchema: { enum: [{ value: 'a', label: 'Apple' }] } }),
      'Apple, b',
      'Apple, b',
    ],
    ['yes or no', text(false, { type: 'boolean' }), 'No', 'Nein'],
    [
      'formatted text',
      text('<p>One <b>two</b></p>', { type: 'text', interface: 'richText' }),
      'One two',
      'One two',
    ],
    ['anything else', text({ a: 1 }, { type: 'json' }), '{{ $record.v }}', '{{ $record.v }}'],
  ])('is written as people write it: %s', (_what, value, english, german) => {
    const of = (style: typeof STYLE) => render('', known({ v: value }), '{{ $record.v }}', style).subject;
    const inOneLine = (written: string) => written.replace(/\s/g, ' ');
    expect(inOneLine(of(STYLE))).toBe(inOneLine(english));
    expect(inOneLine(of({ ...STYLE, language: 'de-DE', no: 'Nein' }))).toBe(inOneLine(german));
  });

  it('is written in English where the language is unknown, and at UTC where the zone is', () => {
    const style = { ...STYLE, language: 'x-!', timeZone: 'Nowhere/Land' };
    expect(render('', known(), '{{ $date }} {{ $time }}', style).subject).toBe('March 29, 2026 10:30 PM');
  });
});

describe('bounds', () => {
  it('hold for the number of variables', () => {
    const many = Array.from({ length: 1000 }, (_, index) => `{{ $record.f${index} }}`).join('');
    expect(variablesIn(many)).toHaveLength(MOST_VARIABLES);
    expect(neededBy({ subject: many, html: many }).record).toHaveLength(MOST_VARIABLES);
  });

  it('hold for the text that comes out', () => {
    const values = known({ a: text('x'.repeat(1_000_000)) });
    expect(render('{{ $record.a }}', values).html).toHaveLength(5001);
    expect(() => render('{{ $record.a }}'.repeat(40_000), values)).toThrow(MailError);
    expect(render('', values, '{{ $record.a }}').subject.length).toBeLessThanOrEqual(1000);
  });
});

describe('a signature', () => {
  const user = new Map([
    ['nickname', text('Anna & Co')],
    ['phone', text('')],
  ]);
  const sign = (html: string) =>
    renderSignature(html, { user, now: new Date('2026-03-29T22:30:00Z') }, STYLE);

  it('has the writer’s values as text, the date, and names what is missing', () => {
    const { html, missing } = sign(
      '<p>{{ $user.nickname }}, {{ $date }}</p><p>Phone: {{ $user.phone }}{{ $recipient.name }}</p>',
    );
    expect(html.replace(/\s/g, ' ')).toBe('<p>Anna &amp; Co, March 30, 2026</p><p>Phone: </p>');
    expect(missing).toEqual(['$user.phone', '$recipient.name']);
  });

  it.each([
    ['a paragraph', '<p>A</p><p>{{ $user.phone }}</p><p>B</p>', '<p>A</p><p>B</p>'],
    ['one of several lines', '<p>A<br>{{ $user.phone }}<br>B</p>', '<p>A<br />B</p>'],
    ['the first line', '<p>{{ $user.phone }}<br>B</p>', '<p>B</p>'],
    ['the last line', '<p>A<br>{{ $user.phone }}</p>', '<p>A</p>'],
    ['all lines of a paragraph', '<p>{{ $user.phone }}<br>{{ $user.fax }}</p><p>B</p>', '<p>B</p>'],
    ['separators', '<p>A</p><p>{{ $user.phone }} | {{ $user.fax }}&nbsp;·</p>', '<p>A</p>'],
    ['formatting', '<p><strong>{{ $user.phone }}</strong></p><p>B</p>', '<p>B</p>'],
    [
      'formatting of several lines',
      '<p><strong>{{ $user.phone }}<br>B</strong></p>',
      '<p><strong>B</strong></p>',
    ],
    [
      'an item of a list',
      '<ul><li><p>{{ $user.phone }}</p></li><li><p>B</p></li></ul>',
      '<ul><li><p>B</p></li></ul>',
    ],
    ['a whole list', '<p>A</p><ul><li><p>{{ $user.phone }}</p></li></ul>', '<p>A</p>'],
    [
      'the text of a cell',
      '<table><tr><td><p>{{ $user.phone }}</p></td><td>B</td></tr></table>',
      '<table><tr><td></td><td>B</td></tr></table>',
    ],
  ])('leaves out a line of variables without a value: %s', (_what, html, expected) => {
    expect(sign(html).html).toBe(expected);
  });

  it.each([
    ['words', '<p>Phone {{ $user.phone }}</p>', '<p>Phone </p>'],
    ['another variable', '<p>{{ $user.nickname }}{{ $user.phone }}</p>', '<p>Anna &amp; Co</p>'],
    [
      'an empty line',
      '<p>A</p><p></p><p>{{ $user.phone }}</p><p></p><p>B</p>',
      '<p>A</p><p></p><p></p><p>B</p>',
    ],
    ['what is no variable', '<p>{{ phone }}</p>', '<p>{{ phone }}</p>'],
  ])('keeps a line with %s', (_what, html, expected) => {
    expect(sign(html).html).toBe(expected);
  });

  it('keeps a line with a picture', () => {
    const picture = '<img src="data:image/png;base64,iVBORw0KGgo=" alt="x" />';
    expect(sign(`<p>${picture}{{ $user.phone }}</p>`).html).toContain('<img');
  });

  it('is empty if nothing is left', () => {
    expect(sign('<p>{{ $user.phone }}</p><p></p>').html).toBe('');
    expect(sign('').html).toBe('');
  });

  it('takes a value for text, even one that looks like a variable or like HTML', () => {
    const sly = new Map([['nickname', text('<b>{{ $user.phone }}</b>')]]);
    const { html } = renderSignature('<p>{{ $user.nickname }}</p>', { user: sly, now: new Date(0) }, STYLE);
    expect(html).toBe('<p>&lt;b&gt;{{ $user.phone }}&lt;/b&gt;</p>');
  });
});
