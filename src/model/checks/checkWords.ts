import { assertNever } from '../../engine/assertNever.ts';
import { ERROR_CAUSES, type ErrorFacts } from '../../engine/errors.ts';
import { describeFailure } from '../../engine/failureWords.ts';
import { SYSTEM_ROLE } from '../../engine/ports.ts';
import type { ReaderWords } from '../../engine/readerWords.ts';
import type { Translate } from '../../engine/translate.ts';
import { CHECKS, type CheckName, type CheckResult, type CheckStatus, type Finding } from './check.ts';

/** What stands before a line: how good the outcome is. */
export const CHECK_MARKS: Readonly<Record<CheckStatus, string>> = { passed: '✓', warned: '!', failed: '✗', skipped: '–' };

/** The outcome of a check in one line: mark, name, what was found and, where it is not well, what to do. */
export function describeCheckLine(result: CheckResult, words: ReaderWords): string {
  const facts = { mark: CHECK_MARKS[result.status], check: describeCheckName(result.check, words.t), text: describeCheck(result, words) };
  return words.t('{mark} {check}: {text}', facts);
}

/** The name of a check. */
export function describeCheckName(check: CheckName, t: Translate): string {
  switch (check) {
    case 'reachable':
      return t('Reachable');
    case 'key':
      return t('API key');
    case 'model':
      return t('Model');
    case 'streaming':
      return t('Streaming');
    case 'format':
      return t('Step format');
    case 'parameters':
      return t('Parameters');
    case 'usage':
      return t('Usage');
    case 'cache':
      return t('Cached tokens');
    case 'context':
      return t('Context size');
    case 'reasoning':
      return t('Own reasoning');
    default:
      return assertNever(check);
  }
}

/** What a check found and, where it is not well, what to do. */
export function describeCheck({ finding, facts: told }: CheckResult, words: ReaderWords): string {
  const { t } = words;
  const facts = { names: '…', completionTokens: '…', firstWordMs: '…', ...readable(told, words) };
  switch (finding) {
    case 'failure':
      return describeFailure(ERROR_CAUSES.find(cause => cause === told['cause']) ?? 'internal', told, t);
    case 'out-of-time':
      return t('{host} was not done after {seconds} s. Test it again once the model is loaded and the server idle.', facts);
    case 'not-tried':
      return t('not tested, because of "{check}"', { check: checkNamed(told['because'], t) });
    case 'answers':
      return told['machine'] === undefined ? t('{origin} answers this machine', facts) : t('{origin} answers, asked from {machine}', facts);
    case 'key-accepted':
      return t('{host} accepts the API key', facts);
    case 'no-key-needed':
      return t('none is set, and {host} needs none', facts);
    case 'own-reasoning':
      return t(
        'the model reasons by itself; {allowance} tokens are added to its limits for that. The strategy "direct" may be enough',
        facts,
      );
    case 'no-own-reasoning':
      return t('the model does not reason by itself');
    default:
      return describeAnswering(finding, facts, t);
  }
}

type FirstFinding =
  | 'failure'
  | 'out-of-time'
  | 'not-tried'
  | 'answers'
  | 'key-accepted'
  | 'no-key-needed'
  | 'own-reasoning'
  | 'no-own-reasoning';
type ModelFinding = 'model-listed' | 'model-answers' | 'model-unlisted' | 'model-missing' | 'model-unnamed';

function describeAnswering(finding: Exclude<Finding, FirstFinding>, facts: ErrorFacts, t: Translate): string {
  switch (finding) {
    case 'streams':
      return t('the answer comes as it is written, its first word after {firstWordMs}', facts);
    case 'comes-whole':
      return t('the answer comes all at once. Look for a proxy in between that holds answers back');
    case 'rung-works':
      return describeRung(facts, t);
    case 'rung-read-with-care':
      return t('the model does not quite keep to it: {form}. Its steps are read all the same', { form: describeRung(facts, t) });
    case 'no-rung-works':
      return t('the model gave no readable step in any form. Use another model');
    case 'parameters-taken':
      return t('all are taken');
    case 'parameters-refused':
      return describeRefused(facts, t);
    default:
      return describeCounting(finding, facts, t);
  }
}

