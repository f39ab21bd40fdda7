import { PRESET_NAMES } from '../engine/limits.ts';
import type { Translate } from '../engine/translate.ts';
import { SUITES } from '../evaluation/suite.ts';
import type { CommandName } from './arguments.ts';
import { STRATEGY_NAMES } from './runStrategy.ts';

/** What `--help` prints, for a command or for the whole program. */
export function helpText(about: CommandName | undefined, t: Translate): string {
  return `${linesAbout(about, t).join('\n')}\n`;
}

function linesAbout(about: CommandName | undefined, t: Translate): readonly string[] {
  switch (about) {
    case 'ask':
      return askLines(t);
    case 'models':
      return modelsLines(t);
    case 'doctor':
      return doctorLines(t);
    case 'replay':
      return replayLines(t);
    case 'evaluate':
      return evaluateLines(t);
    case 'merge':
      return mergeLines(t);
    case undefined:
      return programLines(t);
  }
}

type Row = readonly [term: string, meaning: string];

function programLines(t: Translate): string[] {
  return [
    t('Stepwise makes any OpenAI-compatible model reason in visible steps.'),
    '',
    ...table([
      ['stepwise ask [QUESTION]', t('thinks a question through, step by step')],
      ['stepwise models', t('lists what the endpoint serves')],
      ['stepwise doctor', t('tests the connection, and says what to do')],
      ['stepwise replay FILE', t('draws a recorded run')],
      ['stepwise evaluate --out DIR', t('asks every strategy the same questions, and tells which is right how often')],
      ['stepwise merge DIR… --out DIR', t('joins the results of an evaluation that was split')],
      ['stepwise COMMAND --help', t('shows the flags of a command')],
      ['stepwise --version', t('prints the version')],
    ]),
    '',
    ...environmentLines(t),
  ];
}

function askLines(t: Translate): string[] {
  return [
    'stepwise ask [QUESTION] [--file PATH[:FIRST-LAST] | --file -]… [FLAG]…',
    '',
    t('Thinks a question through in steps and answers it. Without QUESTION it is asked for, or read from standard input.'),
    t('Example: {example}', { example: "git diff | stepwise ask --file - 'What breaks?'" }),
    '',
    ...table([...questionRows(t), ...thinkingRows(t), ...limitRows(t), ...outputRows(t)]),
    '',
    ...environmentLines(t),
    '',
    t('Exit status: 0 answered, 1 the run failed, 2 wrong usage or settings, 130 stopped by Ctrl-C.'),
  ];
}

function modelsLines(t: Translate): string[] {
  return [
    'stepwise models [--base-url URL] [--json]',
    '',
    t('Lists what the endpoint serves, with context sizes where they are known.'),
    '',
    ...table([
      ['--base-url URL', t('the endpoint, such as http://localhost:8000/v1')],
      ['--json', t('one array of JSON on standard output')],
      ['--ui-language en|zh-cn', t('language of the words of this program')],
    ]),
    '',
    ...environmentLines(t),
  ];
}

function doctorLines(t: Translate): string[] {
  return [
    'stepwise doctor [--base-url URL] [--model NAME] [--json]',
    '',
    t('Tests the connection with a few small requests: one line a check, and what to do about each failure.'),
    t('Without --model the first model that the endpoint lists is tested. What was learned of the endpoint is learned anew.'),
    '',
    ...table([
      ['--base-url URL', t('the endpoint, such as http://localhost:8000/v1')],
      ['--model NAME', t('the model')],
      ['--json', t('one check a line as JSON on standard output')],
      ['--ui-language en|zh-cn', t('language of the words of this program')],
    ]),
    '',
    ...environmentLines(t),
    '',
    t('Exit status: 0 all is well, 1 a check failed, 2 wrong usage or settings, 130 stopped by Ctrl-C.'),
  ];
}

function replayLines(t: Translate): string[] {
  return [
    'stepwise replay FILE [--markdown | --quiet]',
    '',
    t('Draws recorded runs as "ask" would have printed them, at once and without a server.'),
    t('FILE holds what --json or --trace wrote, or what VS Code exported as JSON Lines; - is standard input.'),
    '',
    ...table([
      ['--markdown', t('the runs as Markdown')],
      ['--quiet', t('the answers only')],
      ['--ui-language en|zh-cn', t('language of the words of this program')],
    ]),
    '',
    t('Exit status: 0 the recording was drawn, however its runs ended; 2 wrong usage, or a file that is no recording.'),
  ];
}

