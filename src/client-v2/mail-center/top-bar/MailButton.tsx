import { MailOutlined } from '@ant-design/icons';
import { css } from '@emotion/css';
import { Badge, Button, theme, Tooltip } from 'antd';
import { lazy, Suspense, type MouseEvent } from 'react';
import { useHref, useNavigate } from 'react-router-dom';
import { useT } from '../../locale';
import { MAIL_PATH } from '../../paths';
import { useNotificationSettings } from '../notifications/useNotificationSettings';
import { useUnread } from './useUnread';

/** Lazy, so that pages without mail load it only if notifications are on. */
const Notifier = lazy(() => import('../notifications/Notifier'));

/** Loads the page's code while the pointer is on its way. If that fails, opening the page reports it. */
const fetchPage = () => void import('../MailCenterPage').catch(() => undefined);

/** Tokens that the host adds to antd's for its header. */
interface HeaderTokens {
  colorTextHeaderMenu?: string;
  colorBgHeaderMenuHover?: string;
}

/** The top bar's mail icon with the unread count. It is a real link, so it can be opened in a new tab too. */
export function MailButton() {
  const t = useT();
  const { token } = theme.useToken();
  const { colorTextHeaderMenu, colorBgHeaderMenuHover } = token as typeof token & HeaderTokens;
  const unread = useUnread();
  const [settings] = useNotificationSettings();
  const navigate = useNavigate();
  const href = useHref(MAIL_PATH);
  const label = unread > 0 ? t('Mail, {{count}} unread', { count: unread }) : t('Mail');

  const open = (event: MouseEvent<HTMLElement>) => {
    if (event.metaKey || event.ctrlKey || event.shiftKey) return;
    event.preventDefault();
    navigate(MAIL_PATH);
  };

  const className = css`
    &.ant-btn {
      display: inline-flex;
      align-items: center;
      justify-content: center;
      width: 46px;
      height: 46px;
      padding: 0;
      border: 0;
      border-radius: 0;
      vertical-align: middle;
    }
    &.ant-btn,
    &.ant-btn .ant-badge,
    &.ant-btn .anticon {
      color: ${colorTextHeaderMenu ?? token.colorTextLightSolid};
    }
    &.ant-btn:hover,
    &.ant-btn:focus-visible {
      background: ${colorBgHeaderMenuHover ?? token.colorFillSecondary} !important;
    }
    &.ant-btn .ant-badge-count {
      min-width: 14px;
      height: 14px;
      padding: 0 4px;
      font-size: 10px;
      line-height: 14px;
      box-shadow: none;
    }
  `;
  return (
    <>
      {settings.on && (
        <Suspense>
          <Notifier settings={settings} />
        </Suspense>
      )}
      <Tooltip title={label}>
        <Button
          type="text"
          href={href}
          onClick={open}
          onPointerEnter={fetchPage}
          onFocus={fetchPage}
          className={className}
          aria-label={label}
          data-testid="mail-button"
        >
          <Badge count={unread} overflowCount={99} size="small" offset={[2, -2]}>
            <MailOutlined />
          </Badge>
        </Button>
      </Tooltip>
    </>
  );
}
