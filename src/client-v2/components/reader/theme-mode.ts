/** Whether a theme's background is dark. Takes colors as antd writes them (`#141414`, `rgb(20, 20, 20)`). */
export function isDark(colour: string): boolean {
  const hex = /^#([0-9a-f]{3}|[0-9a-f]{6})$/i.exec(colour)?.[1];
  const [r, g, b] = hex
    ? (hex.length === 3 ? [...hex].map((digit) => digit + digit) : (hex.match(/../g) ?? [])).map((pair) =>
        parseInt(pair, 16),
      )
    : (colour.match(/[\d.]+/g) ?? []).map(Number);
  if (r === undefined || g === undefined || b === undefined) return false;
  // Relative luminance, ITU-R BT.709. Without gamma it is good enough to tell black from white.
  return 0.2126 * r + 0.7152 * g + 0.0722 * b < 128;
}
