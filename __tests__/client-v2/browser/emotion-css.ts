/** Stands in for the host's styles: browsers nest rules by themselves. */
export function css(parts: TemplateStringsArray, ...values: unknown[]): string {
  const rules = String.raw({ raw: parts }, ...values);
  const name = `css-${[...rules].reduce((hash, char) => (hash * 31 + char.charCodeAt(0)) >>> 0, 7).toString(36)}`;
  if (!document.getElementById(name)) {
    const style = document.createElement('style');
    style.id = name;
    style.textContent = `.${name} { ${rules} }`;
    document.head.append(style);
  }
  return name;
}

export const cx = (...names: Array<string | false | null | undefined | Record<string, unknown>>): string =>
  names
    .flatMap((name) =>
      typeof name === 'object' && name !== null
        ? Object.entries(name).flatMap(([key, used]) => (used ? [key] : []))
        : name || [],
    )
    .join(' ');
