import type { ErrorFacts, ModelError } from '../../engine/errors.ts';

/** What is tested of a connection, in this order. */
export const CHECKS = ['reachable', 'key', 'model', 'streaming', 'format', 'parameters', 'usage', 'cache', 'context', 'reasoning'] as const;
export type CheckName = (typeof CHECKS)[number];

/** `warned`: Stepwise works, but less well than it could. `skipped`: an earlier check failed. */
export type CheckStatus = 'passed' | 'warned' | 'failed' | 'skipped';

/** What a check can find, and how good that is. */
const STATUS_OF = {
  answers: 'passed',
  'key-accepted': 'passed',
  'no-key-needed': 'passed',
  'model-listed': 'passed',
  'model-answers': 'passed',
  'model-unlisted': 'warned',
  'model-missing': 'failed',
  'model-unnamed': 'failed',
  streams: 'passed',
  'comes-whole': 'warned',
  'rung-works': 'passed',
  'rung-read-with-care': 'warned',
  'no-rung-works': 'failed',
  'parameters-taken': 'passed',
  'parameters-refused': 'warned',
  'usage-told': 'passed',
  'usage-untold': 'warned',
  'cache-used': 'passed',
  'cache-unused': 'warned',
  'cache-untold': 'warned',
  'context-known': 'passed',
  'context-unknown': 'warned',
  'no-own-reasoning': 'passed',
  'own-reasoning': 'passed',
  /** `facts.cause` says which failure. */
  failure: 'failed',
  'out-of-time': 'failed',
  /** `facts.because` names the check that failed. */
  'not-tried': 'skipped',
} as const satisfies Readonly<Record<string, CheckStatus>>;
export type Finding = keyof typeof STATUS_OF;

/** The outcome of one check. Plain JSON; never holds a key. */
export interface CheckResult {
  readonly check: CheckName;
  readonly status: CheckStatus;
  readonly finding: Finding;
  readonly facts: ErrorFacts;
}

/** The outcome of a check; facts that are not known are left out. */
export function found(check: CheckName, finding: Finding, facts: Readonly<Record<string, string | number | undefined>> = {}): CheckResult {
  const known = Object.entries(facts).flatMap(([name, fact]) => (fact === undefined ? [] : [[name, fact] as const]));
  return { check, status: STATUS_OF[finding], finding, facts: Object.fromEntries(known) };
}

/** A check that failed because a request did. */
export const failed = (check: CheckName, { kind, reason, facts }: ModelError): CheckResult =>
  found(check, 'failure', { ...facts, kind, cause: reason });
