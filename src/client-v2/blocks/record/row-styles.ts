import { css } from '@emotion/css';
import type { GlobalToken } from 'antd';

/** Pixels of the block's width from which a message fits on one line. */
const WIDE = 720;

/** Styles of a record's messages, as a class of their list. */
export function recordRowStyles(token: GlobalToken): string {
  return css`
    container-type: inline-size;
    flex: 1;
    min-height: 0;
    margin: 0 -${token.marginXS}px;
    padding: 0;
    overflow: auto;
    list-style: none;
    & li + li {
      border-top: 1px solid ${token.colorSplit};
    }
    & .record-mail {
      display: grid;
      grid-template:
        'direction people facts' auto
        '. about about' auto / 22px minmax(0, 1fr) auto;
      gap: 2px ${token.marginXS}px;
      align-items: center;
      width: 100%;
      padding: ${token.paddingXS}px;
      border: 0;
      border-radius: ${token.borderRadius}px;
      background: none;
      color: ${token.colorTextSecondary};
      font: inherit;
      text-align: start;
      cursor: pointer;
    }
    & .record-mail:hover {
      background: ${token.controlItemBgHover};
    }
    & .record-mail.active {
      background: ${token.controlItemBgActive};
    }
    & .record-mail:focus-visible {
      outline: 2px solid ${token.colorPrimary};
      outline-offset: -2px;
    }
    @container (min-width: ${WIDE}px) {
      & .record-mail {
        grid-template:
          'direction people about facts' auto / 22px clamp(120px, 22%, 220px) minmax(0, 1fr)
          auto;
      }
    }
    & .direction {
      grid-area: direction;
      color: ${token['green-7']};
      text-align: center;
    }
    & .direction.out {
      color: ${token['blue-7']};
    }
    & .people {
      grid-area: people;
      display: flex;
      gap: ${token.marginXXS}px;
      align-items: baseline;
      min-width: 0;
      color: ${token.colorText};
    }
    & .about {
      grid-area: about;
      display: flex;
      gap: ${token.marginXXS}px;
      align-items: center;
      min-width: 0;
    }
    & .facts {
      grid-area: facts;
      display: flex;
      gap: ${token.marginXXS}px;
      align-items: center;
      justify-content: end;
      min-width: 0;
      font-size: ${token.fontSizeSM}px;
      white-space: nowrap;
    }
    & .cut {
      min-width: 0;
      overflow: hidden;
      text-overflow: ellipsis;
      white-space: nowrap;
    }
    & .subject {
      color: ${token.colorText};
    }
    & .preview,
    & .small,
    & .chip {
      font-size: ${token.fontSizeSM}px;
    }
    & .chip {
      max-width: 130px;
      padding: 0 ${token.paddingXXS}px;
      border-radius: ${token.borderRadiusSM}px;
      background: ${token.colorFillTertiary};
    }
    & .unread .people bdi,
    & .unread .subject {
      font-weight: ${token.fontWeightStrong};
    }
    & .labels {
      display: flex;
      flex: none;
      gap: ${token.marginXXS}px;
      max-width: 40%;
    }
    & .label {
      min-width: 0;
      max-width: 120px;
      padding: 0 ${token.paddingXXS}px;
      overflow: hidden;
      border-radius: ${token.borderRadiusSM}px;
      font-size: ${token.fontSizeSM}px;
      text-overflow: ellipsis;
      white-space: nowrap;
    }
    & .unseen {
      position: absolute;
      width: 1px;
      height: 1px;
      overflow: hidden;
      clip-path: inset(50%);
      white-space: nowrap;
    }
  `;
}
