import { TopbarActionModel } from '@nocobase/client-v2';
import { MailButton } from './MailButton';

/** The mail icon of the new client's top bar, between the settings (100) and the host's inbox (200). */
export class MailTopbarActionModel extends TopbarActionModel {
  override sort = 190;
  override actionId = 'mail';
  override testId = 'mail-button';

  override render() {
    return <MailButton />;
  }
}

export default MailTopbarActionModel;
