import { useEffect, useState } from 'preact/hooks';
import { usePage } from '../pageContext.ts';

/** Milliseconds since `sinceMs` on the page's clock, told anew every `everyMs`. */
export function useElapsedMs(sinceMs: number, everyMs: number): number {
  const [nowMs, setNowMs] = useState(() => performance.now());
  useEffect(() => {
    const timer = setInterval(() => setNowMs(performance.now()), everyMs);
    return () => clearInterval(timer);
  }, [everyMs]);
  return Math.max(0, nowMs - sinceMs);
}

/** A running clock. Hidden from screen readers, which hear the time once it stands still. */
export function Elapsed({ sinceMs }: { readonly sinceMs: number }) {
  const { duration } = usePage().language;
  return (
    <span class="time" aria-hidden="true">
      {duration(useElapsedMs(sinceMs, 100))}
    </span>
  );
}
