import { PaperClipOutlined, TeamOutlined } from '@ant-design/icons';
import { Flex, theme, Typography } from 'antd';
import { useEffect, useRef } from 'react';
import type { TemplateSummary } from '../../../../common';
import { useT } from '../../../locale';
import { showInPane } from '../../shared/scroll-pane';
import { SecondaryText } from '../../shared/SecondaryText';
import { byFolder } from './matching-templates';

export const OPTIONS_ID = 'mail-template-options';
export const optionId = (index: number): string => `mail-template-option-${index}`;

interface Props {
  templates: TemplateSummary[];
  /** Index of the chosen one. */
  at: number;
  onChoose(index: number): void;
  onTake(index: number): void;
}

/** The templates found, by folder. A click shows one, a double click takes it. */
export function TemplateOptions({ templates, at, onChoose, onTake }: Props) {
  const t = useT();
  const { token } = theme.useToken();
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const chosen = list.current?.querySelector('[aria-selected=true]');
    if (chosen) showInPane(chosen);
  }, [at, templates]);
  let index = -1;
  return (
    <div ref={list} id={OPTIONS_ID} role="listbox" aria-label={t('Templates')}>
      {byFolder(templates).map(({ folder, templates: inFolder }) => (
        <div key={folder} role="group" aria-label={folder || t('Without a folder')}>
          <SecondaryText
            style={{
              display: 'block',
              padding: `${token.paddingXS}px ${token.paddingXS}px ${token.paddingXXS}px`,
              fontSize: token.fontSizeSM,
            }}
            aria-hidden
          >
            <bdi>{folder || t('Without a folder')}</bdi>
          </SecondaryText>
          {inFolder.map((template) => {
            index += 1;
            const own = index;
            return (
              <Flex
                key={String(template.id)}
                id={optionId(own)}
                role="option"
                aria-selected={own === at}
                vertical
                onClick={() => onChoose(own)}
                onDoubleClick={() => onTake(own)}
                style={{
                  padding: `${token.paddingXXS}px ${token.paddingXS}px`,
                  borderRadius: token.borderRadius,
                  background: own === at ? token.controlItemBgActive : undefined,
                  cursor: 'pointer',
                }}
              >
                <Flex gap={token.marginXXS} align="center">
                  <Typography.Text ellipsis style={{ flex: 1 }}>
                    <bdi>{template.title}</bdi>
                  </Typography.Text>
                  {template.hasFiles && <PaperClipOutlined aria-label={t('Has attachments')} />}
                  {template.isShared && (
                    <TeamOutlined
                      aria-label={
                        template.isOwn ? t('Shared') : t('Shared by {{name}}', { name: template.owner })
                      }
                    />
                  )}
                </Flex>
                <SecondaryText ellipsis style={{ fontSize: token.fontSizeSM }}>
                  <bdi>{template.subject || template.preview}</bdi>
                </SecondaryText>
              </Flex>
            );
          })}
        </div>
      ))}
    </div>
  );
}
