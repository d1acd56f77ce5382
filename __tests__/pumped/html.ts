import * as css from '../../src/server/mime/css';
import * as attributes from '../../src/server/mime/attributes';
import * as cssValue from '../../src/server/mime/cssValue';
import * as htmlText from '../../src/server/mime/htmlText';
import * as inlineImages from '../../src/server/mime/inlineImages';
import * as inlineStyles from '../../src/server/mime/inlineStyles';
import * as letter from '../../src/server/mime/letter';
import * as plain from '../../src/server/mime/plain';
import * as quote from '../../src/server/mime/quote';
import * as quoteMarks from '../../src/server/mime/quoteMarks';
import * as sanitize from '../../src/server/mime/sanitize';
import * as selector from '../../src/server/mime/selector';
import * as style from '../../src/server/mime/style';
import * as styleElements from '../../src/server/mime/styleElements';
import * as styleSheet from '../../src/server/mime/styleSheet';
import * as text from '../../src/server/mime/text';
import * as url from '../../src/server/mime/url';
import * as visible from '../../src/server/mime/visibleText';
import * as leaveOutLines from '../../src/server/templates/leaveOutLines';
import * as render from '../../src/server/templates/render';
import * as values from '../../src/server/templates/valueText';
import * as variables from '../../src/server/templates/variables';
import { NO_TEXT, room } from './room';

const address = (value: string) => [{ name: value, address: value }];

/** Of a text that its parser may refuse at the end; its callers catch that. */
function readable<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch {
    return undefined;
  }
}

const STYLE = { language: 'en-US', timeZone: 'UTC', yes: 'Yes', no: 'No' };
const found = (name: string, value: string, type = 'string') => ({ field: { name, type }, value });
/** A template, and the same with a value of the text's. */
const templates = (text: string) => [
  { subject: text, html: text },
  { subject: `{{ ${text} }}`, html: `<p>{{ $record.a }}{{ ${text} }}</p>` },
];

