/** How an attached message may be transmitted: as it is, because it must not be encoded (RFC 2046 §5.2.1). */
export type MessageTransfer = '7bit' | '8bit';

/** Maximum octets of a line without its end (RFC 5321 §4.5.3.1.6). */
const LONGEST_LINE = 998;

/**
 * Returns how a message may be attached, or null if it can't be attached as a message: mail servers would change NULs,
 * bare CRs and longer lines than they have to accept (RFC 2045 §2.8).
 */
export async function messageTransfer(message: AsyncIterable<Buffer>): Promise<MessageTransfer | null> {
  const scan = messageScan();
  for await (const chunk of message) if (!scan.push(chunk)) return null;
  return scan.end();
}

/** Reads a message piece by piece; none is kept. */
export function messageScan() {
  let isAscii = true;
  /** Octets of the line so far. */
  let length = 0;
  /** A CR at the end of a piece, whose LF may follow in the next one. */
  let rest = '';
  return {
    /** Returns whether the message can still be attached as one. */
    push(chunk: Buffer): boolean {
      const text = rest + chunk.toString('latin1');
      rest = text.endsWith('\r') ? '\r' : '';
      const whole = rest ? text.slice(0, -1) : text;
      if (/\0|\r(?!\n)/.test(whole)) return false;
      isAscii &&= !/[\x80-\xff]/.test(whole);
      let start = 0;
      for (let end = whole.indexOf('\n'); end >= 0; end = whole.indexOf('\n', start)) {
        const line = length + end - start - (whole[end - 1] === '\r' ? 1 : 0);
        if (line > LONGEST_LINE) return false;
        length = 0;
        start = end + 1;
      }
      length += whole.length - start;
      return length <= LONGEST_LINE;
    },
    end: (): MessageTransfer | null => (rest ? null : isAscii ? '7bit' : '8bit'),
  };
}
