import { Button } from '../../components/Button.tsx';
import { SmallDialog } from '../../components/SmallDialog.tsx';
import { useTranslate } from '../../i18n.tsx';
import { useAppStore } from '../../store/app-store.ts';
import { answerClose } from '../settings/change-desktop.ts';

/** Asked once, when the window is closed for the first time: messages reach only a Hashline that runs. */
export function CloseQuestion() {
  const t = useTranslate();
  const isAsked = useAppStore((state) => state.isCloseAsked);
  const setCloseAsked = useAppStore((state) => state.setCloseAsked);
  if (!isAsked) return null;
  const answer = (stays: boolean) => {
    setCloseAsked(false);
    void answerClose(stays);
  };
  return (
    <SmallDialog
      title={t('close.title')}
      onClose={() => setCloseAsked(false)}
      actions={
        <>
          <Button look="main" onClick={() => answer(true)}>
            {t('close.stay')}
          </Button>
          <Button onClick={() => answer(false)}>{t('close.quit')}</Button>
        </>
      }
    >
      <p>{t('close.body')}</p>
    </SmallDialog>
  );
}
