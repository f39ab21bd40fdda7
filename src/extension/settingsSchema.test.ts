import assert from 'node:assert/strict';
import { limitsOf, mapSettings, parseSettings, type SettingName, type Settings, type SettingValue } from './settingsSchema.ts';

const DEFAULTS: Settings = {
  baseUrl: 'http://localhost:8000/v1',
  model: 'm',
  endpoints: [],
  preset: 'balanced',
  strategy: 'chain',
  concurrency: 2,
  minSteps: null,
  maxSteps: null,
  maxTokensPerStep: null,
  maxTokensForAnswer: null,
  temperature: null,
  maxTokensPerRun: null,
  maxSecondsPerRun: null,
  stepFormat: 'auto',
  nativeReasoning: 'auto',
  reasoningAllowance: 4096,
  instructions: '',
  language: 'auto',
  openIn: 'auto',
  stepDisplay: 'auto',
  prices: {},
  firstByteTimeoutSeconds: null,
  idleTimeoutSeconds: 120,
  'history.enabled': true,
  'history.maxSessions': 500,
  'history.maxMegabytes': 200,
};

type Changes = Partial<Record<SettingName, SettingValue>>;
const parse = (changes: Changes = {}) => parseSettings(mapSettings(name => changes[name] ?? { value: DEFAULTS[name] }));
const byUser = (value: unknown): SettingValue => ({ value, ofUser: value });
const byWorkspace = (value: unknown, ofUser?: unknown): SettingValue => ({ value, ofUser, ofWorkspace: value });

function settings(changes: Changes = {}): Settings {
  const parsed = parse(changes);
  assert.ok('settings' in parsed, JSON.stringify(parsed));
  return parsed.settings;
}

function faultOf(changes: Changes): unknown {
  const parsed = parse(changes);
  return 'fault' in parsed ? parsed.fault : undefined;
}

describe('The settings', () => {
  it('are taken as they stand where nothing is wrong', () => {
    assert.deepEqual(settings(), DEFAULTS);
  });

  it('name the one whose value cannot be used', () => {
    assert.deepEqual(faultOf({ maxSteps: byUser('many') }), { why: 'value', setting: 'maxSteps', value: 'many' });
    assert.deepEqual(faultOf({ temperature: byUser(3) }), { why: 'value', setting: 'temperature', value: 3 });
    assert.deepEqual(faultOf({ strategy: byUser('guess') }), { why: 'value', setting: 'strategy', value: 'guess' });
  });

  it('name a minimum of steps above the maximum', () => {
    assert.deepEqual(faultOf({ minSteps: byUser(9), maxSteps: byUser(2) }), { why: 'above', setting: 'minSteps', than: 'maxSteps' });
    assert.deepEqual(faultOf({ minSteps: byUser(11) }), { why: 'above', setting: 'minSteps', than: 'maxSteps' });
  });

  it('name the maximum where the minimum is the preset’s', () => {
    assert.deepEqual(faultOf({ maxSteps: byUser(2) }), { why: 'above', setting: 'maxSteps', than: 'minSteps' });
  });

  it('bring the base URL into its one form', () => {
    assert.equal(settings({ baseUrl: byUser(' http://localhost:8000/v1/ ') }).baseUrl, 'http://localhost:8000/v1');
  });

  it('may leave the base URL open', () => {
    assert.equal(settings({ baseUrl: byUser('  ') }).baseUrl, '');
  });

  it('name a base URL that is none', () => {
    assert.deepEqual(faultOf({ baseUrl: byUser('ftp://x/v1') }), { why: 'url', setting: 'baseUrl', problem: 'scheme' });
  });

  it('let a workspace raise limits up to those of thorough only', () => {
    const { maxSteps, maxTokensPerStep } = settings({ maxSteps: byWorkspace(500), maxTokensPerStep: byWorkspace(90_000) });
    assert.deepEqual([maxSteps, maxTokensPerStep], [25, 1000]);
  });

  it('let a user go beyond', () => {
    assert.equal(settings({ maxSteps: byUser(500) }).maxSteps, 500);
  });

  it('let a workspace lower a budget of the user, not lift it', () => {
    assert.equal(settings({ maxTokensPerRun: byWorkspace(900, 1000) }).maxTokensPerRun, 900);
    assert.equal(settings({ maxTokensPerRun: byWorkspace(5000, 1000) }).maxTokensPerRun, 1000);
    assert.equal(settings({ maxTokensPerRun: byWorkspace(null, 1000) }).maxTokensPerRun, 1000);
  });

  it('leave the preset’s limits where they are null', () => {
    const limits = limitsOf(settings({ preset: byUser('quick'), maxSteps: byUser(4) }));
    assert.deepEqual(limits, { minSteps: 3, maxSteps: 4, maxTokensPerStep: 500, maxTokensForAnswer: 1500, temperature: 0.2 });
  });
});
