/** Turns `<abc@x>` in a header and `cid:abc@x` in HTML, percent-encoded or not (RFC 2392), into the same key. */
export function contentIdKey(value: string): string {
  const bare = value.replace(/^cid:/i, '').replace(/^<|>$/g, '');
  try {
    return decodeURIComponent(bare);
  } catch {
    return bare;
  }
}
