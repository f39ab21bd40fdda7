import type { ModelErrorKind } from '../../engine/errors.ts';
import { describeFailure } from '../../engine/failureWords.ts';
import type { Failure } from '../../engine/ports.ts';
import type { Translate } from '../../engine/translate.ts';
import type { PageAction } from '../../protocol/messages.ts';
import { usePage } from '../pageContext.ts';
import { Icon } from './Icon.tsx';

/** What failed, and the button for the next thing to do. An older run's failure is told without either call. */
export function FailureAlert({ failure, isLast }: { readonly failure: Failure; readonly isLast: boolean }) {
  const { language, post } = usePage();
  const { t } = language;
  const { action, label } = nextThing(failure.kind, t);
  return (
    <div class="alert" role={isLast ? 'alert' : undefined}>
      <Icon name="error" />
      <div class="alert-body">
        <p dir="auto">{describeFailure(failure.cause, failure.facts, t)}</p>
        {isLast && (
          <button type="button" class="button primary" onClick={() => post({ type: 'action', action })}>
            {label}
          </button>
        )}
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
