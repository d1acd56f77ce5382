/** Modified UTF-7 of mailbox names (RFC 3501 §5.1.3). */
export function encodeName(name: string): string {
  return name.replace(/&/g, '&-').replace(/[^\x20-\x7e]+/g, (run) => {
    const utf16 = Buffer.from(run, 'utf16le').swap16();
    return `&${utf16.toString('base64').replace(/=+$/, '').replace(/\//g, ',')}-`;
  });
}

/** The name that modified UTF-7 stands for. */
export function decodeName(encoded: string): string {
  return encoded.replace(/&([^-]*)-/g, (_all, run: string) => {
    if (run === '') return '&';
    const octets = Buffer.from(run.replace(/,/g, '/'), 'base64');
    return octets
      .subarray(0, octets.length & ~1)
      .swap16()
      .toString('utf16le');
  });
}
