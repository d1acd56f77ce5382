import { PlusOutlined } from '@ant-design/icons';
import { Button, Flex, type ButtonProps } from 'antd';
import type { ProviderView } from '../../../common';
import { useT } from '../../locale';
import { useConnect } from './useConnect';

export interface ConnectButtonsProps extends Pick<ButtonProps, 'type' | 'size' | 'block'> {
  providers: ProviderView[];
}

/** One button for each provider: "Connect Outlook". */
export function ConnectButtons({ providers, ...button }: ConnectButtonsProps) {
  const t = useT();
  const { connect, leaving } = useConnect();
  return (
    <Flex vertical gap="small" align={button.block ? 'stretch' : 'center'}>
      {providers.map(({ name }) => (
        <Button
          key={name}
          {...button}
          icon={<PlusOutlined />}
          loading={leaving}
          onClick={() => connect(name)}
          data-testid={`mail-connect-${name}`}
        >
          {t(`connect.${name}`)}
        </Button>
      ))}
    </Flex>
  );
}
