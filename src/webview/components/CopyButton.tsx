import { useEffect, useState } from 'preact/hooks';
import { usePage } from '../pageContext.ts';
import { withoutControls } from '../shownText.ts';
import { Icon } from './Icon.tsx';

const SHOW_DONE_MS = 1500;

/** Copies a text through the host, without what could steer a terminal. `label` is its whole name. */
export function CopyButton({ text, label }: { readonly text: string; readonly label: string }) {
  const { post, language } = usePage();
  const [copied, setCopied] = useState(false);
  useEffect(() => {
    if (!copied) return;
    const timer = setTimeout(() => setCopied(false), SHOW_DONE_MS);
    return () => clearTimeout(timer);
  }, [copied]);
  const copy = () => {
    post({ type: 'copy', text: withoutControls(text) });
    setCopied(true);
  };
  return (
    <button type="button" class="copy" aria-label={label} title={label} onClick={copy}>
      <Icon name={copied ? 'check' : 'copy'} />
      <span>{copied ? language.t('Copied') : language.t('Copy')}</span>
    </button>
  );
}
