import { usePage } from '../pageContext.ts';
import { useElapsedMs } from './Elapsed.tsx';
import { Icon } from './Icon.tsx';

/** From then on the page says what it waits for. */
const PATIENCE_MS = 3000;

interface WaitingProps {
  readonly sinceMs: number;
  /** Where the words are to come from. */
  readonly endpoint: string;
  /** An attempt failed, and the next one is being waited for. */
  readonly retrying: boolean;
}

/** Stands where the first word will stand. */
export function Waiting({ sinceMs, endpoint, retrying }: WaitingProps) {
  const { t } = usePage().language;
  const isLong = useElapsedMs(sinceMs, 500) >= PATIENCE_MS;
  const words = retrying ? t('Trying again…') : isLong ? t('Waiting for the first word from {host}…', { host: endpoint }) : '';
  if (!words) return null;
  return (
    <p class="quiet waiting">
      <Icon name={retrying ? 'refresh' : 'watch'} />
      <span>{words}</span>
    </p>
  );
}
