import * as contentId from '../../src/common/contentId';
import * as htmlContent from '../../src/common/htmlContent';
import * as fold from '../../src/common/fold';
import * as links from '../../src/common/links';
import * as query from '../../src/common/query';
import * as amounts from '../../src/common/query/amounts';
import * as choice from '../../src/common/query/choice';
import * as day from '../../src/common/query/day';
import * as meant from '../../src/common/query/meant';
import * as operators from '../../src/common/query/operators';
import * as pieces from '../../src/common/query/pieces';
import * as subject from '../../src/common/subject';
import * as findHits from '../../src/client-v2/components/hits/find-hits';
import * as addresses from '../../src/common/addresses';
import * as frameDocument from '../../src/client-v2/components/reader/frame-document';
import * as findQuote from '../../src/client-v2/components/reader/find-quote';
import * as frameLinks from '../../src/client-v2/components/reader/frame-links';
import * as longWords from '../../src/client-v2/components/reader/long-words';
import * as plainText from '../../src/client-v2/components/reader/plain-text';
import * as quoteLines from '../../src/client-v2/components/reader/quote-lines';
import * as placeholders from '../../src/client-v2/components/composer/templates/find-placeholders';
import * as reply from '../../src/common/answers';
import * as textPieces from '../../src/client-v2/components/reader/text-pieces';
import * as textQuote from '../../src/client-v2/components/reader/text-quote';
import { NO_TEXT, room } from './room';

const address = (value: string) => ({ name: value, address: value });
const theme = {
  ...{ text: '#000', background: '#fff', link: '#00f', border: '#ccc' },
  ...{ fontFamily: 'serif', fontSize: 14, padding: 8, dark: false, hit: '#ff0' },
};

const wordOf = (text: string): query.QueryTerm => ({
  ...{ kind: 'text', field: 'any', text, phrase: false, prefix: false, negated: false },
});

function allPieces(value: string): void {
  let at = 0;
  for (
    let piece = pieces.nextPiece(value, at, true);
    piece && piece.end > at;
    piece = pieces.nextPiece(value, at, true)
  ) {
    if (piece.kind === 'value') operators.operatorOf(piece, false);
    at = piece.end;
  }
}

