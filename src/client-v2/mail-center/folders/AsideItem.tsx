import { FolderItem, type FolderItemProps } from './FolderItem';
import { FolderTree } from './FolderTree';

type Props = Pick<FolderItemProps, 'id' | 'icon' | 'name' | 'count' | 'countLabel' | 'danger' | 'testId'> & {
  /** What is open. */
  active: string | null;
  onOpen(id: string): void;
};

/** A line of the folder list that opens something else than a folder. */
export function AsideItem({ active, onOpen, ...item }: Props) {
  const { id, name } = item;
  return (
    <FolderTree label={name} ids={[id]} active={active === id ? id : null}>
      <FolderItem {...item} active={active === id} onOpen={() => onOpen(id)} />
    </FolderTree>
  );
}
