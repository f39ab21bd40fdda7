import type { StepView } from '../../engine/chainView.ts';
import type { RunView } from '../../engine/session.ts';
import { memo } from '../memo.ts';
import { usePage } from '../pageContext.ts';
import { partKey } from '../partKey.ts';
import { Icon } from './Icon.tsx';
import { Timeline } from './Timeline.tsx';

interface ReasoningHeadProps {
  readonly run: RunView;
  /** Those of the chain that is shown. */
  readonly steps: readonly StepView[];
  /** When the step that is being written began, on the page's clock; absent while none is. */
  readonly sinceMs?: number | undefined;
}

/** What stands above the steps: how their times compare, and the buttons for all of them. It is there from the first step on, so that nothing moves later. */
export const ReasoningHead = memo(({ run, steps, sinceMs }: ReasoningHeadProps) => {
  const { language, chooseAll } = usePage();
  const { t } = language;
  const keys = () => steps.map(step => partKey(run, step));
  return (
    <div class="steps-head">
      <Timeline run={run} steps={steps} sinceMs={sinceMs} />
      {steps.length > 1 && (
        <div class="steps-tools">
          <HeadButton icon="expand-all" label={t('Expand all')} onClick={() => chooseAll(keys(), true)} />
          <HeadButton icon="collapse-all" label={t('Collapse all')} onClick={() => chooseAll(keys(), false)} />
        </div>
      )}
    </div>
  );
});

interface HeadButtonProps {
  readonly icon: string;
  readonly label: string;
  readonly onClick: () => void;
}

const HeadButton = ({ icon, label, onClick }: HeadButtonProps) => (
  <button type="button" class="copy" aria-label={label} title={label} onClick={onClick}>
    <Icon name={icon} />
  </button>
);
