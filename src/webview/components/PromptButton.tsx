import { usePage } from '../pageContext.ts';
import { Icon } from './Icon.tsx';

/** Shows in an editor what was sent for a step. */
export function PromptButton({ node, number }: { readonly node: string; readonly number: number }) {
  const { post, language } = usePage();
  const label = language.t('Show prompt of step {number}', { number });
  return (
    <button type="button" class="copy" aria-label={label} title={label} onClick={() => post({ type: 'showPrompt', node })}>
      <Icon name="output" />
      <span>{language.t('Prompt')}</span>
    </button>
  );
}
