import { useEffect, useState } from 'preact/hooks';
import { estimateTokens } from '../../engine/tokens.ts';
import type { Translate } from '../../engine/translate.ts';
import type { ContextUse } from '../../protocol/messages.ts';
import { usePage } from '../pageContext.ts';

interface ContextMeterProps {
  readonly context: ContextUse;
  readonly attachedTokens: number;
  readonly draft: string;
}

/** From this share on little is left to think in. */
const NEARLY_FULL = 0.75;
/** Counting a long draft takes time that belongs to whoever types. */
const COUNT_AFTER_MS = 200;

/** How much of the context the next question would take. */
export function ContextMeter({ context, attachedTokens, draft }: ContextMeterProps) {
  const { t, count } = usePage().language;
  const rested = useRested(draft);
  const { size, used, scale } = context;
  const tokens = used + attachedTokens + (rested === '' ? 0 : estimateTokens(rested, scale));
  const isNearlyFull = tokens >= NEARLY_FULL * size;
  const text = t('{used} of {size} tokens', { used: count(tokens), size: count(size) });
  return (
    <div class={isNearlyFull ? 'context nearly-full' : 'context'} title={titleOf(tokens, size, t)}>
      {/* biome-ignore lint/a11y/useSemanticElements: browsers draw their own meter, which knows no theme. */}
      <div
        role="meter"
        aria-label={t('Context')}
        aria-valuemin={0}
        aria-valuemax={size}
        aria-valuenow={Math.min(tokens, size)}
        aria-valuetext={text}
      >
        <svg viewBox="0 0 100 1" preserveAspectRatio="none" aria-hidden="true">
          <rect width={Math.min(100, (tokens / size) * 100)} height="1" />
        </svg>
      </div>
      <span aria-hidden="true">{text}</span>
    </div>
  );
}

function titleOf(tokens: number, size: number, t: Translate): string {
  if (tokens > size) return t('The next question is longer than the model can see at once: what is oldest would be left out.');
  if (tokens >= NEARLY_FULL * size) return t('The next question leaves the model little room to think in.');
  return t('What the next question would take of all that the model can see at once.');
}

/** The value as it was when it last stayed the same for a while. */
function useRested(value: string): string {
  const [rested, setRested] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setRested(value), COUNT_AFTER_MS);
    return () => clearTimeout(timer);
  }, [value]);
  return rested;
}
