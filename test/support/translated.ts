/** What a document and its translation have in common: form, commands, names. All of these are read outside code blocks but the blocks themselves. */

/** The levels of the headings, in order. */
export const headingLevels = (text: string): number[] =>
  [...outsideBlocks(text).matchAll(/^(#+) /gm)].map(([, marks = '']) => marks.length);

/** The code blocks, in order. */
export const commandBlocks = (text: string): string[] => [...text.matchAll(/^```\w*\n(.*?)^```$/gms)].map(([, block = '']) => block);

/** Everything between backticks, in order of the alphabet: two languages may say things in another order. */
export const namesIn = (text: string): string[] => [...outsideBlocks(text).matchAll(/`([^`\n]+)`/g)].map(([, name = '']) => name).sort();

/** The commands of VS Code that are named, each once. */
export const commandsIn = (text: string): string[] =>
  [...new Set([...text.matchAll(/\*\*Stepwise: ([^*]+)\*\*/g)].map(([, title = '']) => title))].sort();

/** Where links and pictures lead, each once; a document in one language may lead to a document in the same. */
export const targetsIn = (text: string): string[] =>
  [...new Set([...outsideBlocks(text).matchAll(/\]\(([^)\s]+)\)/g)].map(([, target = '']) => target.replace('.zh-CN.md', '.md')))].sort();

const outsideBlocks = (text: string): string => text.replaceAll(/^```.*?^```$/gms, '');
