import { describe, expect, it } from 'vitest';
import { TYPING_EXPIRES_MS, TYPING_IDLE_MS, TYPING_KEEP_MS, TYPISTS_MAX } from '../limits.ts';
import type { Clock } from '../messenger.ts';
import { readTyping, typingPacket } from '../sync/now-packet.ts';
import { Typing } from './typing.ts';

/** A clock that goes on when it is told to. */
class HandClock implements Clock {
  private nowMs = 0;
  private readonly timers = new Map<() => void, number>();

  wallMs(): number {
    return this.nowMs;
  }

  after(ms: number, callback: () => void): () => void {
    const timer = () => callback();
    this.timers.set(timer, this.nowMs + ms);
    return () => this.timers.delete(timer);
  }

  go(ms: number): void {
    for (let step = 0; step < ms; step += 100) {
      this.nowMs += 100;
      for (const [timer, atMs] of [...this.timers]) if (atMs <= this.nowMs && this.timers.delete(timer)) timer();
    }
  }
}

function begin() {
  const clock = new HandClock();
  const told: boolean[] = [];
  const changes = { count: 0 };
  const typing = new Typing({
    clock,
    mayTell: () => true,
    tell: (isTyping) => told.push(isTyping),
    onChange: () => {
      changes.count += 1;
    },
  });
  return { clock, told, changes, typing };
}

describe('typing', () => {
  it('is told once in a while, however fast somebody types, and its end once', () => {
    const { clock, told, typing } = begin();
    for (let ms = 0; ms < 10 * TYPING_KEEP_MS; ms += 100) {
      typing.typed();
      clock.go(100);
    }
    expect(told).toEqual(Array.from({ length: 10 }, () => true));
    clock.go(2 * TYPING_IDLE_MS);
    typing.stop();
    expect(told.slice(10)).toEqual([false]);
  });

  it('of others runs out by itself, and a flood of packets changes nothing more', () => {
    const { clock, changes, typing } = begin();
    for (let n = 0; n < 1_000; n += 1) typing.hear('a', true);
    expect([typing.devices(), changes.count]).toEqual([['a'], 1]);
    clock.go(TYPING_EXPIRES_MS);
    expect([typing.devices(), changes.count]).toEqual([[], 2]);
    for (let n = 0; n < 3 * TYPISTS_MAX; n += 1) typing.hear(`d${n}`, true);
    expect(typing.devices()).toHaveLength(TYPISTS_MAX);
    typing.end();
    clock.go(TYPING_EXPIRES_MS);
    expect(changes.count).toBe(2 + TYPISTS_MAX);
  });
});

describe('a packet of _now', () => {
  const conv = 'ab'.repeat(32);

  it('has these bytes', () => {
    expect(JSON.stringify(typingPacket(conv, true))).toBe(`{"v":1,"t":"typing","conv":"${conv}","on":true}`);
    expect(readTyping(typingPacket(conv, false))).toEqual({ v: 1, t: 'typing', conv, on: false });
  });

  it('that is anything else is ignored', () => {
    const right = { v: 1, t: 'typing', conv, on: true };
    for (const wrong of [{ v: 2 }, { t: 'call' }, { conv: 'AB' }, { conv: 7 }, { on: 1 }, { on: undefined }]) {
      expect(readTyping({ ...right, ...wrong })).toBeUndefined();
    }
    for (const wrong of [undefined, null, 'typing', []]) expect(readTyping(wrong)).toBeUndefined();
  });
});
