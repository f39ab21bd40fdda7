import type { Excerpt, Question } from '../engine/question.ts';

/** The question with the first half of each excerpt, in whole lines; `undefined` where nothing can be left out. */
export function shortenExcerpts(question: Question): Question | undefined {
  const excerpts = question.excerpts.map(firstHalf);
  const isShorter = excerpts.some((excerpt, at) => excerpt.text.length < (question.excerpts[at]?.text.length ?? 0));
  return isShorter ? { ...question, excerpts } : undefined;
}

function firstHalf(excerpt: Excerpt): Excerpt {
  const lines = excerpt.text.split('\n');
  if (lines.length < 2) return { ...excerpt, text: excerpt.text.slice(0, Math.ceil(excerpt.text.length / 2)) };
  const kept = lines.slice(0, Math.floor(lines.length / 2));
  return { ...excerpt, text: kept.join('\n'), endLine: excerpt.startLine + kept.length - 1 };
}
