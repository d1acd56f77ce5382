import { css } from '@emotion/css';
import { theme } from 'antd';

/**
 * The day of a meeting as a calendar page. Hidden from screen readers, because the text next to it says the
 * same.
 */
export function DateTile({ month, day, faded }: { month: string; day: string; faded: boolean }) {
  const { token } = theme.useToken();
  const tile = css`
    flex: none;
    width: 52px;
    overflow: hidden;
    border: 1px solid ${token.colorBorderSecondary};
    border-radius: ${token.borderRadius}px;
    text-align: center;
    & .month {
      padding: 1px ${token.paddingXXS}px;
      overflow: hidden;
      background: ${faded ? token.colorFillSecondary : token.colorPrimaryBg};
      color: ${token.colorText};
      font-size: ${token.fontSizeSM}px;
      text-overflow: ellipsis;
      white-space: nowrap;
    }
    & .day {
      padding: ${token.paddingXXS}px 0;
      font-size: ${token.fontSizeHeading4}px;
      line-height: 1.2;
      ${faded ? `color: ${token.colorTextSecondary};` : ''}
    }
  `;
  return (
    <div className={tile} aria-hidden>
      <div className="month">{month}</div>
      <div className="day">{day}</div>
    </div>
  );
}
