import * as automatic from '../../src/server/mime/automatic';
import * as header from '../../src/server/mime/header';
import * as headerNotices from '../../src/server/mime/headerNotices';
import * as headers from '../../src/server/mime/headers';
import { NO_TEXT, room } from './room';

const octets = (value: string) => Buffer.from(value);

export const HEADERS = [
  room('src/server/mime/header.ts', header, {
    headerFields: [
      (value) => header.headerFields(octets(value)),
      (value) => header.headerFields(octets(`A: ${value}`)),
    ],
    fieldOf: NO_TEXT,
  }),
  room('src/server/mime/automatic.ts', automatic, {
    isAutomatic: ['Auto-Submitted', 'Precedence', 'Content-Type', 'From'].map(
      (name) => (value: string) => automatic.isAutomatic(header.headerFields(octets(`${name}: ${value}`))),
    ),
  }),
  room('src/server/mime/headerNotices.ts', headerNotices, {
    headerNotices: [
      (value) =>
        headerNotices.headerNotices(
          header.headerFields(octets(`Content-Type: ${value}\r\nX-Priority: ${value}`)),
          value,
        ),
      (value) => headerNotices.headerNotices(header.headerFields(octets('X-Priority: 1')), value),
    ],
  }),
  room('src/server/mime/headers.ts', headers, {
    parseHeader: ['From', 'Subject', 'References', 'Date', 'Content-Type'].map(
      (name) => (value) => headers.parseHeader(octets(`${name}: ${value}\r\n${value}`)),
    ),
  }),
];
