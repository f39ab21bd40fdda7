import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { read, sourceFiles } from './support/literals.ts';
import { manifest } from './support/manifest.ts';

const { commands, walkthroughs } = manifest.contributes;
const steps = walkthroughs.flatMap(walkthrough => walkthrough.steps);
const languages: readonly Readonly<Record<string, string>>[] = ['package.nls.json', 'package.nls.zh-cn.json'].map(path =>
  JSON.parse(read(path)),
);
const commandIds = commands.map(({ command }) => command);
const commandsIn = (text: string): readonly string[] => [...text.matchAll(/\(command:([\w.]+)\)/g)].map(([, id = '']) => id);
const inLanguage = (words: Readonly<Record<string, string>>, key: string): string => words[key.slice(1, -1)] ?? '';

describe('The walkthrough', () => {
  it('leads through connecting, asking, reading and steering', () => {
    assert.deepEqual(
      steps.map(({ id }) => id),
      ['connect', 'ask', 'read', 'steer'],
    );
  });

  it('offers in each step, in both languages, the same commands, which are there', () => {
    for (const { id, description } of steps) {
      const [english = [], chinese = []] = languages.map(words => commandsIn(inLanguage(words, description)));
      assert.ok(english.length > 0 && english.every(command => commandIds.includes(command)), id);
      assert.deepEqual(chinese, english, id);
    }
  });

  it('shows in each step a picture for each kind of theme, and says in both languages what is on it', () => {
    for (const { media } of steps) {
      for (const path of Object.values(media.image)) assert.ok(existsSync(path), path);
      for (const words of languages) assert.ok(inLanguage(words, media.altText).length > 10);
    }
  });

  it('sees by itself that a step is done: by a command, or by a key that the extension sets', () => {
    const source = sourceFiles('src/extension').map(read).join('\n');
    for (const event of steps.flatMap(({ completionEvents }) => completionEvents)) {
      const [kind, name = ''] = event.split(':');
      if (kind === 'onCommand') assert.ok(commandIds.includes(name), event);
      else assert.ok(kind === 'onContext' && source.includes(`'${name}'`), event);
    }
  });
});
