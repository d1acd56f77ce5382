/** Compares names. The same order on every server: without a language, Node.js takes its environment's. */
export const { compare: compareNames } = new Intl.Collator('en', { numeric: true });
