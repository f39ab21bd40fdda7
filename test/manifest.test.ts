import assert from 'node:assert/strict';
import * as z from 'zod/mini';
import { STRATEGIES } from '../src/engine/strategies/index.ts';
import { COMMAND_IDS } from '../src/extension/commandIds.ts';
import { SETTING_NAMES, SETTING_SCHEMAS, type SettingName, STRATEGY_NAMES } from '../src/extension/settingsSchema.ts';
import { manifest, type SettingProperty, settingProperties } from './support/manifest.ts';

const { capabilities, contributes } = manifest;
const accepts = (name: SettingName, value: unknown): boolean => z.safeParse(SETTING_SCHEMAS[name], value).success;
const property = (name: SettingName): SettingProperty => settingProperties[`stepwise.${name}`] ?? { default: undefined };

describe('package.json', () => {
  it('lists the commands that the extension registers, in the category Stepwise', () => {
    assert.deepEqual(contributes.commands.map(({ command }) => command).sort(), [...COMMAND_IDS].sort());
    assert.deepEqual([...new Set(contributes.commands.map(({ category }) => category))], ['Stepwise']);
  });

  it('puts only such commands into menus', () => {
    const inMenus = Object.values(contributes.menus).flatMap(menu => menu.map(({ command }) => command));
    assert.deepEqual(
      inMenus.filter(command => !contributes.commands.some(one => one.command === command)),
      [],
    );
  });

  it('binds chords to such commands, the same on the three platforms but for the key that they begin with', () => {
    for (const { command, key, mac } of contributes.keybindings) {
      assert.ok(contributes.commands.some(one => one.command === command));
      assert.match(key, /^ctrl\+k (?:ctrl\+)?[a-z]$/);
      assert.equal(mac, key.replaceAll('ctrl', 'cmd'));
    }
  });

  it('lists the settings that the extension reads', () => {
    assert.deepEqual(Object.keys(settingProperties).sort(), SETTING_NAMES.map(name => `stepwise.${name}`).sort());
  });

  it('gives every setting a default that is accepted', () => {
    assert.deepEqual(
      SETTING_NAMES.filter(name => !accepts(name, property(name).default)),
      [],
    );
  });

  it('offers just the values that are accepted', () => {
    const offered = SETTING_NAMES.flatMap(name => (property(name).enum ?? []).map(value => ({ name, value })));
    assert.deepEqual(
      offered.filter(({ name, value }) => !accepts(name, value)),
      [],
    );
    assert.ok(offered.length > 10);
  });

  it('has the bounds of the schema', () => {
    for (const name of SETTING_NAMES) {
      const { minimum, maximum } = property(name);
      if (minimum === undefined || maximum === undefined) continue;
      assert.ok(accepts(name, minimum) && accepts(name, maximum), `${name} takes its bounds`);
      assert.ok(!accepts(name, minimum - 1) && !accepts(name, maximum + 1), `${name} takes nothing beyond them`);
    }
  });

  it('lets no workspace choose where questions and keys go', () => {
    for (const name of ['baseUrl', 'model', 'endpoints'] as const) assert.equal(property(name).scope, 'machine');
  });

  const ofTheUser: readonly SettingName[] = ['history.enabled', 'history.maxSessions', 'history.maxMegabytes'];

  it('lets no workspace throw sessions away', () => {
    for (const name of ofTheUser) assert.equal(property(name).scope, 'application');
  });

  it('lets no untrusted workspace set what costs money', () => {
    const { restrictedConfigurations } = capabilities.untrustedWorkspaces;
    const free: readonly SettingName[] = [
      'stepFormat',
      'nativeReasoning',
      'instructions',
      'language',
      'openIn',
      'stepDisplay',
      'prices',
      ...ofTheUser,
    ];
    assert.deepEqual(
      [...restrictedConfigurations].sort(),
      SETTING_NAMES.filter(name => !free.includes(name))
        .map(name => `stepwise.${name}`)
        .sort(),
    );
  });

  it('offers the strategies that there are', () => {
    assert.deepEqual([...STRATEGY_NAMES], [...STRATEGIES.keys()]);
  });
});
