/** A one-page PDF (ISO 32000-1) with a title and lines of text. Latin letters alone: it uses a built-in font. */
export function pdf(title: string, lines: string[]): Buffer {
  const escape = (text: string): string => text.replace(/[()\\]/g, '\\$&').replace(/[^\x20-\x7e]/g, '?');
  const text = [
    `BT /F1 20 Tf 60 770 Td (${escape(title)}) Tj ET`,
    '0.75 G 60 758 m 535 758 l S',
    ...lines.map((line, index) => `BT /F1 11 Tf 60 ${730 - index * 17} Td (${escape(line)}) Tj ET`),
  ].join('\n');
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>',
    `<< /Length ${text.length} >>\nstream\n${text}\nendstream`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
  ];
  let file = '%PDF-1.4\n';
  const offsets = objects.map((object, index) => {
    const offset = file.length;
    file += `${index + 1} 0 obj\n${object}\nendobj\n`;
    return offset;
  });
  const table = file.length;
  const entries = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('');
  file += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${entries}`;
  file += `trailer\n<< /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${table}\n%%EOF\n`;
  return Buffer.from(file, 'latin1');
}
