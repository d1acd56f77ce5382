import { css } from '@emotion/css';
import type { GlobalToken } from 'antd';

/** How the editor shows a text: like the message that is sent (`mime/letter.ts`), with the theme's own colors. */
export const surfaceStyles = (token: GlobalToken, plain: boolean): string => css`
  flex: 1;
  display: flex;
  flex-direction: column;
  & .tiptap {
    flex: 1;
    min-height: 140px;
    padding: ${token.paddingSM}px ${token.padding}px;
    outline: none;
    line-height: ${token.lineHeight};
    overflow-wrap: anywhere;
    ${plain ? `font-family: ${token.fontFamilyCode}; tab-size: 8;` : ''}
  }
  & .tiptap p {
    margin: 0;
  }
  & .tiptap h1,
  & .tiptap h2,
  & .tiptap h3 {
    margin: ${token.marginSM}px 0 ${token.marginXXS}px;
    line-height: 1.3;
    font-weight: 600;
    color: inherit;
  }
  & .tiptap h1 {
    font-size: 24px;
  }
  & .tiptap h2 {
    font-size: 20px;
  }
  & .tiptap h3 {
    font-size: 16px;
  }
  & .tiptap ul,
  & .tiptap ol {
    margin: ${token.marginXXS}px 0;
    padding-inline-start: 28px;
  }
  & .tiptap blockquote {
    margin: ${token.marginXXS}px 0;
    padding-inline-start: ${token.paddingSM}px;
    border-inline-start: 2px solid ${token.colorBorder};
    color: ${token.colorTextSecondary};
  }
  & .tiptap code,
  & .tiptap pre {
    font-family: ${token.fontFamilyCode};
    font-size: 13px;
    background: ${token.colorFillTertiary};
    border: none;
    border-radius: ${token.borderRadiusSM}px;
  }
  & .tiptap code {
    padding: 1px 4px;
  }
  & .tiptap pre {
    margin: ${token.marginXXS}px 0;
    padding: ${token.paddingXS}px ${token.paddingSM}px;
    white-space: pre-wrap;
  }
  & .tiptap pre code {
    padding: 0;
    background: none;
  }
  & .tiptap .tableWrapper {
    margin: ${token.marginXXS}px 0;
    overflow-x: auto;
  }
  & .tiptap table {
    border-collapse: collapse;
    overflow-wrap: normal;
  }
  & .tiptap table[width='100%'] {
    width: 100%;
  }
  & .tiptap td,
  & .tiptap th {
    position: relative;
    min-width: 40px;
    padding: 4px 8px;
    vertical-align: top;
    text-align: start;
    border: 1px solid ${token.colorTextQuaternary};
  }
  & .tiptap table[border='0'] td,
  & .tiptap table[border='0'] th {
    border: 1px dashed ${token.colorBorderSecondary};
  }
  & .tiptap .selectedCell::after {
    content: '';
    position: absolute;
    inset: 0;
    background: ${token.colorPrimary};
    opacity: 0.15;
    pointer-events: none;
  }
  & .tiptap .column-resize-handle {
    position: absolute;
    top: 0;
    bottom: 0;
    right: -2px;
    width: 4px;
    background: ${token.colorPrimary};
    pointer-events: none;
  }
  & .tiptap.resize-cursor {
    cursor: col-resize;
  }
  & .tiptap img {
    max-width: 100%;
    height: auto !important;
  }
  & .tiptap [data-resize-container] {
    max-width: 100%;
    vertical-align: bottom;
  }
  & .tiptap [data-resize-handle] {
    display: none;
    width: 12px;
    height: 12px;
    background: ${token.colorPrimary};
    border: 2px solid ${token.colorBgElevated};
    border-radius: 50%;
    touch-action: none;
  }
  & .tiptap .ProseMirror-selectednode [data-resize-handle] {
    display: block;
  }
  & .tiptap [data-resize-handle='top-left'],
  & .tiptap [data-resize-handle='bottom-right'] {
    cursor: nwse-resize;
  }
  & .tiptap [data-resize-handle='top-right'],
  & .tiptap [data-resize-handle='bottom-left'] {
    cursor: nesw-resize;
  }
  & .tiptap .ProseMirror-selectednode img {
    outline: 2px solid ${token.colorPrimary};
  }
  & .tiptap [data-mail-signature] {
    margin-top: ${token.marginSM}px;
    color: ${token.colorTextSecondary};
  }
  & .tiptap p.is-editor-empty:first-child::before,
  & .tiptap p.is-empty:first-child:has(+ [data-mail-signature]:last-child)::before {
    content: attr(data-placeholder);
    float: left;
    height: 0;
    color: ${token.colorTextPlaceholder};
    pointer-events: none;
  }
`;
