import { Alert, Button, theme } from 'antd';
import { useEffect, useRef } from 'react';
import { useNavigate } from 'react-router-dom';
import { useT } from '../../locale';
import { MAIL_PATH } from '../../paths';

/** After saving: that it is saved, and what comes next. */
export function SavedNotice({ enabled }: { enabled: boolean }) {
  const t = useT();
  const navigate = useNavigate();
  const { token } = theme.useToken();
  const notice = useRef<HTMLDivElement>(null);
  useEffect(() => {
    // Newer browsers answer with a promise, which React would take for the effect's end.
    void notice.current?.scrollIntoView({ block: 'nearest', behavior: 'smooth' });
  }, []);
  return (
    <div ref={notice} style={{ paddingTop: token.marginLG }}>
      <Alert
        type="success"
        showIcon
        message={t('Saved')}
        description={
          enabled
            ? t(
                'Everybody who may use NocoBase can now connect an Outlook mailbox. Connect yours to see that it works.',
              )
            : t('The settings are kept, but switched off.')
        }
        action={
          enabled && (
            <Button type="primary" onClick={() => navigate(MAIL_PATH)}>
              {t('Connect a mailbox')}
            </Button>
          )
        }
      />
    </div>
  );
}