type AnsweringFinding =
  | 'streams'
  | 'comes-whole'
  | 'rung-works'
  | 'rung-read-with-care'
  | 'no-rung-works'
  | 'parameters-taken'
  | 'parameters-refused';

function describeCounting(finding: Exclude<Finding, FirstFinding | AnsweringFinding>, facts: ErrorFacts, t: Translate): string {
  switch (finding) {
    case 'usage-told':
      return t('the server tells it: {promptTokens} prompt tokens and {completionTokens} completion tokens for a step', facts);
    case 'usage-untold':
      return t('the server does not count tokens, so that only estimates can be shown');
    case 'cache-used':
      return t('{cachedTokens} of {promptTokens} prompt tokens of a second step came from the cache', facts);
    case 'cache-unused':
      return t(
        'none of the {promptTokens} prompt tokens of a second step came from the cache. Switch on the prefix cache of the server',
        facts,
      );
    case 'cache-untold':
      return t('the server does not say what it takes from its cache. vLLM does with --enable-prompt-tokens-details');
    case 'context-known':
      return describeContext(facts, t);
    case 'context-unknown':
      return t('nobody says it. An entry of stepwise.endpoints can, as contextSize');
    default:
      return describeModel(finding, facts, t);
  }
}

function describeModel(finding: ModelFinding, facts: ErrorFacts, t: Translate): string {
  switch (finding) {
    case 'model-listed':
      return t('{host} serves {model}', facts);
    case 'model-answers':
      return t('{model} answers; {host} lists no models', facts);
    case 'model-unlisted':
      return t('{host} answers, but does not list {model}. It may be another model that answers. Listed: {names}', facts);
    case 'model-missing':
      return facts['count'] === undefined
        ? t('{host} has no model named {model}. Select a model that it serves.', facts)
        : t('{host} has no model named {model}. It lists {count}: {names}', facts);
    case 'model-unnamed':
      return t('none is chosen, and the server lists none. Choose one by its name.');
    default:
      return assertNever(finding);
  }
}

/** A system message is refused in the same way as a parameter, but nothing of it is left out. */
function describeRefused({ refused, instead }: ErrorFacts, t: Translate): string {
  const names = String(refused).split(', ');
  const left = names.filter(name => name !== SYSTEM_ROLE).join(', ');
  const system =
    names.includes(SYSTEM_ROLE) &&
    t('The server takes no system message. From now on its words stand at the beginning of the first question.');
  const parameters = left && t('refused and from now on left out: {refused}', { refused: left });
  const other = instead !== undefined && t('{instead} is sent in its place', { instead });
  return [parameters, other, system].filter(Boolean).join('; ');
}

function describeRung({ rung }: ErrorFacts, t: Translate): string {
  if (rung === 'schema') return t('JSON with a strict schema');
  return rung === 'object' ? t('a JSON object without a schema') : t('plain text with marked lines');
}

function describeContext(facts: ErrorFacts, t: Translate): string {
  if (facts['source'] === 'setting') return t('{tokens} tokens, as the settings say', facts);
  return facts['source'] === 'props'
    ? t('{tokens} tokens, as /props says', facts)
    : t('{tokens} tokens, as the list of models says', facts);
}

function checkNamed(name: string | number | undefined, t: Translate): string {
  const check = CHECKS.find(candidate => candidate === name);
  return check ? describeCheckName(check, t) : '…';
}

const COUNTS = ['cachedTokens', 'promptTokens', 'completionTokens', 'tokens', 'allowance', 'count'];

/** Numbers and times as a reader writes them. */
function readable(facts: ErrorFacts, { count, duration }: ReaderWords): ErrorFacts {
  const entries = Object.entries(facts).map(([name, fact]): [string, string | number] => {
    if (typeof fact !== 'number') return [name, fact];
    if (COUNTS.includes(name)) return [name, count(fact)];
    return [name, name.endsWith('Ms') ? duration(fact) : fact];
  });
  return Object.fromEntries(entries);
}
