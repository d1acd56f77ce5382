/** The largest number that an id column can hold (eight octets, signed). */
const LARGEST = 2n ** 63n - 1n;

/** Whether a text is a valid row id. */
export const isId = (text: string): boolean =>
  /^\d{1,19}$/.test(text) && BigInt(text) > 0n && BigInt(text) <= LARGEST;
