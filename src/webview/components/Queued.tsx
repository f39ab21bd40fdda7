import { usePage } from '../pageContext.ts';
import { shownText } from '../shownText.ts';
import { Icon } from './Icon.tsx';
import { ToolButton } from './ToolButton.tsx';

interface QueuedProps {
  readonly questions: readonly string[];
  /** They are asked by themselves when the run that goes on has its answer. */
  readonly running: boolean;
  /** Takes the focus when the entry that held it is gone. */
  readonly focusNext: () => void;
}

/** Questions that wait for the run, oldest first. */
export function Queued({ questions, running, focusNext }: QueuedProps) {
  const { language, post } = usePage();
  const { t } = language;
  const remove = (place: number) => {
    post({ type: 'unqueue', place });
    focusNext();
  };
  const ask = (place: number) => {
    post({ type: 'askQueued', place });
    focusNext();
  };
  if (questions.length === 0) return null;
  return (
    <ol class="queued" aria-label={t('Waiting questions')}>
      {questions.map((question, place) => (
        <li key={`${place} ${question}`}>
          <Icon name="list-ordered" />
          <span class="queued-question" dir="auto" title={shownText(question)}>
            {shownText(question)}
          </span>
          {!running && (
            <ToolButton
              icon="send"
              words={t('Ask')}
              label={t('Ask waiting question {number}', { number: place + 1 })}
              onClick={() => ask(place)}
            />
          )}
          <ToolButton
            icon="close"
            words={t('Remove')}
            label={t('Remove waiting question {number}', { number: place + 1 })}
            onClick={() => remove(place)}
          />
        </li>
      ))}
    </ol>
  );
}
