import {
  CalendarOutlined,
  FileExcelOutlined,
  FileImageOutlined,
  FileOutlined,
  FilePdfOutlined,
  FilePptOutlined,
  FileTextOutlined,
  FileWordOutlined,
  FileZipOutlined,
  MailOutlined,
} from '@ant-design/icons';
import type { CSSProperties } from 'react';

const KINDS: Array<[RegExp, typeof FileOutlined]> = [
  [/^image\//, FileImageOutlined],
  [/pdf$/, FilePdfOutlined],
  [/word|opendocument\.text|\.docx?$/, FileWordOutlined],
  [/excel|spreadsheet|csv|\.xlsx?$/, FileExcelOutlined],
  [/powerpoint|presentation|\.pptx?$/, FilePptOutlined],
  [/zip|compressed|x-tar|gzip|x-7z|x-rar/, FileZipOutlined],
  [/^text\/calendar|\.ics$/, CalendarOutlined],
  [/^message\/rfc822|\.eml$/, MailOutlined],
  [/^text\//, FileTextOutlined],
];

/** An icon for a kind of file, chosen by its content type or its name. */
export function FileTypeIcon(props: { contentType: string; filename: string; style?: CSSProperties }) {
  const type = props.contentType.toLowerCase();
  const name = props.filename.toLowerCase();
  const Icon = KINDS.find(([pattern]) => pattern.test(type) || pattern.test(name))?.[1] ?? FileOutlined;
  return <Icon aria-hidden style={props.style} />;
}
