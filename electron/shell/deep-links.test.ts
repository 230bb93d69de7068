import { EventEmitter } from 'node:events';
import type { App } from 'electron';
import { describe, expect, test } from 'vitest';
import { type DeepLinkParts, openDeepLinks } from './deep-links.ts';

const LINK = 'hashline:invite/AAAA';
const OTHER = 'hashline:invite/BBBB';

/** Electron's app as far as links go: it emits what the system tells it. */
function scene({ isOnly = true, isPackaged = false, ...given }: Partial<DeepLinkParts> & Record<string, unknown> = {}) {
  const emitter = new EventEmitter();
  const asked: unknown[] = [];
  const schemes: string[] = [];
  const shown: string[] = [];
  const app = Object.assign(emitter, {
    isPackaged,
    requestSingleInstanceLock: (data: unknown) => {
      asked.push(data);
      return isOnly;
    },
    setAsDefaultProtocolClient: (scheme: string) => schemes.push(scheme),
  }) as unknown as App; // the parts of it that links need
  const onSecondStart = () => shown.push('shown');
  const links = openDeepLinks(app, { first: undefined, isUsualFolder: true, onSecondStart, ...given });
  const taken: string[] = [];
  return { emitter, links, asked, schemes, shown, taken, take: (link: string) => taken.push(link) };
}

describe('deep links', () => {
  test('the one it was started with waits until somebody takes it', () => {
    const { links, taken, take } = scene({ first: LINK });
    links?.takeBy(take);
    expect(taken).toEqual([LINK]);
  });

  test('a second start shows the window and passes its link', () => {
    const { emitter, links, shown, taken, take } = scene();
    emitter.emit('second-instance', {}, [], '/', { link: LINK });
    links?.takeBy(take);
    emitter.emit('second-instance', {}, [], '/', { link: OTHER });
    expect(shown).toHaveLength(2);
    expect(taken).toEqual([LINK, OTHER]);
  });

  test.each([
    null,
    undefined,
    7,
    {},
    { link: 7 },
    { link: 'https://example.org' },
    { link: `hashline:${'A'.repeat(9_000)}` },
  ])('a second start that passes %j shows the window and no more', (extra) => {
    const { emitter, links, shown, taken, take } = scene();
    links?.takeBy(take);
    emitter.emit('second-instance', {}, [], '/', extra);
    expect([shown, taken]).toEqual([['shown'], []]);
  });

  test('macOS brings links as events', () => {
    const { emitter, links, taken, take } = scene();
    let isPrevented = false;
    links?.takeBy(take);
    const preventDefault = () => {
      isPrevented = true;
    };
    emitter.emit('open-url', { preventDefault }, LINK);
    expect([taken, isPrevented]).toEqual([[LINK], true]);
  });

  test('the second copy gives its link away and leaves', () => {
    const { links, asked } = scene({ isOnly: false, first: LINK });
    expect(links).toBeUndefined();
    expect(asked).toEqual([{ link: LINK }]);
  });

  test('a folder of its own asks for no lock and answers no scheme; a checkout answers none either', () => {
    expect(scene({ isUsualFolder: false, isPackaged: true, isOnly: false })).toMatchObject({ asked: [], schemes: [] });
    expect(scene()).toMatchObject({ schemes: [] });
    expect(scene({ isPackaged: true })).toMatchObject({ schemes: ['hashline'] });
  });
});
