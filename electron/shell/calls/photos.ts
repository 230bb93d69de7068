import type { Answer, BridgeCalls, Input } from '../../bridge/contract.ts';
import type { Messenger, StageableFile } from '../../messenger/index.ts';
import type { LentFiles } from '../outside/lent-files.ts';
import { answer } from '../page-views.ts';

type PhotoCalls = Pick<BridgeCalls, 'stagePhoto' | 'stageClip' | 'discardStaged' | 'sendAlbum'>;

/** Photos and clips on their way into an album. Files come as tokens of what was lent; the messenger reads them by path. */
export function photoCalls(open: () => Messenger, lent: Pick<LentFiles, 'pathOf'>): PhotoCalls {
  function fileOf(file: Input<'stagePhoto'>['file']): StageableFile | undefined {
    if ('bytes' in file) return file.bytes;
    const path = lent.pathOf(file.token);
    return path === undefined ? undefined : { path };
  }

  return {
    stagePhoto: async ({ fileName, file }) => {
      const found = fileOf(file);
      return found === undefined ? UNREADABLE : answer<'stagePhoto'>(await open().stagePhoto(fileName, found));
    },
    stageClip: async ({ file, ...clip }) => {
      const found = fileOf(file);
      return found === undefined ? UNREADABLE : answer<'stageClip'>(await open().stageClip({ ...clip, file: found }));
    },
    discardStaged: async ({ stagedIds }) => {
      await open().discardStaged(stagedIds);
      return { ok: true, value: {} };
    },
    sendAlbum: async ({ conversationId, items, size }) =>
      answer<'sendAlbum'>(await open().sendAlbum(conversationId, items, size)),
  };
}

const UNREADABLE = { ok: false, error: 'photo-unreadable' } as const satisfies Answer<'stagePhoto'>;
