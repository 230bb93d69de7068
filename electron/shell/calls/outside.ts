import type { Answer, BridgeCalls, Lending, SavingView } from '../../bridge/contract.ts';
import type { Messenger } from '../../messenger/index.ts';
import type { Consent } from '../consent.ts';
import { type Content, findContent } from '../outside/content.ts';
import { LentFiles } from '../outside/lent-files.ts';
import { readLink } from '../outside/link-address.ts';
import type { PassingCopies } from '../outside/passing-copies.ts';
import { saveAs } from '../outside/save.ts';
import { SaveAll } from '../outside/save-all.ts';
import type { OutsideSystem } from '../outside/system.ts';
import { answer } from '../page-views.ts';

type OutsideCalls = Pick<
  BridgeCalls,
  | 'sendFile'
  | 'giveBackFiles'
  | 'saveContent'
  | 'openContent'
  | 'saveAll'
  | 'stopSaving'
  | 'showSaved'
  | 'copyPicture'
  | 'dragOut'
  | 'openLink'
  | 'openMicrophone'
>;

export interface OutsideParts {
  readonly system: OutsideSystem;
  readonly copies: PassingCopies;
  readonly consent: Consent;
}

export interface Outside {
  readonly calls: OutsideCalls;
  readonly lending: Lending;
  /** What was lent, for who reads it. */
  readonly lent: Pick<LentFiles, 'pathOf'>;
}

const done = { ok: true, value: {} } as const;

/** What the page may do with the rest of this computer. */
export function createOutside(
  open: () => Messenger,
  { system, copies, consent }: OutsideParts,
  tell: (saving: SavingView) => void,
  reportBug: (where: string, error: unknown) => void,
): Outside {
  const lent = new LentFiles();
  const saveAll = new SaveAll(tell);
  let savedLast: string | undefined;

  async function copyOf(
    conversationId: string,
    key: string,
  ): Promise<Answer<'dragOut'> | { path: string; content: Content }> {
    const content = await findContent(open(), conversationId, key);
    if (content === undefined) return { ok: false, error: 'unknown-message' };
    const made = await copies.make(content);
    return made.ok ? { path: made.value, content } : made;
  }

  const calls: OutsideCalls = {
    sendFile: async ({ conversationId, token }) => {
      const taken = lent.take(token); // a token is good for one message, also while that is made
      if (taken === undefined) return { ok: false, error: 'not-lent' };
      const { path, keep } = taken;
      const sent = await open()
        .files.sendFile(conversationId, { path, fileName: path.replace(/^.*[\\/]/, '') })
        .catch((error: unknown) => {
          keep();
          throw error;
        });
      if (!sent.ok) keep();
      return answer<'sendFile'>(sent);
    },
    giveBackFiles: async ({ tokens }) => {
      lent.giveBack(tokens);
      return done;
    },
    saveContent: async ({ conversationId, key }) => {
      const content = await findContent(open(), conversationId, key);
      if (content === undefined) return { ok: false, error: 'unknown-message' };
      if (!content.isHere) return { ok: false, error: 'not-here-yet' };
      const path = await system.askSavePath(content.name);
      if (path === undefined) return done;
      const saved = await saveAs(content, path);
      if (!saved.ok) return saved;
      savedLast = path;
      return { ok: true, value: { fileName: path.replace(/^.*[\\/]/, '') } };
    },
    openContent: async ({ conversationId, key }) => {
      const content = await findContent(open(), conversationId, key);
      if (content === undefined) return { ok: false, error: 'unknown-message' };
      if (content.isProgram) return { ok: false, error: 'is-program' };
      if (!(await consent.byGesture('openFile'))) return done;
      const made = await copies.make(content);
      if (!made.ok) return made;
      return (await system.openPath(made.value)) ? done : { ok: false, error: 'no-program-for-it' };
    },
    saveAll: async ({ conversationId, what }) => {
      if (saveAll.isBusy) return { ok: false, error: 'busy' };
      const known = await open().pages.gallery(conversationId, 'album', undefined, 1);
      if (!known.ok) return known;
      const folder = await system.askFolder();
      if (folder === undefined) return { ok: true, value: { isStarted: false } };
      if (saveAll.isBusy) return { ok: false, error: 'busy' };
      saveAll.run(open(), conversationId, what, folder).then(
        (last) => {
          savedLast = last ?? savedLast;
        },
        (error: unknown) => reportBug('saveAll', error),
      );
      return { ok: true, value: { isStarted: true } };
    },
    stopSaving: async () => {
      saveAll.stop();
      return done;
    },
    showSaved: async () => {
      if (savedLast !== undefined) system.showInFolder(savedLast);
      return done;
    },
    copyPicture: async ({ xPx, yPx }) => {
      if (await consent.byGesture('copyPicture')) system.copyPictureAt(xPx, yPx);
      return done;
    },
    dragOut: async ({ conversationId, key }) => {
      if (!consent.isByHand()) return { ok: false, error: 'failed' }; // no drag begins without a hand
      const copy = await copyOf(conversationId, key);
      if (!('path' in copy)) return copy;
      system.startDrag(copy.path);
      return done;
    },
    openLink: async ({ url }) => {
      const address = readLink(url);
      if (address === undefined) return { ok: false, error: 'bad-link' };
      if (!(await consent.byGesture('openLink'))) return done;
      return (await system.openLink(address)) ? done : { ok: false, error: 'no-program-for-it' };
    },
    openMicrophone: async ({ isOn }) =>
      (await system.openMicrophone(isOn)) ? done : { ok: false, error: 'refused-by-system' },
  };
  const lending: Lending = {
    ask: (files) => lent.ask(files),
    take: async (proofs) => ({ ok: true, value: { files: [...(await lent.lend(proofs))] } }),
  };
  return { calls, lent, lending };
}
