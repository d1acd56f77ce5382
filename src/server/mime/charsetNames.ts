import charsets from 'libmime/lib/charset';

/** Names that the Encoding Standard doesn't know, with the charset to decode them as. */
const ALIASES: ReadonlyArray<readonly [RegExp, string]> = [
  [
    /^(?:cp5022[012]|csiso2022jp\d?|(?:x-)?iso-?2022-?jp(?:-?\w+)?|_?iso-2022-jp\$(?:esc|sio)|jis|x-jis)$/,
    'iso-2022-jp',
  ],
  [/^(?:cs)?iso-?2022-?kr$|^cp50225$/, 'iso-2022-kr'],
  [/^(?:cs)?iso-?2022-?cn(?:-?ext)?$|^cp5022[79]$/, 'iso-2022-cn'],
  [/^(?:hz|hz-gb-?2312|cp52936)$/, 'hz-gb-2312'],
  [/^(?:unicode-1-1-|unicode-2-0-|cs|x-)?utf-?7$|^csunicode11utf7$/, 'utf-7'],
  [/^(?:unicode|utf-?16|csutf16|iso-10646-ucs-2|ucs-2)$/, 'utf-16'],
  [/^utf-?16-?le$/, 'utf-16le'],
  [/^utf-?16-?be$|^unicodefffe$/, 'utf-16be'],
  [
    /^(?:cp|ms|windows-|cs|x-)?(?:932|ms932|windows-?31j|sjis|shift-?jis|mskanji)(?:-mac|-open)?$|^cswindows31j$/,
    'shift_jis',
  ],
  [
    /^(?:cp|ms|windows-|x-windows-|x-cp)?(?:949|20949|51949)$|^(?:uhc|x-uhc|euckr|ks_c_5601.*|ksc-?5601.*|ks-?x-?1001.*)$/,
    'euc-kr',
  ],
  [
    /^(?:cp|ms|windows-|x-cp|x-)?(?:936|20936|51936)$|^(?:euc-?cn|x-euc-cn|gb-?2312(?:-80)?|gbk|cn-gb|gb_?2312(?:-80)?)$/,
    'gbk',
  ],
  [/^(?:cp|windows-|x-)?54936$|^gb-?18030(?:-\d{4})?$/, 'gb18030'],
  [/^(?:cp|ms|windows-|x-)?(?:950|x-windows-950)$|^(?:big-?5(?:-?\w+)?|cn-big5|x-x-big5)$/, 'big5'],
  [/^(?:euc-?jp|x-euc-?jp|ujis|cp51932|cp20932|euc-jp-ms)$/, 'euc-jp'],
  [/^(?:cp|ms|win|windows|x-cp|ibm|x-windows)[-_ ]?(125\d|874)$/, 'windows-$1'],
  [/^(?:tis-?620(?:-\d+)?|iso-?8859-?11|x-tis620)$/, 'windows-874'],
  [/^(?:iso|x-iso|is)?[-_ ]?8859[-_ ]?(\d{1,2})(?:[-_:].*)?$/, 'iso-8859-$1'],
  [/^iso[-_]8859[-_](\d{1,2}):\d{4}$/, 'iso-8859-$1'],
  [/^(?:mac|macroman|mac-?roman|x-mac-?roman|x-macintosh|csmacintosh|cp10000)$/, 'macintosh'],
  [/^(?:mac-?cyrillic|x-mac-?cyrillic|cp10007)$/, 'x-mac-cyrillic'],
  [/^(?:cp|ibm|dos|ms)[-_]?866$/, 'ibm866'],
  [/^(?:cp|x-cp)20866$|^koi8r?$|^cskoi8r$/, 'koi8-r'],
  [/^(?:cp|x-cp)21866$|^koi8u$/, 'koi8-u'],
  [/^(?:utf-?8\w{0,4}|cp65001|unicode-1-1-utf-8|x-utf-?8|utf)$/, 'utf-8'],
  [/^(?:us-?ascii|ascii|ansi_x3\.[\w.-]+|iso646-us|iso-ir-6|646|csascii|cp20127|7-?bit)$/, 'ascii'],
];

/** Charsets that use only octets below 128. */
export const SEVEN_BIT: ReadonlySet<string> = new Set([
  'iso-2022-jp',
  'iso-2022-kr',
  'iso-2022-cn',
  'hz-gb-2312',
  'utf-7',
]);

/** Charsets with one octet per character. Thai isn't included: a Thai word can be valid UTF-8. */
export const SINGLE_OCTET =
  /^(?:windows-125\d|iso-8859-\d+(?:-i)?|koi8-[ru]|macintosh|x-mac-cyrillic|ibm\d+|cp\d+)$/;

/** Every charset that libmime knows decodes this to something valid; unknown ones are treated as UTF-8. */
const PROBE = Buffer.from([0xe9]);

/** The name under which a charset can be decoded; null if it is unknown. */
export function charsetName(label: string): string | null {
  const unquoted = label.trim().toLowerCase().slice(0, 60).split(/["']/).find(Boolean);
  const plain = unquoted?.replace(/^(?:charset=)/, '');
  if (!plain) return null;
  for (const [pattern, name] of ALIASES) {
    const match = pattern.exec(plain);
    if (match) return knownName(name.replace('$1', match[1] ?? ''));
  }
  return knownName(plain);
}

function knownName(name: string): string | null {
  if (SEVEN_BIT.has(name) || name === 'utf-16' || name === 'ascii') return name;
  try {
    return new TextDecoder(name).encoding;
  } catch {
    return charsets.decode(PROBE, name) === '\uFFFD' ? null : name;
  }
}
