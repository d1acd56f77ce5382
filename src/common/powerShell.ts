/**
 * Quotes an address for PowerShell. An administrator will run it, and anyone may have chosen the address: anything that
 * isn't plain is put in single quotes, where nothing is expanded (typographic quotes would end the string too).
 */
export function shellWord(address: string): string {
  if (/^\w[\w.+@-]*$/.test(address)) return address;
  return `'${address.replace(/['\u2018-\u201b]/g, '$&$&')}'`;
}
