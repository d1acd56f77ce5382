import { css } from '@emotion/css';
import type { GlobalToken } from 'antd';

/** Room before the avatar, for the unread dot. */
const INSET = 14;
const AVATAR = 36;

/** Styles of the rows, kept on the list: one class for a thousand rows. */
export function rowStyles(token: GlobalToken): string {
  return css`
    & .mail-group {
      position: sticky;
      top: 0;
      z-index: 1;
      margin: 0;
      padding: ${token.paddingSM}px ${token.paddingXS + INSET}px ${token.paddingXXS}px;
      background: ${token.colorBgContainer};
      color: ${token.colorTextTertiary};
      font-size: ${token.fontSizeSM}px;
      font-weight: ${token.fontWeightStrong};
    }
    & .mail-row {
      position: relative;
      display: flex;
      gap: ${token.marginSM}px;
      margin: 0 ${token.marginXS}px;
      padding: 10px ${token.paddingXS}px 10px ${INSET}px;
      border-radius: ${token.borderRadiusLG}px;
      cursor: pointer;
      color: ${token.colorTextSecondary};
      line-height: ${token.lineHeight};
      /* A browser skips what is far away: a long list stays light without a virtual scroller. */
      content-visibility: auto;
      contain-intrinsic-size: auto 86px;
      user-select: none;
    }
    & .mail-row + .mail-row::before {
      content: '';
      position: absolute;
      top: 0;
      inset-inline: ${INSET + AVATAR + token.marginSM}px ${token.paddingXS}px;
      border-top: 1px solid ${token.colorSplit};
    }
    & .mail-row:hover {
      background: ${token.controlItemBgHover};
    }
    & .mail-row.selected,
    & .mail-row.active {
      background: ${token.controlItemBgActive};
    }
    &:focus-visible {
      outline: none;
    }
    &:focus-visible .mail-row.focused {
      box-shadow: inset 0 0 0 2px ${token.colorPrimaryBorder};
    }
    & .who {
      position: relative;
      flex: none;
      width: ${AVATAR}px;
      height: ${AVATAR}px;
      margin-top: 2px;
    }
    & .who .ant-checkbox-wrapper {
      position: absolute;
      inset: 0;
      justify-content: center;
      align-items: center;
      opacity: 0;
    }
    & .mail-row:hover .who .avatar,
    & .mail-row.selected .who .avatar,
    &.selecting .who .avatar {
      visibility: hidden;
    }
    & .mail-row:hover .who .ant-checkbox-wrapper,
    & .mail-row.selected .who .ant-checkbox-wrapper,
    & .who .ant-checkbox-wrapper:focus-within,
    &.selecting .who .ant-checkbox-wrapper {
      opacity: 1;
    }
    & .text {
      flex: 1;
      min-width: 0;
    }
    & .line {
      display: flex;
      align-items: center;
      gap: ${token.marginXXS + 2}px;
    }
    & .from,
    & .subject,
    & .preview {
      flex: 1;
      min-width: 0;
      overflow: hidden;
      text-overflow: ellipsis;
      white-space: nowrap;
      text-align: start;
    }
    & .from {
      color: ${token.colorText};
    }
    & .preview {
      display: block;
      color: ${token.colorTextTertiary};
      font-size: ${token.fontSizeSM}px;
      line-height: ${token.lineHeightSM};
    }
    & .folder {
      flex: none;
      max-width: 40%;
      padding: 0 ${token.paddingXXS}px;
      overflow: hidden;
      border-radius: ${token.borderRadiusSM}px;
      background: ${token.colorFillTertiary};
      color: ${token.colorTextSecondary};
      font-size: ${token.fontSizeSM}px;
      line-height: ${token.lineHeightSM};
      text-overflow: ellipsis;
      white-space: nowrap;
    }
    & .date,
    & .mark {
      flex: none;
      color: ${token.colorTextTertiary};
      font-size: ${token.fontSizeSM}px;
    }
    & .unread .from,
    & .unread .subject {
      color: ${token.colorText};
      font-weight: ${token.fontWeightStrong};
    }
    & .unread .date {
      color: ${token.colorPrimary};
      font-weight: ${token.fontWeightStrong};
    }
    & .unread::after {
      content: '';
      position: absolute;
      top: 26px;
      inset-inline-start: ${(INSET - 7) / 2}px;
      width: 7px;
      height: 7px;
      border-radius: 50%;
      background: ${token.colorPrimary};
    }
    & .flag {
      flex: none;
      padding: 0 2px;
      border: 0;
      background: none;
      color: ${token.colorTextTertiary};
      cursor: pointer;
      opacity: 0;
    }
    & .mail-row:hover .flag,
    & .flag.on,
    & .flag:focus-visible {
      opacity: 1;
    }
    @media (hover: none) {
      & .flag {
        opacity: 1;
      }
    }
  `;
}
