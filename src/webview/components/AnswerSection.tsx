import type { AnswerView } from '../../engine/chainView.ts';
import { Markdown } from '../markdown/Markdown.tsx';
import { memo } from '../memo.ts';
import { usePage } from '../pageContext.ts';
import { CopyButton } from './CopyButton.tsx';
import { Elapsed } from './Elapsed.tsx';
import { Fold } from './Fold.tsx';
import { Icon } from './Icon.tsx';
import { PlainText } from './PlainText.tsx';
import { Waiting } from './Waiting.tsx';

interface AnswerSectionProps {
  readonly answer: AnswerView;
  readonly id: string;
  /** What it is called where it is not the only one. */
  readonly name?: string | undefined;
  /** The 1-based number of the chain that came to it, where it is not the run's own. */
  readonly ofChain?: number;
  /** Only the newest is a landmark, by which a screen reader finds it: there must not be two of one name. */
  readonly isLast: boolean;
  readonly reasoningOpen: boolean;
  /** When it began, on the page's clock; absent once it is written. */
  readonly sinceMs?: number | undefined;
  readonly endpoint: string;
}

/** The answer, as it is written and as it stays. */
export const AnswerSection = memo(({ answer, id, name, ofChain, isLast, reasoningOpen, sinceMs, endpoint }: AnswerSectionProps) => {
  const { t } = usePage().language;
  const heading = ofChain === undefined ? t('Answer') : t('Answer of chain {number}', { number: ofChain });
  return (
    <section class={`answer answer-${answer.status}`} aria-label={name ?? heading} role={isLast ? 'region' : 'group'} data-part={id}>
      <div class="answer-head">
        <h3>
          <Icon name={sinceMs === undefined ? 'sparkle' : 'edit'} />
          <span>{heading}</span>
        </h3>
        {sinceMs !== undefined && <Elapsed sinceMs={sinceMs} />}
        {answer.status === 'done' && (
          <CopyButton
            text={answer.text}
            label={ofChain === undefined ? t('Copy answer') : t('Copy answer of chain {number}', { number: ofChain })}
          />
        )}
      </div>
      {answer.reasoning && (
        <Fold id={`${id}-reasoning`} open={reasoningOpen} name={t("The model's own reasoning")}>
          <p class="plain" dir="auto">
            <PlainText text={answer.reasoning} />
          </p>
        </Fold>
      )}
      {sinceMs !== undefined && !answer.text && !answer.reasoning && (
        <Waiting sinceMs={sinceMs} endpoint={endpoint} retrying={answer.status === 'waiting'} />
      )}
      <Markdown text={answer.text} live={answer.status === 'running'} />
      {answer.status === 'cut' && <p class="quiet">{t('The answer was not finished.')}</p>}
    </section>
  );
});
