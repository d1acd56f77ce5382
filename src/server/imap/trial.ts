import type { Endpoint, Login } from '../providers/provider';
import { connect } from './connection/connect';
import { listFolders } from './commands/listFolders';

/** Logs in once and lists the folders, so that an account that can't work is never stored. */
export async function trialLogin(endpoint: Endpoint, login: Login): Promise<void> {
  const mailbox = await connect(endpoint, login, { urgent: true });
  try {
    await listFolders(mailbox);
  } finally {
    await mailbox.close();
  }
}
