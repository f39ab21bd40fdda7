import type { ModelErrorKind } from '../../engine/errors.ts';
import { describeFailure } from '../../engine/failureWords.ts';
import type { Failure } from '../../engine/ports.ts';
import { isResumable, type RunView, stepsDone } from '../../engine/session.ts';
import type { Translate } from '../../engine/translate.ts';
import type { PageAction } from '../../protocol/messages.ts';
import { usePage } from '../pageContext.ts';
import { shownText } from '../shownText.ts';
import { Icon } from './Icon.tsx';
import { ResumeButtons } from './ResumeButtons.tsx';

interface FailureAlertProps {
  readonly failure: Failure;
  readonly run: RunView;
  readonly isLast: boolean;
}

/** What failed, and the buttons for the next thing to do. An older run's failure is told without alarm, and can only be gone on from. */
export function FailureAlert({ failure, run, isLast }: FailureAlertProps) {
  const { language, post } = usePage();
  const { t } = language;
  const { action, label } = nextThing(failure.kind, t);
  const goesOnFirst = action === 'tryAgain' && isResumable(run);
  return (
    <div class="alert" role={isLast ? 'alert' : undefined}>
      <Icon name="error" />
      <div class="alert-body">
        <p dir="auto">{shownText(describeFailure(failure.cause, failure.facts, t))}</p>
        <p class="ways-on">
          {isLast && (
            <button type="button" class={goesOnFirst ? 'button' : 'button primary'} onClick={() => post({ type: 'action', action })}>
              {label}
            </button>
          )}
          <ResumeButtons run={run} label={t('Retry from step {number}', { number: stepsDone(run) + 1 })} primary={goesOnFirst} />
        </p>
      </div>
    </div>
  );
}

function nextThing(kind: ModelErrorKind, t: Translate): { readonly action: PageAction; readonly label: string } {
  switch (kind) {
    case 'auth':
      return { action: 'setApiKey', label: t('Set API key') };
    case 'network':
    case 'timeout':
    case 'server':
    case 'rate-limit':
      return { action: 'tryAgain', label: t('Try again') };
    case 'model-not-found':
      return { action: 'selectModel', label: t('Select model') };
    case 'context-overflow':
      return { action: 'shortenExcerpt', label: t('Shorten the excerpt') };
    case 'bad-request':
    case 'malformed':
    case 'refusal':
      return { action: 'showLog', label: t('Show log') };
  }
}
