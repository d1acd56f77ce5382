import { css } from '@emotion/css';
import type { GlobalToken } from 'antd';
import { rowMetrics, type ListView } from './list-view';

/** Pixels before the avatar, for the unread dot. */
export const INSET = 14;
export const AVATAR = 36;
export const SMALL_AVATAR = 16;
const DOT = 7;

/** Returns the styles of all rows as a class of the list: a single class for a thousand rows. */
export function rowStyles(token: GlobalToken, view: ListView): string {
  const { line, small, padding, row, heading } = rowMetrics(view, token);
  const compact = view.density === 'compact';
  const picture = compact ? SMALL_AVATAR : AVATAR;
  return css`
    & .mail-group {
      top: 0;
      inset-inline: 0;
      z-index: 2;
      display: flex;
      align-items: end;
      height: ${heading}px;
      padding: 0 ${token.paddingXS + INSET}px ${token.paddingXXS - 1}px;
      background: ${token.colorBgContainer};
      color: ${token.colorTextSecondary};
      font-size: ${token.fontSizeSM}px;
      font-weight: ${token.fontWeightStrong};
      line-height: ${small}px;
    }
    & .mail-row,
    & .mail-group {
      box-sizing: border-box;
    }
    & .mail-row {
      position: absolute;
      top: 0;
      inset-inline: ${token.marginXS}px;
      display: flex;
      align-items: ${compact ? 'center' : 'start'};
      gap: ${compact ? token.marginXS : token.marginSM}px;
      height: ${row}px;
      padding: ${padding}px ${token.paddingXS}px ${padding}px ${compact ? token.paddingXS : INSET}px;
      border-radius: ${token.borderRadiusLG}px;
      cursor: pointer;
      color: ${token.colorTextSecondary};
      line-height: ${line}px;
      user-select: none;
    }
    & .mail-row::before {
      content: '';
      position: absolute;
      bottom: 0;
      inset-inline: ${compact ? token.paddingXS : INSET + AVATAR + token.marginSM}px ${token.paddingXS}px;
      border-bottom: 1px solid ${token.colorSplit};
    }
    &.swipes .mail-row {
      touch-action: pan-y;
    }
    & .mail-row.swiped {
      z-index: 1;
      background: ${token.colorBgContainer};
    }
    & .mail-row.returning {
      transition: transform 160ms;
    }
    & .mail-swipe {
      position: absolute;
      top: 0;
      inset-inline: ${token.marginXS}px;
      display: flex;
      align-items: center;
      gap: ${token.marginXS}px;
      height: ${row}px;
      padding-inline: ${token.padding}px;
      border-radius: ${token.borderRadiusLG}px;
      background: ${token.colorFillSecondary};
      color: ${token.colorText};
      font-size: ${token.fontSize}px;
    }
    & .mail-swipe.left {
      flex-direction: row-reverse;
    }
    & .mail-swipe.far {
      background: ${token.colorPrimary};
      color: ${token.colorTextLightSolid};
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
      box-shadow: inset 0 0 0 2px ${token.colorPrimary};
    }
    & .who {
      position: relative;
      flex: none;
      width: ${picture}px;
      height: ${picture}px;
      margin-top: ${compact ? 0 : 2}px;
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
      min-height: ${small}px;
    }
    & .from,
    & .subject,
    & .snippet {
      min-width: 0;
      overflow: hidden;
      text-overflow: ellipsis;
      white-space: nowrap;
      text-align: start;
    }
    & .people {
      display: flex;
      flex: 1;
      gap: ${token.marginXXS}px;
      min-width: 0;
      color: ${token.colorText};
    }
    & .people.column {
      flex: 0 0 clamp(84px, 32%, 200px);
    }
    & .count {
      flex: none;
      color: ${token.colorTextSecondary};
      font-size: ${token.fontSizeSM}px;
    }
    & .subject {
      flex: 1;
    }
    & .subject.short {
      flex: 0 1 auto;
    }
    & .snippet {
      flex: 1 1 0;
      font-size: ${token.fontSizeSM}px;
    }
    & .preview {
      display: -webkit-box;
      flex: 1;
      min-width: 0;
      overflow: hidden;
      -webkit-box-orient: vertical;
      -webkit-line-clamp: ${view.preview};
      overflow-wrap: anywhere;
      font-size: ${token.fontSizeSM}px;
      line-height: ${small}px;
      text-align: start;
    }
    & .folder {
      flex: none;
      align-self: start;
      max-width: 40%;
      padding: 0 ${token.paddingXXS}px;
      overflow: hidden;
      border-radius: ${token.borderRadiusSM}px;
      background: ${token.colorFillTertiary};
      font-size: ${token.fontSizeSM}px;
      line-height: ${small}px;
      text-overflow: ellipsis;
      white-space: nowrap;
    }
    & .labels {
      display: flex;
      flex: none;
      gap: ${token.marginXXS}px;
      max-width: ${compact ? 32 : 45}%;
    }
    & .label {
      min-width: 0;
      max-width: 120px;
      padding: 0 ${token.paddingXXS + 2}px;
      overflow: hidden;
      border-radius: ${token.borderRadiusSM}px;
      font-size: ${token.fontSizeSM}px;
      line-height: ${small}px;
      text-overflow: ellipsis;
      white-space: nowrap;
    }
    & .labels .more {
      flex: none;
      font-size: ${token.fontSizeSM}px;
    }
    & .size {
      flex: none;
      color: ${token.colorText};
      font-size: ${token.fontSizeSM}px;
    }
    & .date,
    & .mark {
      flex: none;
      font-size: ${token.fontSizeSM}px;
    }
    & .unread .from,
    & .unread .subject {
      color: ${token.colorText};
      font-weight: ${token.fontWeightStrong};
    }
    & .unread::after {
      content: '';
      position: absolute;
      top: ${compact ? (row - DOT) / 2 : padding + 2 + (AVATAR - DOT) / 2}px;
      inset-inline-start: ${compact ? token.paddingXS + (picture - DOT) / 2 : (INSET - DOT) / 2}px;
      width: ${DOT}px;
      height: ${DOT}px;
      border-radius: 50%;
      background: ${token.colorPrimary};
      pointer-events: none;
    }
    ${compact ? '& .unread:hover::after, & .unread.selected::after, &.selecting .unread::after { display: none; }' : ''}
    & .actions {
      position: absolute;
      top: ${compact ? (row - 26) / 2 : padding - 3}px;
      inset-inline-end: ${token.paddingXXS}px;
      z-index: 1;
      display: flex;
      border-radius: ${token.borderRadius}px;
      background: ${token.colorBgElevated};
      box-shadow: ${token.boxShadowTertiary};
    }
    & .actions button {
      width: 28px;
      height: 26px;
      border: 0;
      border-radius: ${token.borderRadius}px;
      background: none;
      color: ${token.colorTextSecondary};
      font-size: ${token.fontSize}px;
      line-height: 1;
      cursor: pointer;
    }
    & .actions button:hover {
      background: ${token.controlItemBgHover};
      color: ${token.colorText};
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
