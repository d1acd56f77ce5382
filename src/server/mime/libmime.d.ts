/** The parts of libmime 5.4.6 that are used; it has no types of its own. */
declare module 'libmime' {
  const libmime: {
    /** Decodes encoded words (RFC 2047); throws on some broken ones. */
    decodeWords(text: string): string;
    /** Joins the lines of format=flowed (RFC 3676). */
    decodeFlowed(text: string, delSp: boolean): string;
    /** Parses a structured header value (RFC 2045 §5.1, RFC 2231). */
    parseHeaderValue(value: string): { value: string; params: Record<string, string> };
  };
  export default libmime;
}

declare module 'libmime/lib/charset' {
  const charsets: {
    /** Falls back to UTF-8 if the charset is unknown. */
    decode(octets: Buffer, charset?: string): string;
  };
  export default charsets;
}

declare module 'libqp' {
  const libqp: {
    /** Decodes quoted-printable (RFC 2045 §6.7). */
    decode(text: string): Buffer;
  };
  export default libqp;
}
