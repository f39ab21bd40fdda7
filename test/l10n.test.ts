import assert from 'node:assert/strict';
import { computedCalls, read, sourceFiles, translatedLiterals } from './support/literals.ts';

type Words = Readonly<Record<string, string>>;
const words = (path: string): Words => JSON.parse(read(path));

const sources = ['engine', 'model', 'extension', 'webview', 'cli']
  .flatMap(room => sourceFiles(`src/${room}`))
  .map(path => ({ path, text: read(path) }));
const literals = new Set(sources.flatMap(({ text }) => translatedLiterals(text)));
const bundle = words('l10n/bundle.l10n.zh-cn.json');

const placesIn = (message: string): string[] => [...message.matchAll(/\{\w+\}/g)].map(([place]) => place).sort();

describe('The words that readers see', () => {
  it('are found in the source, whatever their quotes', () => {
    const source = `t('It\\'s {n}') + vscode.l10n.t("two", { n }) + t(\`three\`, {}) + at('no') + format('no')`;
    assert.deepEqual(translatedLiterals(source), ["It's {n}", 'two', 'three']);
  });

  it('are literals, so that a bundle can hold them', () => {
    const computed = sources.flatMap(({ path, text }) => computedCalls(text).map(call => `${path}: ${call}`));
    assert.deepEqual(computed, []);
  });

  it('all have a Chinese translation', () => {
    assert.deepEqual(
      [...literals].filter(literal => !bundle[literal]),
      [],
    );
  });

  it('have no translation that nothing uses', () => {
    assert.deepEqual(
      Object.keys(bundle).filter(message => !literals.has(message)),
      [],
    );
  });

  it('keep their places in translation', () => {
    const changed = Object.entries(bundle).filter(([message, translation]) => placesIn(message).join() !== placesIn(translation).join());
    assert.deepEqual(changed, []);
  });
});

describe('The words of the manifest', () => {
  const english = words('package.nls.json');
  const chinese = words('package.nls.zh-cn.json');
  const used = [...read('package.json').matchAll(/"%([\w.-]+)%"/g)].map(([, key = '']) => key);

  it('are all there in English and in Chinese', () => {
    assert.deepEqual(
      used.filter(key => !english[key] || !chinese[key]),
      [],
    );
  });

  it('are all used', () => {
    const unused = [...Object.keys(english), ...Object.keys(chinese)].filter(key => !used.includes(key));
    assert.deepEqual(unused, []);
  });
});
