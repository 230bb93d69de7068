import type { Problem } from '../../../electron/bridge/contract.ts';
import { tell } from '../../components/toasts.ts';
import type { MessageKey } from '../../i18n.tsx';

type PersonProblem = Problem<'blockPerson'>;

/** What to tell the person, for every way something about people can fail. Leave one out and this does not compile. */
export const PERSON_PROBLEM_KEYS = {
  'unknown-person': 'person.unknown',
  'no-profile': 'person.noProfile',
  'bad-name': 'person.badName',
  'bad-hashname': 'ask.badHashname',
  'to-oneself': 'ask.toOneself',
  'already-contact': 'ask.alreadyContact',
  blocked: 'ask.blocked',
  'too-many-contacts': 'person.tooMany',
  'not-an-image': 'person.notAnImage',
  'picture-too-large': 'person.pictureTooLarge',
  'disk-full': 'person.diskFull',
  forbidden: 'problem.ours',
  'bad-request': 'problem.ours',
  internal: 'problem.ours',
} as const satisfies Record<PersonProblem, MessageKey>;

export type PersonProblemKey = (typeof PERSON_PROBLEM_KEYS)[PersonProblem];

type PersonAnswer<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: PersonProblem };

/** What came of it; tells why if nothing did. */
export async function orTell<T>(answer: Promise<PersonAnswer<T>>): Promise<T | undefined> {
  const result = await answer;
  if (result.ok) return result.value;
  tell(PERSON_PROBLEM_KEYS[result.error]);
  return undefined;
}
