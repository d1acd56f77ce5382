const UNITS = ['byte', 'kilobyte', 'megabyte', 'gigabyte'] as const;

/** Formats a size in bytes for a locale: `12 kB`, `3,4 MB`. */
export function formatSize(octets: number, locale: string): string {
  const safe = Number.isFinite(octets) && octets > 0 ? octets : 0;
  const step = Math.min(safe < 1000 ? 0 : Math.floor(Math.log10(safe) / 3), UNITS.length - 1);
  const value = safe / 1000 ** step;
  return new Intl.NumberFormat(locale, {
    style: 'unit',
    unit: UNITS[step],
    // The short English form of "byte" is "byte", whatever the number.
    unitDisplay: step === 0 ? 'long' : 'short',
    maximumFractionDigits: value < 10 && step > 1 ? 1 : 0,
  }).format(value);
}
