import assert from 'node:assert/strict';
import { read } from './support/literals.ts';
import { manifest, type SettingProperty, settingProperties } from './support/manifest.ts';

const languages: readonly Readonly<Record<string, string>>[] = ['package.nls.json', 'package.nls.zh-cn.json'].map(path =>
  JSON.parse(read(path)),
);
const groups = manifest.contributes.configuration;

/** The text of a `%key%` in each language; a text that is no key has none. */
const inEachLanguage = (text = ''): readonly string[] => languages.map(words => words[/^%(.+)%$/.exec(text)?.[1] ?? ''] ?? '');
const descriptionOf = ({ description, markdownDescription }: SettingProperty) => inEachLanguage(markdownDescription ?? description);

describe('The settings editor', () => {
  it('shows the settings in titled groups, each in its place', () => {
    assert.deepEqual(
      groups.map(({ title }) => inEachLanguage(title)[0]),
      ['Endpoint', 'Thinking', 'Limits', 'Page', 'Cost', 'History'],
    );
    assert.ok(groups.every(({ title }) => inEachLanguage(title).every(Boolean)));
    assert.ok(groups.every(({ order }, place) => order > (groups[place - 1]?.order ?? -1)));
  });

  it('shows each group in an order of its own', () => {
    for (const { title, properties } of groups) {
      const orders = Object.values(properties).map(({ order }) => order);
      assert.deepEqual(
        orders,
        orders.map((_, place) => place),
        title,
      );
    }
  });

  it('says of each setting, in English and in Chinese, what changes', () => {
    const short = Object.entries(settingProperties).filter(([, property]) => descriptionOf(property).some(text => text.length < 10));
    assert.deepEqual(short, []);
  });

  it('explains each value that can be chosen, in English and in Chinese', () => {
    const unexplained = Object.entries(settingProperties).filter(
      ([, { enum: values = [], enumDescriptions = [] }]) =>
        values.length !== enumDescriptions.length || enumDescriptions.some(text => !inEachLanguage(text).every(Boolean)),
    );
    assert.deepEqual(unexplained, []);
  });
});
