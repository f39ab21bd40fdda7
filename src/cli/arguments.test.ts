import assert from 'node:assert/strict';
import { english } from '../engine/translate.ts';
import { type AskOptions, parseArguments } from './arguments.ts';
import { UsageError } from './usageError.ts';

const parse = (...args: string[]) => parseArguments(args, english);

function askOptions(...args: string[]): AskOptions {
  const command = parse('ask', ...args);
  assert.ok(command.name === 'ask');
  return command.options;
}

const refuses = (words: RegExp, ...args: string[]) =>
  assert.throws(
    () => parse(...args),
    error => error instanceof UsageError && words.test(error.message),
  );

describe('The command line', () => {
  it('leaves to the preset what no flag says', () => {
    const options = askOptions('Why?');
    assert.deepEqual([options.question, options.preset, options.strategy, options.language], ['Why?', 'balanced', 'chain', 'auto']);
    assert.deepEqual([options.stepFormat, askOptions('Why?', '--step-format', 'text').stepFormat], ['auto', 'text']);
    assert.deepEqual(options.limits, { minSteps: 3, maxSteps: 10, maxTokensPerStep: 1000, maxTokensForAnswer: 4000, temperature: 0.2 });
    assert.deepEqual([options.firstByteTimeoutSeconds, options.idleTimeoutSeconds], [undefined, 120]);
  });

  it('takes every flag in both spellings', () => {
    const options = askOptions(
      '--min-steps=2',
      '--max-steps',
      '4',
      '--temperature',
      '0',
      '--file',
      'a',
      '--file=-',
      '--idle-timeout',
      '0.5',
      'Why?',
    );
    assert.deepEqual([options.limits.minSteps, options.limits.maxSteps, options.limits.temperature], [2, 4, 0]);
    assert.deepEqual([options.files, options.idleTimeoutSeconds], [['a', '-'], 0.5]);
  });

  it('lets a number that was typed win over one of the preset', () => {
    assert.deepEqual(
      [askOptions('Why?', '--max-steps', '1').limits.minSteps, askOptions('Why?', '--min-steps', '30').limits.maxSteps],
      [1, 30],
    );
  });

  it('offers the two programs that are re-enacted as strategies', () => {
    assert.equal(askOptions('Why?', '--strategy', 'seed-streamlit', '--language', 'en').strategy, 'seed-streamlit');
  });

  it('takes a question that begins with a dash after two dashes', () => {
    assert.equal(askOptions('--', '--why?').question, '--why?');
  });

  it('refuses what it does not know, and what makes no sense', () => {
    refuses(/Unknown flag --api-key/, 'ask', 'Why?', '--api-key', 'k');
    refuses(/Unknown flag -m/, 'ask', 'Why?', '-m', 'k');
    refuses(/Unknown flag --toString/, 'ask', 'Why?', '--toString');
    refuses(/Unknown command "dance"/, 'dance');
    refuses(/"doctor" takes no words/, 'doctor', 'now');
    refuses(/--json takes no value/, 'ask', '--json=yes');
    refuses(/--model needs a value/, 'ask', 'Why?', '--model');
    refuses(/--preset takes quick \| balanced \| thorough, not "fast"/, 'ask', '--preset', 'fast');
    refuses(/--max-steps takes a whole number from 1 to 1000, not "2.5"/, 'ask', '--max-steps', '2.5');
    refuses(/--temperature takes a number from 0 to 2, not "hot"/, 'ask', '--temperature', 'hot');
    refuses(/--min-steps 5 is above --max-steps 4/, 'ask', '--min-steps', '5', '--max-steps', '4');
    refuses(/seed-notebook re-enacts .* Leave out --max-steps\./, 'ask', 'Why?', '--strategy', 'seed-notebook', '--max-steps', '9');
    refuses(/in quotes/, 'ask', 'Why', 'not?');
    refuses(/--file - can be given only once/, 'ask', 'Why?', '--file', '-', '--file', '-');
  });

  it('knows help and version', () => {
    assert.deepEqual(
      [parse('--help'), parse('ask', '--help'), parse('--version')],
      [{ name: 'help' }, { name: 'help', about: 'ask' }, { name: 'version' }],
    );
  });
});
