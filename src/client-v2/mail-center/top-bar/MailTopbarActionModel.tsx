import { TopbarActionModel } from '../../host/models';
import { MailButton } from './MailButton';

/** The mail icon in the new client's top bar, between the settings (100) and the host's inbox (200). */
export class MailTopbarActionModel extends TopbarActionModel {
  override sort = 190;
  override actionId = 'mail';
  override testId = 'mail-button';

  override render() {
    return <MailButton />;
  }
}

export default MailTopbarActionModel;
