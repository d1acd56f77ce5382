/** A mail with CRLF line ends (RFC 5322 §2.1), whatever the test wrote. */
export function canonical(raw: string | Buffer): Buffer {
  const octets = Buffer.isBuffer(raw) ? raw : Buffer.from(raw);
  // Nothing to do for most mails; a large one is not copied in vain.
  let bare = false;
  for (let at = octets.indexOf(0x0a); at >= 0 && !bare; at = octets.indexOf(0x0a, at + 1)) {
    bare = at === 0 || octets[at - 1] !== 0x0d;
  }
  return bare ? Buffer.from(octets.toString('latin1').replace(/\r?\n/g, '\r\n'), 'latin1') : octets;
}
