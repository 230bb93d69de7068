import { Check, Copy } from 'lucide-react';
import { type MessageKey, useTranslate } from '../i18n.tsx';
import { Button } from './Button.tsx';
import { copyText } from './copy-text.ts';
import { useBriefly } from './use-briefly.ts';

interface CopyButtonProps {
  readonly text: string;
  readonly labelKey: MessageKey;
  readonly copiedKey: MessageKey;
  readonly look?: 'main' | 'plain';
  readonly isDisabled?: boolean;
  readonly className?: string | undefined;
  readonly onCopied?: () => void;
}

/** Copies a text and says so, in the button and aloud. */
export function CopyButton({
  text,
  labelKey,
  copiedKey,
  look = 'plain',
  isDisabled = false,
  className,
  onCopied,
}: CopyButtonProps) {
  const t = useTranslate();
  const [isCopied, confirm] = useBriefly();
  const copy = async () => {
    if (!(await copyText(text))) return;
    confirm();
    onCopied?.();
  };
  return (
    <Button look={look} className={className} disabled={isDisabled} onClick={() => void copy()}>
      {isCopied ? <Check aria-hidden="true" /> : <Copy aria-hidden="true" />}
      <span aria-live="polite">{t(isCopied ? copiedKey : labelKey)}</span>
    </Button>
  );
}
