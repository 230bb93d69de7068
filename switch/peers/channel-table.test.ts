import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { ActiveChannel } from './active-channel.ts';
import { ChannelTable } from './channel-table.ts';

test('is as a map, whether there are few or many', () => {
  const anyStep = fc.record({ id: fc.nat(12), isAdded: fc.boolean() });
  fc.assert(
    fc.property(fc.array(anyStep, { maxLength: 60 }), (steps) => {
      const table = new ChannelTable();
      const expected = new Map<number, ActiveChannel>();
      for (const { id, isAdded } of steps) {
        const channel = { channelId: id } as ActiveChannel; // it looks at nothing else
        if (isAdded) table.add(id, channel);
        else table.delete(id);
        if (isAdded) expected.set(id, channel);
        else expected.delete(id);
        expect(table.size).toBe(expected.size);
        for (let each = 0; each <= 12; each++) expect(table.get(each)).toBe(expected.get(each));
        expect(new Set(table.values())).toEqual(new Set(expected.values()));
      }
    }),
  );
});
