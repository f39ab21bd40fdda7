import { usePage } from '../pageContext.ts';
import { HandOverButton } from './HandOverButton.tsx';

interface WordsForRunProps {
  readonly text: string;
  /** What goes along with a question, by id. */
  readonly attachments: readonly string[];
  readonly answering: boolean;
  /** The words have gone; the box is to be empty. */
  readonly onSent: () => void;
  readonly focusNext: () => void;
}

/** What can be done with the words in the box while a run goes on, besides asking at once. */
export function WordsForRun({ text, attachments, answering, onSent, focusNext }: WordsForRunProps) {
  const { language, post } = usePage();
  const { t } = language;
  const remark = () => {
    post({ type: 'remark', text });
    onSent();
  };
  const queue = () => {
    post({ type: 'queue', question: text, ...(attachments.length > 0 && { attachments: [...attachments] }) });
    onSent();
  };
  return (
    <>
      {!answering && (
        <HandOverButton
          icon="comment"
          label={t('Remark')}
          hint={t('Reaches the model with the next step')}
          onClick={remark}
          focusNext={focusNext}
        />
      )}
      <HandOverButton
        icon="list-ordered"
        label={t('Queue')}
        hint={t('Is asked when this run has its answer')}
        onClick={queue}
        focusNext={focusNext}
      />
    </>
  );
}
