import { createTransport } from 'nodemailer';
import type { Bed } from './bed.mts';

/** Delivers messages into mailboxes from outside (LMTP, RFC 2033), as Exchange's transport does. */
export class Delivery {
  private readonly transport;
  private sent = 0;

  constructor(bed: Bed) {
    if (bed.direct.lmtpPort === null) throw new Error('the bed was started without LMTP');
    this.transport = createTransport({
      host: '127.0.0.1',
      port: bed.direct.lmtpPort,
      lmtp: true,
      ignoreTLS: true,
      pool: true,
      maxConnections: 1,
      maxMessages: Infinity,
    });
  }

  /** Resolves when the server has stored the message. */
  async deliver(address: string): Promise<void> {
    const number = ++this.sent;
    await this.transport.sendMail({
      from: 'Sender <sender@outside.example>',
      to: address,
      subject: `delivered ${number}`,
      text: `Mail number ${number}. `.repeat(100),
      html: `<p>Mail number <b>${number}</b></p>`.repeat(50),
    });
  }

  close(): void {
    this.transport.close();
  }
}