export const HTML = [
  room('src/server/mime/attributes.ts', attributes, {
    cleanAttributes: (value) =>
      attributes.cleanAttributes(
        'body',
        { ...{ style: value, background: value, class: value, title: value, bgcolor: value, href: value } },
        { names: new Set(['a']), declarations: [] },
      ),
  }),
  room('src/server/mime/css.ts', css, {
    parseCss: [
      (value) => readable(() => css.parseCss(value)),
      (value) => readable(() => css.parseCss(value, { context: 'declarationList' })),
    ],
  }),
  room('src/server/mime/cssValue.ts', cssValue, {
    safeValue: (value) => cssValue.safeValue('background', value),
  }),
  room('src/server/mime/htmlText.ts', htmlText, {
    searchableText: (value) => htmlText.searchableText(value),
    previewOf: (value) => htmlText.previewOf(value),
  }),
  room('src/server/mime/inlineImages.ts', inlineImages, {
    takeInlineImages: (value) => inlineImages.takeInlineImages(value),
    namedContentIds: (value) => inlineImages.namedContentIds(value),
    showsByContentId: (value) => inlineImages.showsByContentId(value)(value),
  }),
  room('src/server/mime/inlineStyles.ts', inlineStyles, {
    inlinerOf: (value) => {
      const inliner = inlineStyles.inlinerOf(styleSheet.readSheet(`${value} a b>c~d+e .f{color:red}`));
      for (const tag of value.match(/.{1,8}/gs) ?? []) inliner.open(tag, { class: value.slice(0, 10) });
      inliner.declarations();
    },
  }),
  room('src/server/mime/letter.ts', letter, {
    inLetter: (value) => letter.inLetter(value),
    letterSource: [
      (value) => letter.letterSource(value),
      (value) => letter.letterSource(`<p>${value}</p><pre>${value}`),
    ],
    letterText: (value) => letter.letterText(value),
    plainLetterText: (value) => letter.plainLetterText(value),
  }),
  room('src/server/mime/plain.ts', plain, {
    htmlToText: (value) => plain.htmlToText(value),
    alternativeText: (value) => plain.alternativeText(value),
  }),
  room('src/server/mime/quote.ts', quote, {
    quoteOriginal: [{ html: true }, { html: false }].map(({ html }) => (value) => {
      const original = {
        from: address(value),
        to: address(value),
        cc: [],
        subject: value,
        sentAt: new Date(0),
      };
      quote.quoteOriginal('reply', { ...original, html: html ? value : '', text: html ? '' : value });
    }),
  }),
  room('src/server/mime/quoteMarks.ts', quoteMarks, {
    quoteMark: (value) => quoteMarks.quoteMark('div', { class: value, id: value }),
  }),
  room('src/server/mime/sanitize.ts', sanitize, {
    sanitizeMailHtml: [
      (value) => sanitize.sanitizeMailHtml(value),
      (value) => sanitize.sanitizeMailHtml(`<style>${value}</style><p style="${value}">`, 'beside'),
    ],
    isTooLong: (value) => sanitize.isTooLong(value),
  }),
  room('src/server/mime/selector.ts', selector, {
    compoundsOf: (value) => {
      const tree = readable(() => css.parseCss(`${value}{}`));
      if (tree?.type !== 'StyleSheet') return;
      for (const rule of tree.children.toArray())
        if (rule.type === 'Rule' && rule.prelude.type === 'SelectorList')
          for (const each of rule.prelude.children.toArray())
            if (each.type === 'Selector') selector.compoundsOf(each);
    },
    // Of what compoundsOf has let through.
    writeSelector: NO_TEXT,
    specificityOf: NO_TEXT,
  }),
  room('src/server/mime/style.ts', style, {
    safeDeclarations: (value) => style.safeDeclarations(value),
    // Of a parsed declaration: see safeValue.
    safeDeclaration: NO_TEXT,
    cascade: (value) => style.cascade(style.safeDeclarations(`${value};color:red;`.repeat(2))),
    writeStyle: (value) => style.writeStyle(style.safeDeclarations(value)),
  }),
  room('src/server/mime/styleElements.ts', styleElements, {
    styleElements: (value) => styleElements.styleElements(`<style>${value}`, ['svg']),
  }),
  room('src/server/mime/styleSheet.ts', styleSheet, {
    readSheet: (value) => styleSheet.readSheet(value),
    writeSheet: (value) => styleSheet.writeSheet(styleSheet.readSheet(value)),
  }),
  room('src/server/mime/text.ts', text, {
    escapeHtml: (value) => text.escapeHtml(value),
    textToHtml: (value) => text.textToHtml(value),
  }),
  room('src/server/mime/visibleText.ts', visible, {
    visibleText: [
      (value) => visible.visibleText(sanitize.sanitizeMailHtml(value).html),
      (value) => visible.visibleText(`<p style="${value}">${value}</p>`),
      (value) => visible.visibleText(`<p style="color:${value};background:rgb(${value}">a`),
    ],
  }),
  room('src/server/mime/url.ts', url, {
    safeLink: (value) => url.safeLink(value),
    safeImage: [(value) => url.safeImage(value), (value) => url.safeImage(`data:image/png;base64,${value}`)],
    cssUrl: (value) => url.cssUrl(value),
  }),
  room('src/server/templates/leaveOutLines.ts', leaveOutLines, {
    leaveOutLines: (value) => {
      for (const { html } of templates(value))
        leaveOutLines.leaveOutLines(html, new Set(['$record.a', value]));
      const lines = value.replaceAll('a', '<p><b>{{ $date }}</b><br>');
      leaveOutLines.leaveOutLines(lines, new Set(['$date']));
    },
  }),
  room('src/server/templates/variables.ts', variables, {
    variableIn: (value) => variables.variableIn(value),
    variablesIn: [
      (value) => variables.variablesIn(value),
      (value) => variables.variablesIn(value.replaceAll('a', '{{ $record.a }}')),
    ],
    fillIn: (value) =>
      variables.fillIn(value.replaceAll('a', '{{ $date }}'), new Map([['$date', 'today']]), Infinity),
  }),
  room('src/server/templates/valueText.ts', values, {
    valueText: ['string', 'dateOnly', 'date', 'decimal', 'datetimeNoTz'].map(
      (type) => (value: string) => values.valueText(found('a', value, type), STYLE),
    ),
    shownDate: NO_TEXT,
  }),
  room('src/server/templates/render.ts', render, {
    neededBy: (value) => templates(value).map((template) => render.neededBy(template)),
    renderTemplate: (value) => {
      const record = new Map([['a', found('a', value)]]);
      const known = { user: new Map<string, never>(), record, recipients: address(value), now: new Date(0) };
      for (const template of templates(value)) readable(() => render.renderTemplate(template, known, STYLE));
    },
    fillTemplate: (value) => {
      // As valueText shortens it.
      const texts = new Map([['$record.a', value.slice(0, 5000)]]);
      for (const template of templates(value)) readable(() => render.fillTemplate(template, texts));
    },
    textsOf: (value) => {
      const record = new Map([['a', found('a', value)]]);
      render.textsOf(['$record.a'], { user: new Map<string, never>(), record }, STYLE);
    },
    recipientTexts: (value) => {
      for (const one of address(value)) render.recipientTexts(one, new Date(0), STYLE);
    },
    renderSignature: (value) => {
      const known = { user: new Map([['a', found('a', value)]]), now: new Date(0) };
      for (const { html } of templates(value)) readable(() => render.renderSignature(html, known, STYLE));
    },
  }),
];
