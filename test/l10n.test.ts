import assert from 'node:assert/strict';
import { computedCalls, read, sourceFiles, translatedLiterals } from './support/literals.ts';

type Words = Readonly<Record<string, string>>;
const words = (path: string): Words => JSON.parse(read(path));

const sources = sourceFiles('src').map(path => ({ path, text: read(path) }));
const literals = new Set(sources.flatMap(({ text }) => translatedLiterals(text)));
const bundle = words('l10n/bundle.l10n.zh-cn.json');

/** A number that is filled in, and what it counts in the plural. */
const COUNTED = /(\{count\}(?: [a-z]+)? [a-z]+)s\b/;

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

  it('are not said to VS Code’s reader without being looked up', () => {
    const spoken =
      /\b(?:show\w+Message|setStatusBarMessage)\(\s*['"`][A-Z]|\b(?:title|prompt|placeHolder|tooltip|detail): ['"`][A-Z](?!tepwise['"`])/;
    const unasked = sources.filter(({ path, text }) => /extension|webview/.test(path) && spoken.test(text)).map(({ path }) => path);
    assert.deepEqual(unasked, []);
    assert.match("showErrorMessage('It failed.')", spoken);
  });

  it('all have a Chinese translation', () => {
    assert.deepEqual(
      [...literals].filter(literal => !bundle[literal]),
      [],
    );
  });

  it('address the Chinese reader politely', () => {
    const familiar = Object.entries({ ...bundle, ...words('package.nls.zh-cn.json') }).filter(([, translation]) =>
      translation.includes('你'),
    );
    assert.deepEqual(familiar, []);
  });

  it('say one thing in the singular wherever they count things', () => {
    const sayingFirst = 'Answer from the {count} steps';
    const counted = [...literals].filter(literal => COUNTED.test(literal) && literal !== sayingFirst);
    assert.ok(counted.length > 2 && literals.has('Answer from the first step'));
    assert.deepEqual(
      counted.filter(literal => !literals.has(literal.replace(COUNTED, '$1'))),
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

  it('leave no text of the manifest in one language only', () => {
    const named = /"(?:title|description|markdownDescription|displayName|altText|name|contextualTitle)": "([^"]*[a-z][^"]*)"/g;
    const texts = [...read('package.json').matchAll(named)].map(([, text = '']) => text);
    assert.deepEqual(
      texts.filter(text => !/^%.+%$/.test(text) && !/^stepwise$/i.test(text)),
      [],
    );
    assert.ok(texts.length > 50);
  });

  it('are all used', () => {
    const unused = [...Object.keys(english), ...Object.keys(chinese)].filter(key => !used.includes(key));
    assert.deepEqual(unused, []);
  });
});
