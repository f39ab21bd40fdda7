import { PROMPTS } from '../prompts/prompts.ts';
import { shortAnswer } from '../shortAnswer.ts';
import type { Action, Decision, RunState, Strategy } from '../strategy.ts';
import { nextInChain } from './chain.ts';
import {
  type Answered,
  byLength,
  followChain,
  freeTemperature,
  isAnswered,
  type Thread,
  tallyOf,
  wantsOf,
  whyNoMore,
} from './severalChains.ts';

const [CANDIDATE, CHECK, SECOND_CHECK] = [0, 1, 2];

/** An answer that a second chain, which has not seen the first, must come to as well; where it does not, a third is told of the doubt. */
export const verify: Strategy = { name: 'verify', next: nextInVerify };

function nextInVerify(state: RunState): Decision {
  const temperature = freeTemperature(state.spec);
  const candidate = followChain(state, CANDIDATE);
  if (!isAnswered(candidate)) return nextInChain(state, CANDIDATE);
  const check = followChain(state, CHECK, { temperature });
  const known = [candidate, check].filter(isAnswered);
  const why = whyNoMore(state);
  if (why) return keep(candidate, known, why);
  if (check.isDead) return keep(candidate, known);
  if (!isAnswered(check)) return { actions: wantsOf([check]), findings: [tallyOf(known)] };
  const isConfirmed = agree(state, candidate, check);
  if (typeof isConfirmed !== 'boolean') return { actions: [isConfirmed] };
  if (isConfirmed) return { stop: candidate.answer.why, answer: candidate.answer.id, findings: [tallyOf(known)] };
  return settleDoubt(state, candidate, check, followChain(state, SECOND_CHECK, { temperature, hint: hintOf(state, candidate, check) }));
}

/** The answer changes only where both checks agree against it. */
function settleDoubt(state: RunState, candidate: Answered, check: Answered, second: Thread): Decision {
  const known = [candidate, check, second].filter(isAnswered);
  if (second.isDead) return keep(candidate, known);
  if (!isAnswered(second)) return { actions: wantsOf([second]), findings: [tallyOf(known)] };
  const isOverruled = agree(state, check, second);
  if (typeof isOverruled !== 'boolean') return { actions: [isOverruled] };
  if (!isOverruled) return keep(candidate, known);
  const { answer } = [check, second].sort(byLength)[0] ?? check;
  return { stop: answer.why, answer: answer.id, findings: [tallyOf(known)] };
}

/** Nothing that is known is enough to give the answer up; it is marked as doubtful. */
const keep = ({ answer }: Answered, known: readonly Answered[], why = answer.why): Decision => ({
  stop: why,
  answer: answer.id,
  findings: [{ ...tallyOf(known), doubtful: true }],
});

/** Whether two answers say the same: by their short answers, else the model is asked. */
function agree({ made, failed, spec }: RunState, one: Answered, other: Answered): boolean | Action {
  if (one.short && other.short) return one.short.key === other.short.key;
  const slot = `same/${one.chain}/${other.chain}`;
  const note = made.get(slot);
  if (note?.kind === 'note') return shortAnswer(note.value)?.key === 'yes';
  if (failed.has(slot)) return false;
  const prompt = [PROMPTS[spec.language].same, spec.question, `1.\n${one.answer.answer.text}`, `2.\n${other.answer.answer.text}`].join(
    '\n\n',
  );
  return { do: 'ask', slot, at: spec.from, chain: 0, temperature: 0, prompt };
}

function hintOf({ spec }: RunState, candidate: Answered, check: Answered): string {
  const [one, other] = [candidate, check].map(({ short, answer }) => short?.text ?? answer.answer.text);
  return PROMPTS[spec.language].doubt.replace('{one}', () => one ?? '').replace('{other}', () => other ?? '');
}
