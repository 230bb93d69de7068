import { monitorEventLoopDelay, performance } from 'node:perf_hooks';
import { z } from 'zod';
import { type Actions, action, done } from './action.ts';
import { flag } from './fields.ts';
import { LOOP_DELAY_STEP_MS } from './limits.ts';

/** `stats`: memory and processor time of this process, and how long its event loop was held since the start, or since it was asked with `anew`. */
export function statsActions(): Actions {
  const delay = monitorEventLoopDelay({ resolution: LOOP_DELAY_STEP_MS });
  delay.enable();
  return {
    stats: action([], z.strictObject({ anew: flag().default(false) }), async (_, { anew }) => {
      const { rss, heapUsed, external } = process.memoryUsage();
      const ms = (nanoseconds: number) => Math.round(nanoseconds / 10_000) / 100;
      const loop = { p50Ms: ms(delay.percentile(50)), p99Ms: ms(delay.percentile(99)), maxMs: ms(delay.max) };
      if (anew) delay.reset();
      const { user, system } = process.cpuUsage();
      const cpuMs = Math.round((user + system) / 1_000); // of all its threads since the start
      return done({
        cpuMs,
        rssBytes: rss,
        heapBytes: heapUsed,
        externalBytes: external,
        upMs: performance.now(),
        loop,
      });
    }),
  };
}
