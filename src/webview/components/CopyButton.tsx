import { useEffect, useState } from 'preact/hooks';
import { withoutControls } from '../../engine/plainText.ts';
import { usePage } from '../pageContext.ts';
import { Icon } from './Icon.tsx';

const SHOW_DONE_MS = 1500;

interface CopyButtonProps {
  /** A function where the text is made only when it is wanted. */
  readonly text: string | (() => string);
  /** The button's whole name. */
  readonly label: string;
  /** What is to be read on it, where that is another word than Copy. */
  readonly words?: string;
}

/** Copies a text through the host, without what could steer a terminal. */
export function CopyButton({ text, label, words }: CopyButtonProps) {
  const { post, language } = usePage();
  const [copied, setCopied] = useState(false);
  useEffect(() => {
    if (!copied) return;
    const timer = setTimeout(() => setCopied(false), SHOW_DONE_MS);
    return () => clearTimeout(timer);
  }, [copied]);
  const copy = () => {
    post({ type: 'copy', text: withoutControls(typeof text === 'string' ? text : text()) });
    setCopied(true);
  };
  return (
    <button type="button" class="copy" aria-label={label} title={label} onClick={copy}>
      <Icon name={copied ? 'check' : 'copy'} />
      <span>{copied ? language.t('Copied') : (words ?? language.t('Copy'))}</span>
    </button>
  );
}
