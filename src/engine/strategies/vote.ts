import { PROMPTS } from '../prompts/prompts.ts';
import { shuffled } from '../shuffled.ts';
import type { Decision, RunState, Strategy } from '../strategy.ts';
import { FEWEST_CHAINS, MOST_CHAINS } from './bounds.ts';
import { nextInChain } from './chain.ts';
import {
  type Answered,
  besideOthers,
  byLength,
  followChain,
  freeTemperature,
  furthest,
  groupAnswers,
  isAnswered,
  type Thread,
  tallyOf,
  wantsOf,
  whyNoMore,
} from './severalChains.ts';

/** So many chains without a short answer are enough: more would not make their answers comparable. */
const CHAINS_TO_PICK_FROM = 3;

/** Several chains, and the answer that most of them come to; no more chains than the lead needs. */
export const vote: Strategy = { name: 'vote', next: state => nextInVote(besideOthers(state)) };

function nextInVote(state: RunState): Decision {
  const temperature = freeTemperature(state.spec);
  const threads = Array.from({ length: MOST_CHAINS }, (_, chain) => followChain(state, chain, { temperature }));
  const answered = threads.filter(isAnswered);
  return { ...decide(state, threads, answered), ...(answered.length > 0 && { findings: [tallyOf(answered)] }) };
}

function decide(state: RunState, threads: readonly Thread[], answered: readonly Answered[]): Decision {
  if (threads.every(({ isDead }) => isDead)) return nextInChain(state, 0);
  const why = whyNoMore(state);
  if (why && answered.length > 0) return { stop: why, answer: winnerOf(answered).answer.id };
  if (why) return { actions: wantsOf(furthest(threads)) };
  const ended = threads.filter(thread => thread.isDead || thread.answer).length;
  const more = chainsWanted(answered, ended);
  if (more > 0) return { actions: wantsOf(threads).slice(0, more) };
  if (groupAnswers(answered).length > 0) return stopWith(winnerOf(answered));
  return pick(state, answered);
}

/** How many more chains it takes, if all of them say what most say. */
function chainsWanted(answered: readonly Answered[], ended: number): number {
  const [first, second] = groupAnswers(answered);
  const lead = first?.threads.length ?? 0;
  const next = second?.threads.length ?? 0;
  if (ended < FEWEST_CHAINS) return FEWEST_CHAINS - ended;
  if (ended === FEWEST_CHAINS) return lead === FEWEST_CHAINS ? 0 : 1;
  if (lead === 0 && ended >= CHAINS_TO_PICK_FROM) return answered.length > 0 ? 0 : MOST_CHAINS - ended;
  const left = MOST_CHAINS - ended;
  const isSafeWith = (more: number): boolean => next + left - more < lead + more;
  return Array.from({ length: left + 1 }, (_, more) => more).find(isSafeWith) ?? left;
}

const winnerOf = (answered: readonly Answered[]): Answered => groupAnswers(answered)[0]?.threads[0] ?? shortest(answered);

function shortest(answered: readonly Answered[]): Answered {
  const [first] = [...answered].sort(byLength);
  if (!first) throw new Error('There is no answer to choose.');
  return first;
}

const stopWith = ({ answer }: Answered): Decision => ({ stop: answer.why, answer: answer.id });

/** Answers that cannot be compared: the model says which of them agrees best with the others. It sees them in no order that tells anything. */
function pick(state: RunState, answered: readonly Answered[]): Decision {
  const { spec } = state;
  const candidates = shuffled(answered, spec.seed);
  const note = state.made.get('pick');
  if (answered.length === 1 || state.failed.has('pick')) return stopWith(shortest(answered));
  if (note?.kind === 'note') return stopWith(candidates[Number(/\d+/.exec(note.value)?.[0]) - 1] ?? shortest(answered));
  const answers = candidates.map(({ answer }, place) => `${place + 1}.\n${answer.answer.text}`);
  const prompt = [PROMPTS[spec.language].pick, spec.question, ...answers].join('\n\n');
  return { actions: [{ do: 'ask', slot: 'pick', at: spec.from, chain: 0, temperature: 0, prompt }] };
}
