import { usePage } from '../pageContext.ts';
import { ToolButton } from './ToolButton.tsx';

/** Shows in an editor what was sent for a step. */
export function PromptButton({ node, number }: { readonly node: string; readonly number: number }) {
  const { post, language } = usePage();
  const { t } = language;
  const label = t('Show prompt of step {number}', { number });
  return <ToolButton icon="output" words={t('Prompt')} label={label} onClick={() => post({ type: 'showPrompt', node })} />;
}
