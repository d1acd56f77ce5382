import { dropOriginals } from './databases';

/** Once a run, in the process that starts the others: at its end, the databases go that apps were copied from. */
export default function setup(): () => Promise<void> {
  return dropOriginals;
}
