import * as addresses from '../../src/server/mime/addresses';
import * as attachmentPart from '../../src/server/mime/attachmentPart';
import * as authentication from '../../src/server/mime/authentication';
import * as charset from '../../src/server/mime/charset';
import * as charsetNames from '../../src/server/mime/charsetNames';
import * as clean from '../../src/server/mime/cleanText';
import * as cms from '../../src/server/mime/cms';
import * as compose from '../../src/server/mime/compose';
import * as contentType from '../../src/server/mime/contentType';
import * as date from '../../src/server/mime/date';
import * as deliveryReport from '../../src/server/mime/deliveryReport';
import * as describe from '../../src/server/mime/describe';
import * as enclosed from '../../src/server/mime/enclosed';
import * as encodedWords from '../../src/server/mime/encodedWords';
import * as facts from '../../src/server/mime/facts';
import * as flowed from '../../src/server/mime/flowed';
import * as header from '../../src/server/mime/header';
import * as joinTexts from '../../src/server/mime/joinTexts';
import * as lookAlike from '../../src/server/mime/lookAlike';
import * as messagePart from '../../src/server/mime/messagePart';
import * as parseMail from '../../src/server/mime/parse';
import * as partKind from '../../src/server/mime/partKind';
import type { PartNode } from '../../src/server/mime/partNode';
import * as recipients from '../../src/server/mime/recipients';
import * as shiftedCharsets from '../../src/server/mime/shiftedCharsets';
import * as structure from '../../src/server/mime/structure';
import * as substitute from '../../src/server/mime/substitute';
import * as threading from '../../src/server/mime/threading';
import * as tree from '../../src/server/mime/tree';
import * as unsubscribe from '../../src/server/mime/unsubscribe';
import * as patterns from '../../src/server/patterns';
import * as quotedPrintable from '../../src/server/quotedPrintable';
import * as tokenize from '../../src/server/store/search/tokenize';
import * as transferEncoding from '../../src/server/transferEncoding';
import { NO_TEXT, room } from './room';

const address = (value: string) => [{ name: value, address: value }];
const octets = (value: string) => Buffer.from(value);
const mixed = (value: string) => `Content-Type: multipart/mixed; boundary=a\r\n\r\n${value}`;
const ENCODINGS = ['7bit', 'quoted-printable', 'base64', 'x-uuencode', 'x-yenc'];

/** As a stream gives it, in two pieces. */
function decoded(encoding: string, value: string): void {
  const decoder = transferEncoding.transferDecoder(encoding);
  const content = octets(
    encoding === 'x-uuencode'
      ? `begin 644 a
${value}`
      : value,
  );
  decoder.push(content.subarray(0, content.length / 2));
  decoder.push(content.subarray(content.length / 2));
  decoder.end();
}

const part = (value: string): PartNode => ({
  ...{ part: '1', contentType: value, encoding: value, size: 1, disposition: value },
  ...{ filename: value, contentId: value, children: [] },
});
const fetched = (encoding: string, value: string): joinTexts.FetchedPart => ({
  use: 'own',
  mime: octets(`Content-Type: text/plain; format=flowed\r\nContent-Transfer-Encoding: ${encoding}`),
  body: octets(value),
});
const file = (value: string) =>
  attachmentPart.attachmentPart({ ...part(value), filename: value, related: false });

/** As many parts as a text has characters, beside each other or within each other. */
function parts(count: number, nested: boolean): PartNode {
  let node: PartNode = { ...part('a'), contentType: 'multipart/mixed' };
  if (nested) for (let at = 0; at < Math.min(count, 1000); at++) node = { ...node, children: [node] };
  return nested ? node : { ...node, children: Array.from({ length: count }, () => part('text/plain')) };
}

/** Where the length alone counts, one of the inputs is enough. */
const counted = (work: (length: number) => unknown) => (value: string) =>
  /^a+$/.test(value) && work(value.length);

