import { Flex, Input, theme, Typography } from 'antd';
import { useEffect, useRef, useState, type KeyboardEvent } from 'react';
import { showInPane } from '../../components/shared/scroll-pane';
import { SecondaryText } from '../../components/shared/SecondaryText';
import { useDialogFocus } from '../../components/shared/useDialogFocus';
import { ROLE_ICONS } from '../folders/roles';
import { matchingChoices, type FolderChoice } from './folder-choices';

export interface FolderFinderProps {
  choices: FolderChoice[];
  /** Passed in, because a dialog is rendered outside the translations' context. */
  texts: { label: string; nothing: string };
  onChoose(choice: FolderChoice): void;
}

/**
 * Finds a folder by typing part of its name. Enter takes the first match, or the one reached with the arrow
 * keys.
 */
export function FolderFinder({ choices, texts, onChoose }: FolderFinderProps) {
  const { token } = theme.useToken();
  const [typed, setTyped] = useState('');
  const [at, setAt] = useState(0);
  const input = useDialogFocus();
  const list = useRef<HTMLDivElement>(null);
  const found = matchingChoices(choices, typed);
  useEffect(() => {
    const chosen = list.current?.querySelector('[aria-selected=true]');
    if (chosen) showInPane(chosen);
  }, [at]);

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (by !== undefined) {
      event.preventDefault();
      setAt(Math.min(found.length - 1, Math.max(0, at + by)));
    } else if (event.key === 'Enter' && found.length > at) {
      event.preventDefault();
      onChoose(found[at]);
    }
  };
  const optionId = (index: number) => `mail-folder-option-${index}`;
  return (
    <Flex vertical gap={token.marginXS}>
      <Input
        ref={input}
        role="combobox"
        aria-expanded
        aria-controls="mail-folder-options"
        aria-activedescendant={found.length > 0 ? optionId(at) : undefined}
        aria-label={texts.label}
        placeholder={texts.label}
        value={typed}
        onChange={(event) => {
          setTyped(event.target.value);
          setAt(0);
        }}
        onKeyDown={onKeyDown}
        data-testid="mail-move-find"
      />
      <div
        ref={list}
        id="mail-folder-options"
        role="listbox"
        aria-label={texts.label}
        style={{ height: 280, overflow: 'auto' }}
      >
        {found.map((choice, index) => {
          const Icon = ROLE_ICONS[choice.folder.role];
          return (
            <Flex
              key={String(choice.folder.id)}
              id={optionId(index)}
              role="option"
              aria-selected={index === at}
              align="center"
              gap={token.marginXS}
              onMouseMove={() => setAt(index)}
              onClick={() => onChoose(choice)}
              style={{
                padding: `${token.paddingXXS}px ${token.paddingXS}px`,
                borderRadius: token.borderRadius,
                background: index === at ? token.controlItemBgActive : undefined,
                cursor: 'pointer',
              }}
            >
              <Icon aria-hidden />
              <Typography.Text ellipsis>
                <bdi>{choice.name}</bdi>
              </Typography.Text>
              {choice.within !== '' && (
                <Typography.Text ellipsis style={{ color: token.colorTextSecondary, minWidth: 0, flex: 1 }}>
                  <bdi>{choice.within}</bdi>
                </Typography.Text>
              )}
            </Flex>
          );
        })}
        {found.length === 0 && <SecondaryText>{texts.nothing}</SecondaryText>}
      </div>
    </Flex>
  );
}
