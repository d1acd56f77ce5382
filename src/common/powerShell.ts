/**
 * An address as a word of PowerShell. It is run by an administrator, and anybody may have chosen it: what is
 * not plain goes between single quotes, in which nothing is expanded (typographic ones end it too).
 */
export function shellWord(address: string): string {
  if (/^\w[\w.+@-]*$/.test(address)) return address;
  return `'${address.replace(/['\u2018-\u201b]/g, '$&$&')}'`;
}