export const SERVER = [
  room('src/server/transferEncoding.ts', transferEncoding, {
    transferDecoder: ENCODINGS.map((encoding) => (value) => decoded(encoding, value)),
    transferDecoded: ENCODINGS.map(
      (encoding) => (value) => transferEncoding.transferDecoded(encoding, octets(value)),
    ),
  }),
  room('src/server/mime/addresses.ts', addresses, {
    readAddresses: (value) => addresses.readAddresses(value),
    claimedAddress: (value) => addresses.claimedAddress(`${value} <a@example.com>`),
  }),
  room('src/server/mime/attachmentPart.ts', attachmentPart, {
    attachmentPart: (value) => file(value),
    namedInvitations: (value) => attachmentPart.namedInvitations([file(value)]),
    messageFilename: (value) => attachmentPart.messageFilename(value),
  }),
  room('src/server/mime/authentication.ts', authentication, {
    readAuthentication: (value) => authentication.readAuthentication(`dmarc=fail; ${value}`),
    hasFailed: NO_TEXT,
  }),
  room('src/server/mime/facts.ts', facts, {
    readFacts: ['From', 'Authentication-Results'].map(
      (name) => (value) => facts.readFacts(header.headerFields(octets(`${name}: ${value}\r\n${value}`))),
    ),
  }),
  room('src/server/mime/lookAlike.ts', lookAlike, {
    skeletonOf: (value) => lookAlike.skeletonOf(value),
    domainOf: (value) => lookAlike.domainOf(`a@${value}`),
    organizationOf: (value) => lookAlike.organizationOf(lookAlike.domainOf(`a@${value}`)),
    lookAlikeOf: (value) => lookAlike.lookAlikeOf(lookAlike.domainOf(`a@${value}`), ['contoso.com']),
    isDisguised: (value) => lookAlike.isDisguised(value),
    asciiDomain: (value) => lookAlike.asciiDomain(value),
    plainAddress: (value) => lookAlike.plainAddress(`a@${value}`),
  }),
  room('src/server/mime/charset.ts', charset, {
    decodeCharset: [null, 'utf-8', 'iso-2022-jp', 'utf-7'].map(
      (label) => (value) => charset.decodeCharset(octets(value), label, true),
    ),
  }),
  room('src/server/mime/charsetNames.ts', charsetNames, {
    charsetName: (value) => charsetNames.charsetName(value),
  }),
  room('src/server/mime/cms.ts', cms, { readCms: (value) => cms.readCms(octets(value)) }),
  room('src/server/mime/compose.ts', compose, {
    tokenIn: (value) => compose.tokenIn(octets(value)),
    messageIdOf: (value) => compose.messageIdOf('token', value),
    // Of values that composeSend has read: see headerText and readRecipients.
    composeMessage: NO_TEXT,
    isEightBit: NO_TEXT,
    safeFilename: (value) => compose.safeFilename(value),
    safeContentType: (value) => compose.safeContentType(value),
  }),
  room('src/server/mime/contentType.ts', contentType, {
    structuredField: [
      (value) => contentType.structuredField(value),
      (value) => contentType.structuredField(`text/plain; name="${value}"`),
    ],
  }),
  room('src/server/mime/date.ts', date, { parseDate: (value) => date.parseDate(value) }),
  room('src/server/mime/deliveryReport.ts', deliveryReport, {
    readReport: (value) => deliveryReport.readReport(octets(value)),
  }),
  room('src/server/mime/describe.ts', describe, {
    describe: (value) => describe.describe(octets(`Content-Type: ${value}\r\nContent-Disposition: ${value}`)),
    namedByHeader: (value) => describe.namedByHeader({ ...part('a/b'), filename: null }, octets(value)),
    boundaryOf: (value) =>
      describe.boundaryOf(describe.describe(octets(`Content-Type: multipart/a; boundary=${value}`))),
    subjectOf: (value) => describe.subjectOf(octets(`Subject: ${value}`)),
  }),
  room('src/server/mime/enclosed.ts', enclosed, {
    enclosedFile: (value) => enclosed.enclosedFile(octets(mixed(value)), ['1']),
    enclosedMessage: (value) => enclosed.enclosedMessage(octets(mixed(value)), ['1']),
  }),
  room('src/server/mime/encodedWords.ts', encodedWords, {
    decodeWords: [
      (value) => encodedWords.decodeWords(value),
      (value) => encodedWords.decodeWords(`=?utf-8?Q?${value}?=`),
    ],
  }),
  room('src/server/mime/unsubscribe.ts', unsubscribe, {
    readUnsubscribe: [
      (value) => unsubscribe.readUnsubscribe(value, value),
      (value) =>
        unsubscribe.readUnsubscribe(`<mailto:a@x.org?subject=${value}>, <https://x.org/${value}>`, value),
    ],
  }),
  room('src/server/mime/joinTexts.ts', joinTexts, {
    joinTexts: ENCODINGS.map(
      (encoding) => (value) => joinTexts.joinTexts([fetched(encoding, value)], octets(value)),
    ),
  }),
  room('src/server/mime/messagePart.ts', messagePart, {
    messageScan: (value) => {
      const scan = messagePart.messageScan();
      for (let at = 0; at < value.length; at += 64) scan.push(octets(value.slice(at, at + 64)));
      scan.end();
    },
    // Passes a message's pieces to messageScan.
    messageTransfer: NO_TEXT,
  }),
  room('src/server/mime/parse.ts', parseMail, {
    parseSource: [
      (value) => parseMail.parseSource(octets(value)),
      (value) => parseMail.parseSource(octets(`Content-Type: text/plain; name="${value}"\r\n\r\n${value}`)),
      (value) => parseMail.parseSource(octets(mixed(value))),
    ],
    parseHeader: (value) => parseMail.parseHeader(octets(value)),
    parseTextParts: (value) => parseMail.parseTextParts([fetched('7bit', value)], octets(value)),
    wordsOf: (value) => parseMail.wordsOf({ text: '', html: value }),
    sourceFile: (value) => parseMail.sourceFile(octets(value), '1'),
  }),
  room('src/server/mime/partKind.ts', partKind, {
    asciiType: (value) => partKind.asciiType(value),
    textKind: (value) => partKind.textKind(part(value)),
    isOpaque: (value) => partKind.isOpaque(part(value)),
    isReport: (value) => partKind.isReport(value),
    isCalendar: (value) => partKind.isCalendar(value),
  }),
  room('src/server/mime/shiftedCharsets.ts', shiftedCharsets, {
    decodeShifted: ['iso-2022-kr', 'iso-2022-cn', 'hz-gb-2312', 'utf-7'].map(
      (name) => (value) => shiftedCharsets.decodeShifted(octets(value), name),
    ),
  }),
  room('src/server/mime/structure.ts', structure, {
    layoutOf: [
      (value) => structure.layoutOf(part(value)),
      counted((length) => structure.layoutOf(parts(length, false))),
      counted((length) => structure.layoutOf(parts(length, true))),
    ],
    sectionsOf: counted((length) => structure.sectionsOf(structure.layoutOf(parts(length, false)))),
    readSection: (value) => structure.readSection(value),
    mimeSection: NO_TEXT,
    isTextUse: NO_TEXT,
  }),
  room('src/server/mime/tree.ts', tree, {
    readTree: [
      (value) => tree.readTree(octets(value)),
      (value) => tree.readTree(octets(`Content-Type: multipart/mixed; boundary=a\r\n\r\n${value}`)),
    ],
  }),
  room('src/server/mime/cleanText.ts', clean, {
    cleanText: (value) => clean.cleanText(value, 1_000_000),
    cleanLine: (value) => clean.cleanLine(value, 1_000_000),
  }),
  room('src/server/mime/flowed.ts', flowed, { unflowed: (value) => flowed.unflowed(value, true) }),
  room('src/server/mime/recipients.ts', recipients, {
    addrSpec: (value) => recipients.addrSpec(value),
    headerText: (value) => refused(() => recipients.headerText(value, 'x')),
    readRecipients: (value) => refused(() => recipients.readRecipients(address(value), 'x')),
    envelopeOf: (value) => recipients.envelopeOf(address(value)),
  }),
  room('src/server/mime/substitute.ts', substitute, {
    isSubstitute: NO_TEXT,
    isSubstituteText: (value) => substitute.isSubstituteText(value),
    readSubstitute: (value) => substitute.readSubstitute(value),
  }),
  room('src/server/mime/threading.ts', threading, {
    replyHeaders: (value) =>
      threading.replyHeaders({ messageId: value, inReplyTo: value, references: value }),
  }),
  room('src/server/patterns.ts', patterns, {
    replaceEach: (value) => patterns.replaceEach(value, /\s+/g, ' '),
    matchesOf: (value) => patterns.matchesOf(value, /\w+/g),
    linesOf: (value) => patterns.linesOf(value),
    unfoldedLines: (value) => patterns.unfoldedLines(value),
  }),
  room('src/server/quotedPrintable.ts', quotedPrintable, {
    decodeQuotedPrintable: (value) => quotedPrintable.decodeQuotedPrintable(value),
    withoutEscapes: (value) => quotedPrintable.withoutEscapes(value),
    withoutSoftBreaks: (value) => quotedPrintable.withoutSoftBreaks(value),
  }),
  room('src/server/store/search/tokenize.ts', tokenize, {
    foldText: (value) => tokenize.foldText(value),
    tokensOf: (value) => tokenize.tokensOf(value, 1_000_000),
    needleOf: (value) => tokenize.needleOf(value, true),
  }),
];

/** What is refused is refused quickly too. */
function refused(work: () => unknown): void {
  try {
    work();
  } catch {
    // As it should.
  }
}
