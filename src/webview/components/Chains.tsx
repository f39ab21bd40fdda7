import { agreeing, describeAgreement, shortOf } from '../../engine/agreement.ts';
import type { OtherChain, RunView } from '../../engine/session.ts';
import { usePage } from '../pageContext.ts';
import { chainsKey, isGoing } from '../shownChain.ts';
import { headOf, shownText } from '../shownText.ts';
import { Icon } from './Icon.tsx';
import { Tabs } from './Tabs.tsx';

/** No short answer is longer on a tab. */
const LONGEST_ON_TAB = 24;

interface ChainsProps {
  readonly run: RunView;
  readonly chains: readonly OtherChain[];
  /** Its number. */
  readonly shown: number;
}

/** The chains of a run as tabs, each with what it came to. */
export function Chains({ run, chains, shown }: ChainsProps) {
  const { language, pick } = usePage();
  const { t } = language;
  const tabs = chains.map(line => ({
    id: tabId(run, line.chain),
    isSelected: line.chain === shown,
    content: <ChainTab line={line} run={run} />,
  }));
  return (
    <div class="chains">
      <Tabs name={t('Chains')} panel={chainsKey(run)} tabs={tabs} onShow={place => pick(run.runId, chains[place]?.chain ?? 0)} />
    </div>
  );
}

/** The id of the tab of a chain. */
export const tabId = (run: Pick<RunView, 'runId'>, chain: number): string => `${chainsKey(run)}-tab${chain}`;

function ChainTab({ line, run }: { readonly line: OtherChain; readonly run: RunView }) {
  const { t } = usePage().language;
  const short = shortOf(line.chain, run.tally);
  const step = line.steps.at(-1);
  const state = short ?? (isGoing(run, line) && !line.answer && step ? t('Step {number}', { number: step.index + 1 }) : undefined);
  const name = t('Chain {number}', { number: line.chain + 1 });
  return (
    <>
      {state === undefined ? name : `${name} · ${shownText(cut(state))}`}
      <ChainMark line={line} run={run} />
    </>
  );
}

const cut = (text: string): string => (text.length > LONGEST_ON_TAB ? `${headOf(text, LONGEST_ON_TAB)}…` : text);

/** Whether the chain agrees with most. */
function ChainMark({ line, run }: { readonly line: OtherChain; readonly run: RunView }) {
  const { t } = usePage().language;
  const most = agreeing(run.tally);
  if (isGoing(run, line)) return <span class="writing" aria-hidden="true" />;
  if (most.size === 0 || line.answer?.status !== 'done') return null;
  const agrees = most.has(line.chain);
  return (
    <>
      <Icon name={agrees ? 'check' : 'circle-slash'} />
      <span class="visually-hidden"> {agrees ? t('agrees') : t('says otherwise')}</span>
    </>
  );
}

/** How many chains agree, as far as they have an answer. */
export function Agreement({ run }: { readonly run: RunView }) {
  const { language } = usePage();
  const words = describeAgreement(run.tally, language);
  return words ? <p class="agreement">{words}</p> : null;
}

/** The answer stands, but not unquestioned. */
export function Doubt({ run }: { readonly run: RunView }) {
  const { t } = usePage().language;
  if (!run.doubtful) return null;
  return (
    <p class="quiet notice doubt">
      <Icon name="info" />
      <span>{t('Kept, but doubtful: a check came to another answer.')}</span>
    </p>
  );
}
