import { z } from 'zod';
import { GROUP_MEMBERS_MAX, GROUP_TITLE_CHARS_MAX } from './limits.ts';
import { call, Hex64, InConversation, Nothing, PictureFile } from './shapes.ts';

/** What is done with groups. Members are named by their device. */

export const GroupProblem = z.enum([
  'unknown-conversation',
  'bad-title',
  'unknown-person',
  'not-an-admin',
  'not-a-member',
  'group-full',
  'too-many-groups',
  'not-an-image',
  'picture-too-large',
  'disk-full',
]);
export type GroupProblem = z.infer<typeof GroupProblem>;

const OneMember = InConversation.extend({ device: Hex64 });
const GroupTitle = z.string().min(1).max(GROUP_TITLE_CHARS_MAX);
const Persons = z.array(Hex64).max(GROUP_MEMBERS_MAX);

export const groupCalls = {
  /** Makes a group and invites these contacts. */
  createGroup: call({
    input: z.strictObject({ title: GroupTitle, persons: Persons }),
    output: InConversation,
    errors: GroupProblem.options,
  }),
  /** `withHistory`: they may read what was said before they came. */
  addToGroup: call({
    input: InConversation.extend({ persons: Persons.min(1), withHistory: z.boolean() }),
    output: Nothing,
    errors: GroupProblem.options,
  }),
  /** Says yes or no to an invitation. After a no the conversation is gone. */
  answerGroup: call({
    input: InConversation.extend({ isYes: z.boolean() }),
    output: Nothing,
    errors: GroupProblem.options,
  }),
  removeFromGroup: call({ input: OneMember, output: Nothing, errors: GroupProblem.options }),
  leaveGroup: call({ input: InConversation, output: Nothing, errors: GroupProblem.options }),
  setGroupAdmin: call({
    input: OneMember.extend({ isAdmin: z.boolean() }),
    output: Nothing,
    errors: GroupProblem.options,
  }),
  renameGroup: call({
    input: InConversation.extend({ title: GroupTitle }),
    output: Nothing,
    errors: GroupProblem.options,
  }),
  /** Any picture file; it is made small. None takes it away. */
  setGroupPicture: call({
    input: InConversation.extend({ bytes: PictureFile.optional() }),
    output: Nothing,
    errors: GroupProblem.options,
  }),
} as const;
