import { theme } from 'antd';

/** antd's preset palettes that keep apart well in light and dark; the theme gives their shades. */
const PALETTES = ['blue', 'purple', 'cyan', 'green', 'magenta', 'geekblue', 'volcano', 'gold'] as const;

/** The same person has the same colour everywhere. */
function paletteOf(address: string): (typeof PALETTES)[number] {
  let hash = 0;
  for (const char of address.toLowerCase()) hash = (hash * 31 + (char.codePointAt(0) ?? 0)) >>> 0;
  return PALETTES[hash % PALETTES.length];
}

/** First letters of the first and the last word; one for scripts without capitals, and for addresses. */
export function initialsOf(name: string, address: string): string {
  const words = name
    .replace(/[^\p{L}\p{N}\s]/gu, ' ')
    .trim()
    .split(/\s+/)
    .filter(Boolean);
  const first = [...(words[0] ?? address)][0] ?? '?';
  const last = words.length > 1 ? ([...words[words.length - 1]][0] ?? '') : '';
  const cased = (char: string) => char.toLowerCase() !== char.toUpperCase();
  return (cased(first) && cased(last) ? first + last : first).toUpperCase();
}

export interface SenderAvatarProps {
  name: string;
  address: string;
  size?: number;
}

/** A person's initials on their colour. */
export function SenderAvatar({ name, address, size = 36 }: SenderAvatarProps) {
  const { token } = theme.useToken();
  const palette = paletteOf(address || name);
  return (
    <span
      aria-hidden
      style={{
        display: 'inline-flex',
        alignItems: 'center',
        justifyContent: 'center',
        flex: 'none',
        width: size,
        height: size,
        borderRadius: '50%',
        background: token[`${palette}-2`],
        color: token[`${palette}-7`],
        fontSize: size * 0.36,
        fontWeight: token.fontWeightStrong,
        userSelect: 'none',
      }}
    >
      {initialsOf(name, address)}
    </span>
  );
}
