import type { ConversationId } from '../../../electron/bridge/contract.ts';
import { EditableName } from '../../components/EditableName.tsx';
import { useTranslate } from '../../i18n.tsx';
import { GROUP_TITLE_CHARS_MAX } from '../../limits.ts';
import { renameGroup } from './group-actions.ts';

interface GroupTitleProps {
  readonly id: ConversationId;
  readonly title: string;
  readonly mayChange: boolean;
}

/** The group's name; for an admin with a way to change it. */
export function GroupTitle({ id, title, mayChange }: GroupTitleProps) {
  const t = useTranslate();
  return (
    <EditableName
      name={title}
      changeLabel={mayChange ? t('group.rename') : null}
      fieldLabel={t('group.titleLabel')}
      saveLabel={t('group.save')}
      given={title}
      charsMax={GROUP_TITLE_CHARS_MAX}
      onSave={(wanted) => renameGroup(id, wanted)}
    />
  );
}
