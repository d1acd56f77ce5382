/** What is used of libmime 5.4.6, which brings no types. */
declare module 'libmime' {
  const libmime: {
    /** Undoes encoded words (RFC 2047); throws on some that are broken. */
    decodeWords(text: string): string;
    /** Undoes format=flowed (RFC 3676). */
    decodeFlowed(text: string, delSp: boolean): string;
    /** A structured header value (RFC 2045 §5.1, RFC 2231). */
    parseHeaderValue(value: string): { value: string; params: Record<string, string> };
  };
  export default libmime;
}

declare module 'libmime/lib/charset' {
  const charsets: {
    /** Falls back to UTF-8 where the charset is unknown. */
    decode(octets: Buffer, charset?: string): string;
  };
  export default charsets;
}

declare module 'libqp' {
  const libqp: {
    /** Undoes quoted-printable (RFC 2045 §6.7). */
    decode(text: string): Buffer;
  };
  export default libqp;
}
