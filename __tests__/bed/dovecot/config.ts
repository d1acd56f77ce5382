import { execFileSync } from 'node:child_process';
import { EXCHANGE_CAPABILITY, EXCHANGE_FOLDERS } from '../folders';
import { userInfo } from 'node:os';

export interface DovecotSettings {
  profile: 'exchange' | 'full';
  /** Everything lies in this folder. */
  base: string;
  port: number;
  /** Where mail is taken by LMTP; nowhere unless given. */
  lmtpPort: number | null;
  /** A Maildir for each address. */
  mailDirectory: string;
  tokenInfoPort: number;
  /** Password of the bed's own connections; clients come with XOAUTH2. */
  masterPassword: string;
}

/** The configuration of a Dovecot 2.3 that runs from one folder, as root or as anybody. */
export function dovecotConfig(settings: DovecotSettings): string {
  const { base, profile } = settings;
  const me = userInfo();
  const root = me.uid === 0;
  const mailUser = root ? 'nobody' : me.username;
  const mailboxes = EXCHANGE_FOLDERS.map(
    ({ path, use }) =>
      `  mailbox "${path}" {\n    auto = subscribe\n${profile === 'full' && use ? `    special_use = ${use}\n` : ''}  }`,
  );
  return `
base_dir = ${base}/run
state_dir = ${base}/state
log_path = ${base}/dovecot.log
protocols = imap${settings.lmtpPort === null ? '' : ' lmtp'}
listen = 127.0.0.1
ssl = no
disable_plaintext_auth = no
auth_mechanisms = xoauth2 plain
auth_username_format = %Lu
auth_failure_delay = 0
login_greeting = The Microsoft Exchange IMAP4 service is ready. [local stand-in]
mail_location = maildir:${settings.mailDirectory}/%u:LAYOUT=fs
mail_uid = ${mailUser}
${root ? `mail_gid = nogroup` : ''}
${profile === 'exchange' ? `imap_capability = ${EXCHANGE_CAPABILITY}` : ''}
mail_max_userip_connections = 40
mailbox_idle_check_interval = 1s
mail_fsync = never
${root ? '' : `default_internal_user = ${me.username}\ndefault_login_user = ${me.username}\ndefault_internal_group = ${groupName()}`}

passdb {
  driver = oauth2
  mechanisms = xoauth2
  args = ${base}/oauth2.conf
}
passdb {
  driver = static
  mechanisms = plain
  args = password=${settings.masterPassword}
}
userdb {
  driver = static
  args = home=${base}/home/%u allow_all_users=yes
}
namespace inbox {
  inbox = yes
  separator = /
${mailboxes.join('\n')}
}
${settings.lmtpPort === null ? '' : lmtpService(settings.lmtpPort)}
service imap-login {
  inet_listener imap {
    address = 127.0.0.1
    port = ${settings.port}
  }
  inet_listener imaps {
    port = 0
  }
  service_count = 0
  process_min_avail = 1
${root ? '' : '  chroot =\n'}}
${root ? '' : 'service anvil {\n  chroot =\n}\nservice stats {\n  chroot =\n}\n'}
service anvil {
  unix_listener anvil-auth-penalty {
    mode = 0
  }
}
`;
}

/** RFC 2033: deliveries as they come from outside, each answered when it is stored. */
function lmtpService(port: number): string {
  return `
service lmtp {
  inet_listener lmtp {
    address = 127.0.0.1
    port = ${port}
  }
}`;
}

/** The oauth2 passdb's own file: it asks the sign-in stand-in about each token. */
export function oauth2Config(settings: DovecotSettings): string {
  return `
tokeninfo_url = http://127.0.0.1:${settings.tokenInfoPort}/tokeninfo?access_token=
introspection_mode = ""
username_attribute = email
active_attribute = active
active_value = true
force_introspection = no
debug = no
`;
}

/** Dovecot wants the group's name, which Node does not know. */
function groupName(): string {
  return execFileSync('id', ['-gn'], { encoding: 'utf8' }).trim();
}
