import { beforeEach, describe, expect, test, vi } from 'vitest';
import type { Answer, Bridge } from '../../../electron/bridge/contract.ts';
import { ALBUM_PHOTOS_MAX, PHOTO_FILE_BYTES_MAX } from '../../limits.ts';
import { conversationId, hexId } from '../../testing/make-message.ts';
import { quietBridge } from '../../testing/quiet-bridge.ts';

const ID = conversationId(1);
const staged: string[] = [];
const discarded: string[] = [];
let stagePhoto: Bridge['stagePhoto'];

const isGood = (fileName: string) => fileName.endsWith('.jpg');
const answerFor = (fileName: string): Answer<'stagePhoto'> => {
  if (!isGood(fileName)) return { ok: false, error: 'photo-not-an-image' };
  staged.push(fileName);
  const stagedId = hexId(staged.length).slice(32);
  return {
    ok: true,
    value: { stagedId, fileName, widthPx: 4, heightPx: 3, sizes: { small: 1, good: 2, original: 9 }, thumbhash: '' },
  };
};
const { bridge } = quietBridge({
  stagePhoto: (input) => stagePhoto(input),
  lend: async (files) => ({
    ok: true,
    value: { files: files.map(() => ({ token: '', name: '', bytes: 0, kind: 'unreadable' })) },
  }),
  discardStaged: async ({ stagedIds }) => {
    discarded.push(...stagedIds);
    return { ok: true, value: {} };
  },
});
vi.stubGlobal('window', { bridge });
const { useAppStore } = await import('../../store/app-store.ts');
const { selectDraft } = await import('../../store/drafts-slice.ts');
const { removeFromTray, stageFiles } = await import('./stage-files.ts');

const pristine = useAppStore.getState();
const draft = () => selectDraft(ID)(useAppStore.getState());
const file = (name: string, size = 9): File => {
  const made = new File([new Uint8Array(Math.min(size, 9))], name);
  Object.defineProperty(made, 'size', { value: size }); // two gigabytes without having them
  return made;
};

beforeEach(() => {
  useAppStore.setState(pristine, true);
  staged.length = 0;
  discarded.length = 0;
  stagePhoto = async ({ fileName }) => answerFor(fileName);
});

describe('files on their way into the tray', () => {
  test('a file that is none of our kind does not hold up the others', async () => {
    await stageFiles(ID, [file('a.jpg'), file('notes.txt'), file('b.jpg')]);
    expect(draft().tray.map((item) => item.state === 'ready' && item.photo.fileName)).toEqual(['a.jpg', 'b.jpg']);
    expect(draft().problems).toMatchObject([{ fileName: 'notes.txt', key: 'photoProblem.notAnImage' }]);
  });

  test.each([
    ['empty.jpg', 0, 'photoProblem.empty'],
    ['film.jpg', 2 * 1024 ** 3, 'photoProblem.tooLarge'],
    ['just-over.jpg', PHOTO_FILE_BYTES_MAX + 1, 'photoProblem.tooLarge'],
  ])('%s is refused without being read', async (name, size, key) => {
    const given = file(name, size);
    const read = vi.spyOn(given, 'arrayBuffer');
    await stageFiles(ID, [given]);
    expect(draft().problems).toMatchObject([{ fileName: name, key }]);
    expect(read).not.toHaveBeenCalled();
    expect(staged).toEqual([]);
  });

  test('a file that can not be read is said to be so', async () => {
    const gone = file('gone.jpg');
    vi.spyOn(gone, 'arrayBuffer').mockRejectedValue(new DOMException('gone', 'NotFoundError'));
    await stageFiles(ID, [gone, file('a.jpg')]);
    expect(draft().problems).toMatchObject([{ fileName: 'gone.jpg', key: 'photoProblem.unreadable' }]);
    expect(draft().tray).toHaveLength(1);
  });

  test('a photo removed while it was being prepared is kept by nobody', async () => {
    stagePhoto = async ({ fileName }) => {
      await removeFromTray(ID, draft().tray); // the person is quicker
      return answerFor(fileName);
    };
    await stageFiles(ID, [file('a.jpg')]);
    expect(draft().tray).toEqual([]);
    expect(discarded).toHaveLength(1);
  });

  test('an album never gets more photos than may be sent', async () => {
    await stageFiles(
      ID,
      Array.from({ length: ALBUM_PHOTOS_MAX + 5 }, (_, n) => file(`${n}.jpg`)),
    );
    expect(draft().tray).toHaveLength(ALBUM_PHOTOS_MAX);
    expect(staged).toHaveLength(ALBUM_PHOTOS_MAX);
  });
});
