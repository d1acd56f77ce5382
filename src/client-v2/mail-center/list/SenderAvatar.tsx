import { theme } from 'antd';

/** antd's preset palettes that can be told apart well in light and dark. The theme provides their shades. */
const PALETTES = ['blue', 'purple', 'cyan', 'green', 'magenta', 'geekblue', 'volcano', 'orange'] as const;

/** Gives the same person the same color everywhere. */
function paletteOf(address: string): (typeof PALETTES)[number] {
  let hash = 0;
  for (const char of address.toLowerCase()) hash = (hash * 31 + (char.codePointAt(0) ?? 0)) >>> 0;
  return PALETTES[hash % PALETTES.length];
}

/**
 * Returns the first letters of the first and last word; a single one for scripts without capitals and for
 * addresses.
 */
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

/** A person's initials on the person's colour. */
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
        color: token[`${palette}-8`],
        fontSize: size * 0.36,
        fontWeight: token.fontWeightStrong,
        userSelect: 'none',
      }}
    >
      {initialsOf(name, address)}
    </span>
  );
}
