import { afterAll, beforeAll, describe, it } from 'vitest';
import { setStage, type Stage } from './stage';
import { playStory } from './story';

describe.each(['admin', 'v/admin'] as const)('the main job in /%s', (client) => {
  let stage: Stage;

  beforeAll(async () => {
    stage = await setStage({ seed: true });
  });
  afterAll(() => stage?.close());

  it('goes from pasting the client ID to an answer in the other mailbox', async () => {
    await playStory({ ...stage, client });
  });
});
