import type { Answer, Bridge } from '../../electron/bridge/contract.ts';
import { samplePhoto } from './sample-photos.ts';

const fail = <E extends string>(error: E): { readonly ok: false; readonly error: E } => ({ ok: false, error });

/** Painted landscapes stand for what was picked; the names say what is to go wrong. */
export function fakePhotoCalls(): Pick<Bridge, 'stagePhoto' | 'stageClip' | 'discardStaged'> {
  return {
    stagePhoto: async ({ fileName }): Promise<Answer<'stagePhoto'>> => {
      if (/\.txt$/.test(fileName)) return fail('photo-not-an-image');
      if (/\.tiff$/.test(fileName)) return fail('photo-unsupported');
      if (/huge/.test(fileName)) return fail('photo-too-many-pixels');
      const n = numberIn(fileName);
      const { key, widthPx, heightPx, thumbhash } = await samplePhoto(n, 1600, 1200);
      const sizes = { small: 210_000 + n * 900, good: 560_000 + n * 2_000, original: 4_300_000 + n * 31_000 };
      return { ok: true, value: { stagedId: key, fileName, widthPx, heightPx, sizes, thumbhash } };
    },
    stageClip: async ({ fileName, durationMs }): Promise<Answer<'stageClip'>> => {
      const { key, widthPx, heightPx, thumbhash } = await samplePhoto(numberIn(fileName), 1600, 900);
      const sizes = { small: 21_000_000, good: 21_000_000, original: 21_000_000 };
      return { ok: true, value: { stagedId: key, fileName, widthPx, heightPx, sizes, thumbhash, durationMs } };
    },
    discardStaged: async () => ({ ok: true, value: {} }),
  };
}

const numberIn = (fileName: string): number => Number.parseInt(fileName.replace(/\D/g, '').slice(-3), 10) || 1;
