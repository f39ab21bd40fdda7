import assert from 'node:assert/strict';
import type { ChatMessage } from '../../src/engine/chat.ts';
import { PROMPTS } from '../../src/engine/prompts/prompts.ts';
import { createSolver, type SolverTraits } from './simulatedSolver.ts';
import { startSolverServer } from './solverServer.ts';

const problem = { question: 'What does it come to?', right: '4000', wrong: ['4001', '4002'] };
const traits: SolverTraits = {
  seed: 1,
  astray: [0.5, 0],
  direct: 0,
  steps: { firm: [0, 1], lost: [0, 0, 1] },
  told: { settles: 1, finds: 0, clings: 1, swayed: 1 },
};
const user = (content: string): ChatMessage => ({ role: 'user', content });
const assistant = (content: string): ChatMessage => ({ role: 'assistant', content });

/** Asks a new solver for a whole chain. */
function chainFrom(first: string, change: Partial<SolverTraits> = {}): string[] {
  const solve = createSolver(() => problem, { ...traits, ...change });
  const messages = [user(first)];
  for (;;) {
    const step = solve({ messages, form: 'json' });
    messages.push(assistant(step), user('Go on.'));
    if (step.includes('final_answer')) break;
  }
  messages.push(assistant(solve({ messages, form: 'text' })));
  return messages.filter(({ role }) => role === 'assistant').map(({ content }) => content);
}

describe('The simulated solver', () => {
  it('thinks in as many steps as its traits say, and answers from where it stands', () => {
    const right = chainFrom(problem.question, { astray: [0] });
    assert.deepEqual([right.length, right.at(-1)], [3, 'The answer is 4000.']);
    const wrong = chainFrom(problem.question, { astray: [1] });
    assert.deepEqual([wrong.length, wrong.includes('The answer is 4000.')], [4, false]);
  });

  it('tells a step from an answer by the words alone, in both languages', () => {
    const solve = createSolver(() => problem, traits);
    for (const { firstStep, asText, answer } of Object.values(PROMPTS)) {
      assert.match(
        solve({ messages: [user(`${problem.question}\n\n${firstStep}\n\n${asText}`)], form: 'text' }),
        /^## Part 1\n.*\nNEXT: continue$/,
      );
      assert.match(solve({ messages: [user(`${problem.question}\n\n${answer}`)], form: 'text' }), /^The answer is 400[12]\.$/);
    }
  });

  it('says another thing when it is asked once more, and the same again with the same seed', () => {
    assert.deepEqual(firstSteps(1), firstSteps(1));
    assert.notDeepEqual(firstSteps(1), firstSteps(2));
    assert.equal(new Set(firstSteps(1)).size, 2);
    assert.equal(new Set(firstSteps(1, 7)).size, 1);
  });

  it('settles a doubt where the right answer is among those doubted, and clings to them where it is lost', () => {
    const doubting = (one: string, other: string): string => `${problem.question}\nSome say ${one}, some say ${other}.`;
    assert.equal(chainFrom(doubting('4000', '4002')).at(-1), 'The answer is 4000.');
    assert.equal(chainFrom(doubting('4000', '4002'), { told: { ...traits.told, settles: 0 } }).at(-1), 'The answer is 4002.');
  });

  it('takes over the one answer that it is told', () => {
    for (const said of ['4000', '4001', '4002'])
      assert.equal(chainFrom(`${problem.question}\nOthers say ${said}.`).at(-1), `The answer is ${said}.`);
  });

  it('judges answers that are put before it', () => {
    const wordy = chainFrom(problem.question, { astray: [0], isWordy: true }).at(-1) ?? '';
    assert.match(wordy, /4000 remains/);
    const other = wordy.replace('4000', '4001');
    const asked = (words: string, ...answers: readonly string[]) =>
      [words, problem.question, ...answers.map((text, place) => `${place + 1}.\n${text}`)].join('\n\n');
    const said = (content: string, judges: number) =>
      createSolver(() => problem, { ...traits, judges })({ messages: [user(content)], form: 'text' });
    for (const { pick, same } of Object.values(PROMPTS)) {
      assert.equal(said(asked(same, wordy, wordy), 1), 'Yes.');
      assert.equal(said(asked(same, wordy, other), 1), 'No.');
      assert.equal(said(asked(same, wordy, other), 0), 'Yes.');
      assert.match(said(asked(pick, other, wordy, wordy), 1), /^[23]$/);
    }
  });

  it('is an endpoint too', async () => {
    const server = await startSolverServer(() => problem, { ...traits, astray: [0] });
    const said = async (body: object): Promise<string> => {
      const reply = await fetch(`${server.baseUrl}/chat/completions`, { method: 'POST', body: JSON.stringify(body) });
      return (await reply.text()).replaceAll(/.*?"content":"((?:[^"\\]|\\.)*)".*|.+|\n/g, (_, content) =>
        content ? JSON.parse(`"${content}"`) : '',
      );
    };
    const messages = [user(problem.question)];
    assert.match(await said({ model: 'solver', messages, response_format: { type: 'json_object' } }), /Part 1 of 2 stands firm/);
    assert.match(await said({ model: 'solver', messages }), /^The answer is 400[12]\.$/);
    await server.close();
  });

  it('stands by an answer that it sees in the conversation', () => {
    const solve = createSolver(() => problem, traits);
    const messages = [user(problem.question), assistant('The answer is 4002.'), user('Answer.')];
    assert.equal(solve({ messages, form: 'text' }), 'The answer is 4002.');
  });
});

/** The first steps of twenty chains from one solver. */
function firstSteps(seed: number, own?: number): string[] {
  const solve = createSolver(() => problem, { ...traits, seed });
  return Array.from({ length: 20 }, () => solve({ messages: [user(problem.question)], form: 'json', seed: own }));
}