function evaluateLines(t: Translate): string[] {
  return [
    'stepwise evaluate [--suite NAME|FILE.jsonl]… [--strategies NAME,…] [FLAG]… --out DIR',
    '',
    t('Asks every strategy the same questions, and writes results.jsonl, summary.json and report.html into DIR.'),
    t('Interrupted in whatever way, the same command goes on from there; no request that was answered is sent again.'),
    t('Example: {example}', { example: 'stepwise evaluate --suite arithmetic --strategies direct,chain,vote --out results' }),
    '',
    ...table([...evaluationRows(t), ...thinkingRows(t), ...limitRows(t), ...sharingRows(t)]),
    '',
    ...environmentLines(t),
    '',
    t('Exit status: 0 there are answers, 1 everything failed, 2 wrong usage or settings, 130 stopped by Ctrl-C.'),
  ];
}

function mergeLines(t: Translate): string[] {
  return [
    'stepwise merge DIR… --out DIR',
    '',
    t('Joins the results of "evaluate --shard" into one folder, with a summary and a report over all of them.'),
    t('All of them have to come from the same questions, strategies, model, seed and limits.'),
    '',
    ...table([
      ['--out DIR', t('the folder for the results')],
      ['--ui-language en|zh-cn', t('language of the words of this program')],
    ]),
    '',
    t('Exit status: 0 they were joined, 2 wrong usage, or results that do not belong together.'),
  ];
}

const evaluationRows = (t: Translate): Row[] => [
  [
    '--suite NAME|FILE.jsonl',
    t('{names}, or a file of your own; may be repeated (default: all built-in ones)', { names: [...SUITES.keys()].join(' | ') }),
  ],
  ['--strategies NAME,…', t('some of {names} (default: {name})', { names: STRATEGY_NAMES.join(', '), name: 'direct,chain' })],
  ['--questions N', t('the first N of each suite (default: 200 of a built-in one, all of a file)')],
  ['--samples N', t('how often each question is asked (default: {name})', { name: 1 })],
  ['--seed N', t('makes the questions of the built-in suites (default: {name})', { name: 1 })],
  ['--concurrency N', t('questions at once (default: {name})', { name: 2 })],
  ['--out DIR', t('the folder for the results')],
];

const sharingRows = (t: Translate): Row[] => [
  ['--shard I/N', t('only the part I of N; "stepwise merge" joins the parts')],
  ['--export-batch FILE', t('asks nothing, and writes the next requests as a Batch file')],
  ['--import-batch FILE', t('asks nothing, and takes in what came of a Batch file')],
  ['--ui-language en|zh-cn', t('language of the words of this program')],
];

const questionRows = (t: Translate): Row[] => [
  ['--file PATH[:FIRST-LAST]', t('adds a file, or lines of it, to the question; may be repeated')],
  ['--file -', t('adds standard input to the question')],
  ['--strategy NAME', t('{names} (default: {name})', { names: STRATEGY_NAMES.join(' | '), name: 'chain' })],
  ['--concurrency N', t('requests at once, for strategies with several chains')],
];

const thinkingRows = (t: Translate): Row[] => [
  ['--base-url URL', t('the endpoint, such as http://localhost:8000/v1')],
  ['--model NAME', t('the model')],
  ['--preset NAME', t('{names} (default: {name})', { names: PRESET_NAMES.join(' | '), name: 'balanced' })],
  ['--language auto|en|zh-cn', t('language of thinking and answer (auto: as the question)')],
  ['--step-format auto|json|text', t('how steps are asked for (auto: as strictly as the server takes it)')],
];

const limitRows = (t: Translate): Row[] => [
  ['--min-steps N', t('steps at least')],
  ['--max-steps N', t('steps at most')],
  ['--max-tokens-per-step N', t('tokens for a step')],
  ['--max-tokens-for-answer N', t('tokens for the answer')],
  ['--temperature T', t('0 to 2; how freely the model chooses its words')],
  ['--first-byte-timeout S', t('seconds until the first word; 0: no limit')],
  ['--idle-timeout S', t('seconds between two words; 0: no limit')],
];

const outputRows = (t: Translate): Row[] => [
  ['--json', t('one event a line as JSON on standard output')],
  ['--markdown', t('the finished run as Markdown')],
  ['--quiet', t('the answer only')],
  ['--trace FILE', t('writes the events into a file, too')],
  ['--ui-language en|zh-cn', t('language of the words of this program')],
];

function environmentLines(t: Translate): string[] {
  return [
    t('Environment:'),
    ...table([
      ['OPENAI_BASE_URL', t('the endpoint, where --base-url is not given')],
      ['OPENAI_API_KEY', t('the key for OPENAI_BASE_URL, or for https://api.openai.com where that is not set')],
      ['STEPWISE_API_KEY', t('the key for --base-url')],
      ['STEPWISE_MODEL', t('the model, where --model is not given')],
      ['HTTPS_PROXY, HTTP_PROXY', t('the proxy on the way to the endpoint; NO_PROXY names hosts that need none')],
      ['NO_COLOR', t('prints without colours')],
    ]),
  ];
}

function table(rows: readonly Row[]): string[] {
  const width = Math.max(...rows.map(([term]) => term.length));
  return rows.map(([term, meaning]) => `  ${term.padEnd(width)}  ${meaning}`);
}
