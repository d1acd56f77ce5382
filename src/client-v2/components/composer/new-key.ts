/** 128 random bits in hex. `crypto.randomUUID` needs a secure context, but a host may run over plain HTTP. */
export const newKey = (): string =>
  Array.from(crypto.getRandomValues(new Uint8Array(16)), (octet) => octet.toString(16).padStart(2, '0')).join(
    '',
  );
