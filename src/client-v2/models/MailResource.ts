import { MultiRecordResource } from '@nocobase/flow-engine';
import { lowerAddresses } from './address-filter';

/** The host's resource for rows, with what mails need on top. */
export class MailResource extends MultiRecordResource {
  override addFilterGroup(key: string, filter: unknown): void {
    super.addFilterGroup(key, lowerAddresses(filter));
  }

  /** Reads the same rows again without the spinner: news must not take the page from under the reader. */
  async refreshQuietly(): Promise<void> {
    const { data, meta } = await this.runAction('list', {
      method: 'get',
      ...this.getRefreshRequestOptions(),
    });
    this.setData(data).setMeta(meta);
  }
}
