import type { RunView } from '../../engine/session.ts';
import { usePage } from '../pageContext.ts';
import { ToolButton } from './ToolButton.tsx';

interface WaysFromProps {
  readonly run: RunView;
  readonly isLast: boolean;
}

/** What can be made of an answer: more steps, or the same question without any. */
export function WaysFrom({ run, isLast }: WaysFromProps) {
  const { language, post } = usePage();
  const { t } = language;
  if (run.status !== 'answered') return null;
  const { runId } = run;
  const direct = t('Compare with the direct answer');
  const more = t('Think more');
  return (
    <p class={isLast ? 'ways-from' : 'ways-from when-near'}>
      {isLast && <ToolButton icon="lightbulb" words={more} label={more} onClick={() => post({ type: 'action', action: 'thinkMore' })} />}
      {run.strategy !== 'direct' && (
        <ToolButton icon="split-horizontal" words={direct} label={direct} onClick={() => post({ type: 'compareDirect', runId })} />
      )}
    </p>
  );
}
