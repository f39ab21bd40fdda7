import { makeSuite } from './makeSuite.ts';

const WORDS = (
  'strawberry banana mississippi committee address bookkeeper balloon coffee tomorrow necessary parallel possess success tennessee ' +
  'accommodation millennium embarrass occurrence raspberry cranberry blueberry pepper cinnamon coconut avocado artichoke broccoli ' +
  'cauliflower cucumber lettuce potato tomato umbrella television telephone refrigerator restaurant university engineering ' +
  'international representative responsibility communication independence excellent beginning butterfly grasshopper hippopotamus ' +
  'rhinoceros crocodile alligator caterpillar dragonfly woodpecker nightingale flamingo penguin kangaroo elephant butter cheese ' +
  'sausage dessert pudding cottage village cathedral architecture photograph adventure knowledge yesterday afternoon september ' +
  'december february wednesday mathematics geometry statistics electricity temperature atmosphere environment development ' +
  'government parliament president character different difficult important interesting intelligence imagination appreciation ' +
  'association assessment assassin possession expression discussion permission transmission opposition application appearance ' +
  'disappear disappoint recommend immediate community grammar hammock mammal summer winter spring swimming running planning'
).split(' ');

/** How often a letter occurs in one to three words. */
export const letters = makeSuite('letters', (random, language) => {
  const text = Array.from({ length: random.between(1, 3) }, () => random.pick(WORDS)).join(' ');
  const counts = countLetters(text);
  // The count is chosen before the letter: else “2” would be right more often than not.
  const count = random.pick([...new Set(counts.values())].sort());
  const letter = random.pick([...counts.keys()].filter(one => counts.get(one) === count));
  const question =
    language === 'en'
      ? `How many times does the letter “${letter}” occur in “${text}”? Answer with a number.`
      : `“${text}”中，字母“${letter}”出现了几次？请用一个数字回答。`;
  return { question, answer: String(count), kind: 'number' };
});

function countLetters(text: string): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const letter of text.replaceAll(' ', '')) counts.set(letter, (counts.get(letter) ?? 0) + 1);
  return counts;
}
