import type { RefObject } from 'preact';
import type { StepView } from '../../engine/chainView.ts';
import { displayTitle } from '../../engine/step.ts';
import { usePage } from '../pageContext.ts';
import { CopyButton } from './CopyButton.tsx';
import { PromptButton } from './PromptButton.tsx';
import { ToolButton } from './ToolButton.tsx';

/** What a reader can fill in below a step. */
export type StepForm = 'edit' | 'ask';

interface StepToolsProps {
  readonly step: StepView;
  readonly open: boolean;
  /** The buttons that the focus comes back to when their form is closed. */
  readonly openers: Readonly<Record<StepForm, RefObject<HTMLButtonElement | null>>>;
  readonly onOpen: (form: StepForm) => void;
}

/** What can be done with a finished step. */
export function StepTools({ step, open, openers, onOpen }: StepToolsProps) {
  const { language, post } = usePage();
  const { t } = language;
  const number = step.index + 1;
  return (
    <div class="step-tools">
      {open && (
        <>
          <ToolButton
            icon="refresh"
            words={t('Retry')}
            label={t('Retry step {number}', { number })}
            onClick={() => post({ type: 'retryStep', node: step.node })}
          />
          <ToolButton
            icon="edit"
            words={t('Edit')}
            label={t('Edit step {number}', { number })}
            button={openers.edit}
            onClick={() => onOpen('edit')}
          />
          <ToolButton
            icon="comment"
            words={t('Ask')}
            label={t('Ask about step {number}', { number })}
            button={openers.ask}
            onClick={() => onOpen('ask')}
          />
          <PromptButton node={step.node} number={number} />
        </>
      )}
      <CopyButton text={copyText(step)} label={t('Copy step {number}', { number })} />
    </div>
  );
}

const copyText = ({ title, content }: StepView): string => [displayTitle(title), content].filter(Boolean).join('\n\n');
