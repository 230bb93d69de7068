import { describe, expect, test } from 'vitest';
import { NOTICE_REST_MS } from './limits.ts';
import { Notices } from './notices.ts';
import type { NoticeView } from './views/upkeep-views.ts';

const KEY: NoticeView = { name: 'key-in-file' };
const port = (wanted: number): NoticeView => ({ name: 'port-changed', wanted, got: 5_000 });

/** A disk that outlives the program, and a clock. */
class Scene {
  readonly disk = new Map<string, string>();
  readonly told: (readonly NoticeView[])[] = [];
  nowMs = 1_000_000;

  async start(): Promise<Notices> {
    const notices = new Notices({
      onChange: (shown) => this.told.push(shown),
      wallMs: () => this.nowMs,
      read: async (name) => this.disk.get(name),
      write: async (name, dismissal) => void this.disk.set(name, dismissal),
    });
    await notices.start(['key-in-file', 'port-changed']);
    return notices;
  }
}

describe('notices', () => {
  test('one that was put away stays away over restarts, for 30 days', async () => {
    const scene = new Scene();
    const first = await scene.start();
    first.set(KEY);
    expect(first.all()).toEqual([KEY]);
    await first.dismiss('key-in-file');
    expect(scene.told).toEqual([[KEY], []]);

    scene.nowMs += NOTICE_REST_MS - 1;
    const second = await scene.start();
    second.set(KEY);
    expect(second.all()).toEqual([]);
    expect(scene.told).toHaveLength(2);

    scene.nowMs += 1;
    expect(second.all()).toEqual([KEY]);
  });

  test('what says something else is news', async () => {
    const scene = new Scene();
    const first = await scene.start();
    first.set(port(4_000));
    await first.dismiss('port-changed');
    const second = await scene.start();
    second.set(port(4_000));
    expect(second.all()).toEqual([]);
    second.set(port(4_001));
    expect(second.all()).toEqual([port(4_001)]);
  });

  test('what went away and comes back is news', async () => {
    const notices = await new Scene().start();
    notices.set({ name: 'disk-full' });
    await notices.dismiss('disk-full');
    notices.set({ name: 'disk-full' });
    expect(notices.all()).toEqual([]);
    notices.clear('disk-full');
    notices.set({ name: 'disk-full' });
    expect(notices.all()).toEqual([{ name: 'disk-full' }]);
  });

  test('a clock set back, or a torn note, hides nothing', async () => {
    const scene = new Scene();
    const first = await scene.start();
    first.set(KEY);
    await first.dismiss('key-in-file');
    scene.nowMs -= 1;
    const second = await scene.start();
    second.set(KEY);
    expect(second.all()).toEqual([KEY]);
    scene.nowMs += 1;
    scene.disk.set('key-in-file', '{"atMs":');
    const third = await scene.start();
    third.set(KEY);
    expect(third.all()).toEqual([KEY]);
  });
});
