import { useState } from 'preact/hooks';
import { usePage } from '../pageContext.ts';
import { HandOverButton } from './HandOverButton.tsx';

interface RunControlsProps {
  /** While the answer is being written there is nothing to hurry, and nothing to wait for. */
  readonly answering: boolean;
  readonly focusNext: () => void;
}

/** The buttons that end or hold the run that goes on. */
export function RunControls({ answering, focusNext }: RunControlsProps) {
  const { language, post } = usePage();
  const { t } = language;
  const [pausing, setPausing] = useState(false);
  const pause = () => {
    if (!pausing) post({ type: 'action', action: 'pause' });
    setPausing(true);
  };
  return (
    <>
      {!answering && (
        <>
          <HandOverButton
            compact
            icon="debug-continue"
            label={t('Answer now')}
            onClick={() => post({ type: 'action', action: 'answerNow' })}
            focusNext={focusNext}
          />
          <HandOverButton
            compact
            icon={pausing ? 'watch' : 'debug-pause'}
            label={pausing ? t('Pausing after this step…') : t('Pause')}
            disabled={pausing}
            onClick={pause}
            focusNext={focusNext}
          />
        </>
      )}
      <HandOverButton
        compact
        icon="debug-stop"
        label={t('Stop')}
        onClick={() => post({ type: 'action', action: 'stop' })}
        focusNext={focusNext}
      />
    </>
  );
}
