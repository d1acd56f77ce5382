/**
 * What Outlook's Word engine supports of what the editor makes, after Microsoft's “Word 2007 HTML and CSS Rendering
 * Capabilities in Outlook 2007” (aa338201), which is still true of Outlook 2019 and Microsoft 365 for Windows, and
 * caniemail.com. `*`: every element.
 */
const PROPERTIES: Readonly<Record<string, string>> = {
  ...{ color: '*', 'font-family': '*', 'font-size': '*', 'background-color': '*', 'line-height': '*' },
  ...{ 'text-align': 'p h1 h2 h3 td th', margin: 'p h1 h2 h3 ul ol blockquote pre', 'margin-top': 'div' },
  ...{ padding: 'td th', border: 'td th', 'border-collapse': 'table', 'border-left': 'blockquote' },
  'vertical-align': 'td th',
};

/** What it ignores without harm: another mail program needs it, and what is left in Outlook is right, too. */
const IGNORED: Readonly<Record<string, string>> = {
  // `pre` keeps spaces in Word, too; it only doesn't wrap.
  'white-space': 'pre',
  // The `width` attribute counts.
  ...{ 'max-width': 'img', height: 'img' },
  // Only makes room beside a border, or removes it from a list that has none in Word.
  padding: 'ul ol blockquote pre',
};

const ATTRIBUTES: Readonly<Record<string, string>> = {
  ...{ href: 'a', src: 'img', alt: 'img', width: 'img table td th', height: 'img', start: 'ol' },
  ...{ border: 'table', cellpadding: 'table', cellspacing: 'table' },
  ...{ colspan: 'td th', rowspan: 'td th', bgcolor: 'td th', style: '*' },
};
/** Not about looks: browsers open a link in a new tab with it. */
const UNSEEN = new Set(['target', 'rel']);

const ELEMENTS = new Set(
  'a b blockquote br code div em h1 h2 h3 img li ol p pre s span strong table tbody td th tr u ul'.split(' '),
);

const has = (table: Readonly<Record<string, string>>, name: string, element: string): boolean =>
  Object.hasOwn(table, name) && (table[name] === '*' || table[name].split(' ').includes(element));

/** What in the HTML of a message Word doesn't support, as `element: what`. */
export function unsupportedByWord(html: string): string[] {
  const found = new Set<string>();
  for (const [, name = '', rest = ''] of html.matchAll(/<([a-z][a-z0-9]*)((?: [^<>]*)?)>/g)) {
    if (!ELEMENTS.has(name)) found.add(name);
    for (const [, attribute = '', value = ''] of rest.matchAll(/ ([a-z-]+)="([^"]*)"/g)) {
      if (!UNSEEN.has(attribute) && !has(ATTRIBUTES, attribute, name)) found.add(`${name}: ${attribute}`);
      if (attribute !== 'style') continue;
      for (const declaration of value.replaceAll('&quot;', "'").split(';')) {
        const property = declaration.split(':')[0]?.trim() ?? '';
        if (!has(PROPERTIES, property, name) && !has(IGNORED, property, name))
          found.add(`${name}: ${property}`);
      }
    }
  }
  return [...found];
}
