import { ERROR_CAUSES, type ErrorCause, type ErrorFacts } from '../../src/engine/errors.ts';
import { NOTICE_CODES, type NoticeCode } from '../../src/engine/events.ts';
import { describeFailure, describeNotice } from '../../src/engine/failureWords.ts';
import { SYSTEM_ROLE } from '../../src/engine/ports.ts';
import { createTranslate, english, type Translate, type WordBundle } from '../../src/engine/translate.ts';
import { read, sourceFiles, translatedLiterals } from '../support/literals.ts';

const bundle: WordBundle = JSON.parse(read('l10n/bundle.l10n.zh-cn.json'));
const chinese: Translate = createTranslate(bundle);

/** Every fact that a message may name, standing for itself. */
const PLACES: ErrorFacts = Object.fromEntries(
  [
    'host',
    'model',
    'seconds',
    'target',
    'proxy',
    'contextSize',
    'promptTokens',
    'seenTokens',
    'parameter',
    'variable',
    'count',
    'status',
    'code',
    'program',
    'exception',
  ].map(name => [name, `{${name}}`]),
);

type Row = readonly [name: string, english: string, chinese: string];

/** The tables of docs/troubleshooting.md as the code has them now, by the headings that they stand under. */
export function errorTables(): ReadonlyMap<string, string> {
  return new Map([
    ['## When a run fails', toTable('cause', ERROR_CAUSES.flatMap(failureRows))],
    ['## What a run tells in passing', toTable('notice', NOTICE_CODES.flatMap(noticeRows))],
    ['## A base URL or a setting that cannot be used', toTable('', literalRows(['src/model/baseUrl.ts', 'src/extension/settings.ts']))],
    ['## A session and its file', toTable('', literalRows(['src/extension/sessionProblems.ts']))],
    ['## When a connection is tested', toTable('', literalRows(['src/model/checks/checkWords.ts']))],
    ['## The console program, before it asks a server', toTable('', literalRows(CONSOLE_FILES, usageErrors()))],
  ]);
}

/** One row, and one more where the server's own words are told too. */
function failureRows(cause: ErrorCause): Row[] {
  const plain = row(cause, t => describeFailure(cause, PLACES, t));
  const quoted = row(cause, t => describeFailure(cause, { ...PLACES, said: '{said}' }, t));
  const bare = row(cause, t => describeFailure(cause, { host: '{host}' }, t));
  return distinct([bare, plain, quoted]);
}

function noticeRows(code: NoticeCode): Row[] {
  const other: ErrorFacts = { ...PLACES, rung: 'text', steps: 1, instead: '{instead}' };
  const facts: readonly ErrorFacts[] = [{}, PLACES, other, { ...PLACES, parameter: SYSTEM_ROLE }];
  return distinct(facts.map(known => row(code, t => describeNotice(code, known, t))));
}

/** Where several facts give the same sentence, or one that only lacks them, it stands once. */
function distinct(rows: readonly Row[]): Row[] {
  return rows.filter(([, said], place) => !said.includes('…') && rows.findIndex(([, other]) => other === said) === place);
}

/** Files whose words are all errors. */
const CONSOLE_FILES = ['fileArgument', 'flagValues', 'traceFile', 'stateFile', 'failureText'].map(name => `src/cli/${name}.ts`);

function usageErrors(): string[] {
  const calls = sourceFiles('src/cli').flatMap(path => [...read(path).matchAll(/new UsageError\(([\s\S]*?)\);/g)]);
  return calls.flatMap(([call]) => translatedLiterals(call));
}

function literalRows(files: readonly string[], more: readonly string[] = []): Row[] {
  const literals = [...more, ...files.flatMap(path => translatedLiterals(read(path)))];
  return [...new Set(literals)].map(literal => ['', literal, bundle[literal] ?? ''] as const);
}

const row = (name: string, describe: (t: Translate) => string): Row => [name, describe(english), describe(chinese)];

function toTable(name: string, rows: readonly Row[]): string {
  const named = (cells: Row): string => (name ? `| ${cells.join(' | ')} |` : `| ${cells.slice(1).join(' | ')} |`);
  const code = ([cause, ...said]: Row): Row => [cause && `\`${cause}\``, said[0], said[1]];
  return [named([name, 'English', '中文']), named(['---', '---', '---']), ...rows.map(code).map(named)].join('\n');
}

/** The document with the tables of now in the place of those that it has. */
export function withTables(document: string): string {
  return [...errorTables()].reduce((text, [heading, table]) => replaceTable(text, heading, table), document);
}

function replaceTable(text: string, heading: string, table: string): string {
  const [before, after] = text.split(`${heading}\n`);
  if (after === undefined) throw new Error(`The document has no heading "${heading}".`);
  return `${before}${heading}\n${after.replace(/(?:^\|.*\n)+/m, `${table}\n`)}`;
}
