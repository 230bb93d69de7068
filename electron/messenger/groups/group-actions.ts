import { fail, type Result } from '../../../switch/index.ts';
import type { GroupProblem, GroupsApi } from '../api/groups-api.ts';
import { unlessDiskFull } from '../store-trouble.ts';
import type { Groups } from './groups.ts';

/** The calls about groups, before and after there are any; a full disk is one of their answers. */
export function createGroupActions(groups: () => Groups | undefined): GroupsApi {
  const act = <T>(call: (groups: Groups) => Promise<Result<T, GroupProblem>>) =>
    unlessDiskFull<T, GroupProblem>(async () => {
      const ready = groups();
      return ready === undefined ? fail('unknown-conversation') : call(ready);
    });
  return {
    create: (title, persons) => act((ready) => ready.create(title, persons)),
    add: (conv, persons, withHistory) => act((ready) => ready.add(conv, persons, withHistory)),
    answer: (conv, isYes) => act((ready) => ready.answer(conv, isYes)),
    remove: (conv, device) => act((ready) => ready.remove(conv, device)),
    leave: (conv) => act((ready) => ready.leave(conv)),
    setAdmin: (conv, device, isAdmin) => act((ready) => ready.setAdmin(conv, device, isAdmin)),
    rename: (conv, title) => act((ready) => ready.rename(conv, title)),
    setPicture: (conv, file) => act((ready) => ready.setPicture(conv, file)),
    pictureOf: async (conv) => groups()?.pictureOf(conv),
  };
}
