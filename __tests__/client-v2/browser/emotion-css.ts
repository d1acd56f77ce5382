/** Stands in for the host's styles: a class name without rules. */
export const css = (): string => '';
