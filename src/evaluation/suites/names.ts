import type { SuiteLanguage } from './makeSuite.ts';

/** Names of people, none of which is a part of another. */
export const NAMES: Readonly<Record<SuiteLanguage, readonly string[]>> = {
  en: ['Alice', 'Bob', 'Carol', 'David', 'Emma', 'Frank', 'Grace', 'Henry', 'Irene', 'Jack', 'Kate', 'Louis', 'Maria', 'Peter'],
  zh: ['小明', '小红', '小刚', '小丽', '小华', '小芳', '小军', '小燕', '小龙', '小梅', '小宇', '小雪', '小涛', '小兰'],
};
