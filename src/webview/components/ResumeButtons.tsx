import { hasSeveralChains } from '../../engine/chains.ts';
import { isResumable, type RunView, stepsDone } from '../../engine/session.ts';
import { usePage } from '../pageContext.ts';

interface ResumeButtonsProps {
  readonly run: RunView;
  /** What going on is called here. */
  readonly label: string;
  readonly primary: boolean;
}

/** The two ways on for a run that has steps but no answer. Where the answer had begun, there is no further step to be had. */
export function ResumeButtons({ run, label, primary }: ResumeButtonsProps) {
  const { language, post } = usePage();
  const { t, plural } = language;
  if (!isResumable(run)) return null;
  const { runId } = run;
  const count = stepsDone(run);
  const hasAnswer = run.answer !== undefined && !hasSeveralChains(run);
  const style = primary ? 'button primary' : 'button';
  return (
    <>
      {!hasAnswer && (
        <button type="button" class={style} onClick={() => post({ type: 'resume', runId })}>
          {label}
        </button>
      )}
      <button type="button" class={hasAnswer ? style : 'button'} onClick={() => post({ type: 'resume', runId, wish: 'answer' })}>
        {plural(count, { one: t('Answer from the first step'), other: t('Answer from the {count} steps', { count }) })}
      </button>
    </>
  );
}
