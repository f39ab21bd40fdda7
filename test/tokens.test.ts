import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import * as z from 'zod/mini';
import { say } from '../src/engine/chat.ts';
import { estimateTokens, scaleFrom } from '../src/engine/tokens.ts';

const textSchema = z.strictObject({
  language: z.enum(['en', 'zh-cn']),
  kind: z.optional(z.string()),
  text: z.string(),
  /** Tokenizer → tokens, without any template. */
  counts: z.record(z.string(), z.number()),
});
type CountedText = z.infer<typeof textSchema>;

const { first, texts, rare } = z.parse(
  z.strictObject({
    origin: z.string(),
    /** All that the first request of a run says, in each language. */
    first: z.array(textSchema),
    texts: z.array(textSchema),
    /** Classical and traditional Chinese and a recipe: words that tokenizers seldom met. */
    rare: z.array(textSchema),
  }),
  JSON.parse(readFileSync('test/fixtures/tokens/texts.json', 'utf8')),
);

const LANGUAGES = ['en', 'zh-cn'] as const;
const NAMES = { en: 'English', 'zh-cn': 'Chinese' } as const;
const TEMPLATE_TOKENS = 5;

/** How far each estimate is off, as a share of the count; corrected by the first usage of a run in that language. */
function errorsOf(tokenizer: string, language: CountedText['language'], of: readonly CountedText[], isCorrected = true): number[] {
  const begun = first.find(text => text.language === language);
  const scale = isCorrected && begun ? scaleFrom([say('user', begun.text)], countOf(begun, tokenizer) + TEMPLATE_TOKENS) : undefined;
  const inLanguage = of.filter(text => text.language === language);
  return inLanguage.map(text => Math.abs(estimateTokens(text.text, scale) / countOf(text, tokenizer) - 1));
}

const countOf = ({ counts }: CountedText, tokenizer: string): number => counts[tokenizer] ?? Number.NaN;
const within = (errors: readonly number[], bound: number): number => errors.filter(error => error <= bound).length;

describe('Token estimates, against what real tokenizers count', () => {
  it('know 20 texts in each language', () => {
    const languages = texts.map(({ language }) => language);
    assert.deepEqual(
      LANGUAGES.map(language => languages.filter(other => other === language).length),
      [20, 20],
    );
  });

  for (const tokenizer of ['o200k', 'qwen3', 'deepseek-v3']) {
    it(`are within 15 % for ${tokenizer}, once corrected by the first usage`, () => {
      const counts = LANGUAGES.map(language => within(errorsOf(tokenizer, language, texts), 0.15));
      console.log(`      within 15 % for ${tokenizer}: ${LANGUAGES.map((name, at) => `${counts[at]} of 20 ${NAMES[name]}`).join(', ')}`);
      assert.deepEqual(counts, [20, 20]);
    });
  }

  it('are within 25 % for other tokenizers, and need the correction for that', () => {
    for (const tokenizer of ['llama-3', 'smollm2']) {
      const worst = (isCorrected: boolean) => Math.max(...LANGUAGES.flatMap(language => errorsOf(tokenizer, language, texts, isCorrected)));
      console.log(`      ${tokenizer}: at most ${percent(worst(true))} off, uncorrected ${percent(worst(false))}`);
      assert.ok(worst(true) <= 0.25 && worst(true) < worst(false), tokenizer);
    }
    const uncorrected = LANGUAGES.map(language => within(errorsOf('deepseek-v3', language, texts, false), 0.15));
    assert.ok((uncorrected[1] ?? 20) < 20, 'the correction makes no difference');
  });

  it('are less exact for words that tokenizers seldom met, but near enough to keep clear of the end', () => {
    for (const tokenizer of ['o200k', 'qwen3', 'deepseek-v3']) {
      const worst = Math.max(...errorsOf(tokenizer, 'zh-cn', rare));
      console.log(`      rare words, ${tokenizer}: at most ${percent(worst)} off`);
      assert.ok(worst <= 0.4, `${tokenizer} ${worst}`);
    }
  });
});

const percent = (share: number): string => `${(100 * share).toFixed(0)} %`;