export const CLIENT = [
  room('src/client-v2/components/composer/templates/find-placeholders.ts', placeholders, {
    findPlaceholders: (value) => placeholders.findPlaceholders(value, 'text', Infinity),
  }),
  room('src/common/contentId.ts', contentId, { contentIdKey: (value) => contentId.contentIdKey(value) }),
  room('src/common/htmlContent.ts', htmlContent, {
    hasContent: [
      (value) => htmlContent.hasContent(value),
      (value) => htmlContent.hasContent(`<p>${value}</p>`),
    ],
    paragraphs: (value) => htmlContent.paragraphs(value),
  }),
  room('src/common/fold.ts', fold, { foldText: (value) => fold.foldText(value) }),
  room('src/common/links.ts', links, { splitLinks: (value) => links.splitLinks(value) }),
  room('src/common/query.ts', query, {
    parseQuery: (value) => query.parseQuery(value),
    nextPiece: allPieces,
    startOfDay: NO_TEXT,
    dayAgo: NO_TEXT,
    leavesOf: (value) => query.leavesOf(query.parseQuery(value).terms),
    namesFolder: (value) => query.namesFolder(query.parseQuery(value)),
  }),
  room('src/common/query/amounts.ts', amounts, {
    sizeOf: (value) => amounts.sizeOf(value),
    ageOf: (value) => amounts.ageOf(value),
  }),
  room('src/common/query/choice.ts', choice, {
    choiceOf: (value) => choice.choiceOf([...value].map((text) => [wordOf(text)])),
    negated: (value) => choice.negated([...value].map(wordOf)),
  }),
  room('src/common/query/day.ts', day, {
    dayOf: (value) => day.dayOf(value),
    startOfDay: NO_TEXT,
    dayAgo: NO_TEXT,
  }),
  room('src/common/query/meant.ts', meant, {
    meantOperator: [(value) => meant.meantOperator(value), (value) => meant.meantOperator(`form:${value}`)],
  }),
  room('src/common/query/operators.ts', operators, { operatorOf: allPieces }),
  room('src/common/query/pieces.ts', pieces, { nextPiece: allPieces }),
  room('src/common/subject.ts', subject, { splitSubject: (value) => subject.splitSubject(value) }),
  room('src/client-v2/components/hits/find-hits.ts', findHits, {
    hitFinder: [
      (value) => findHits.hitFinder(value)?.('a b c', 'text', 1000),
      ...['a', '"a a a b"', 'a = a', '会', 'from:a OR subject:b c'].map(
        (search) => (value: string) => findHits.hitFinder(search)?.(value, 'text', 1000),
      ),
    ],
  }),
  room('src/common/addresses.ts', addresses, {
    formatAddress: (value) => addresses.formatAddress(address(value)),
    displayName: (value) => addresses.displayName(address(value)),
    isValidAddress: (value) => addresses.isValidAddress(value),
    isPlainAddress: (value) => addresses.isPlainAddress(value),
    sameAddress: (value) => addresses.sameAddress(value, value),
    isOwnAddress: (value) => addresses.isOwnAddress(value, [value]),
    uniqueAddresses: (value) => addresses.uniqueAddresses([address(value)]),
    parseAddresses: (value) => addresses.parseAddresses(value),
  }),
  room('src/client-v2/components/reader/frame-document.ts', frameDocument, {
    framePolicy: NO_TEXT,
    hasOwnColours: (value) => frameDocument.hasOwnColours(value, value),
    frameDocument: (value) => frameDocument.frameDocument({ html: value, css: value }, theme, false),
    // The browser's own parser; see mail-frame.test.ts.
    fillFrame: NO_TEXT,
  }),
  room('src/client-v2/components/reader/frame-links.ts', frameLinks, {
    linkTarget: (value) => frameLinks.linkTarget(`https://a.example/${value}`),
    isLookAlike: (value) => frameLinks.isLookAlike(value, 'https://a.example/'),
    parseMailto: (value) => frameLinks.parseMailto(`mailto:${value}`),
  }),
  room('src/client-v2/components/reader/long-words.ts', longWords, {
    hasLongWord: (value) => longWords.hasLongWord(value),
    wordPieces: (value) => longWords.wordPieces(value),
  }),
  room('src/client-v2/components/reader/plain-text.ts', plainText, {
    splitQuotes: (value) => plainText.splitQuotes(value),
  }),
  room('src/client-v2/components/reader/quote-lines.ts', quoteLines, {
    headerLabel: (value) => quoteLines.headerLabel(value),
    isOriginalLine: [
      (value) => quoteLines.isOriginalLine(value),
      (value) => quoteLines.isOriginalLine(`--${value}`),
    ],
    isRule: (value) => quoteLines.isRule(value),
    isSignatureMark: (value) => quoteLines.isSignatureMark(value),
    isAttribution: (value) => quoteLines.isAttribution(`${value}:`),
    opensAttribution: (value) => quoteLines.opensAttribution(value),
    hasTime: (value) => quoteLines.hasTime(value),
  }),
  room('src/client-v2/components/reader/find-quote.ts', findQuote, {
    findQuote: [
      (value) => findQuote.findQuote(value.split('\n').map((text) => ({ text, kind: 'text' }))),
      (value) =>
        findQuote.findQuote([...value].map((text) => ({ text, kind: text === '>' ? 'quote' : 'by' }))),
      (value) =>
        /^a+$/.test(value) &&
        findQuote.findQuote([...value].map((text) => ({ text: `From: ${text}`, kind: 'text' }))),
    ],
    isBlankText: (value) => findQuote.isBlankText(value),
    endsWithAttribution: (value) => findQuote.endsWithAttribution([{ text: `${value}:`, kind: 'text' }]),
  }),
  room('src/client-v2/components/reader/text-quote.ts', textQuote, {
    foldText: [
      (value) => textQuote.foldText(value),
      (value) => textQuote.foldText(`a\nOn 1 Jan 2026 ${value}`),
    ],
  }),
  room('src/common/answers.ts', reply, {
    addressedIn: (value) =>
      reply.addressedIn({ from: [address(value)], to: [address(value)], cc: [] }, [address(value)]),
    ownAccounts: NO_TEXT,
    derivedSubject: (value) => reply.derivedSubject(value, 'reply'),
    possibleAliases: (value) =>
      reply.possibleAliases({ from: [address(value)], to: [address(value)], cc: [] }, [value]),
    replyRecipients: (value) =>
      reply.replyRecipients(
        { from: [address(value)], to: [address(value)], cc: [], replyTo: [] },
        'replyAll',
        [value],
      ),
  }),
  room('src/client-v2/components/reader/text-pieces.ts', textPieces, {
    textPieces: (value) => textPieces.textPieces(value.repeat(10)),
    textSlices: (value) => textPieces.textSlices(value.repeat(10)),
    cut: (value) => textPieces.cut(value.repeat(10), 1000),
  }),
];
