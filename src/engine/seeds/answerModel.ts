import type { ExactForm } from '../ports.ts';
import type { CompletionReply } from './openaiClient.ts';
import { PythonException } from './openaiClient.ts';
import { JsonFault, loads } from './pythonJson.ts';
import { isPythonObject, type PythonValue, repr, typeName } from './pythonValue.ts';

const DECISIONS = ['continue', 'final_answer'];
const FIELDS = ['title', 'next_action', 'content'] as const;

/** The notebook's class of answers, as its client sends it: the decision stands before the content. */
export const ANSWER_SCHEMA: ExactForm['jsonSchema'] & {} = {
  name: 'Answer',
  schema: {
    $defs: { ActionType: { enum: DECISIONS, title: 'ActionType', type: 'string' } },
    properties: {
      title: { title: 'Title', type: 'string' },
      next_action: { $ref: '#/$defs/ActionType' },
      content: { title: 'Content', type: 'string' },
    },
    required: FIELDS,
    title: 'Answer',
    type: 'object',
    additionalProperties: false,
  },
};

/** What `client.beta.chat.completions.parse` and `json.loads` make of a reply. Throws `PythonException` for any that is no answer. */
export function parseAnswer({ text, finishReason, usage }: CompletionReply): PythonValue {
  if (finishReason === 'length') throw new PythonException(`${CUT}${describeUsage(usage)}`, 'truncated');
  if (text === undefined) throw new PythonException(NO_TEXT, 'refusal');
  if (finishReason === 'content_filter') throw new PythonException(FILTERED, 'refusal');
  const value = readJson(text);
  const faults = faultsOf(value);
  if (faults.length > 0) throw invalid(faults);
  return value;
}

/** What `json.loads(None)` says. */
export const NO_TEXT = 'the JSON object must be str, bytes or bytearray, not NoneType';
const CUT = 'Could not parse response content as the length limit was reached';
const FILTERED = 'Could not parse response content as the request was rejected by the content filter';

function describeUsage({ promptTokens, completionTokens }: CompletionReply['usage']): string {
  if (promptTokens === undefined || completionTokens === undefined) return '';
  const counts = { completion_tokens: completionTokens, prompt_tokens: promptTokens, total_tokens: promptTokens + completionTokens };
  const written = Object.entries(counts).map(([name, count]) => `${name}=${count}`);
  return ` - CompletionUsage(${written.join(', ')}, completion_tokens_details=None)`;
}

interface Fault {
  readonly field?: string;
  readonly message: string;
  readonly type: string;
  readonly value: PythonValue;
}

function readJson(text: string): PythonValue {
  try {
    return loads(text);
  } catch (error) {
    if (!(error instanceof JsonFault)) throw error;
    throw invalid([{ message: `Invalid JSON: ${error.message}`, type: 'json_invalid', value: text }]);
  }
}

function faultsOf(value: PythonValue): Fault[] {
  if (!isPythonObject(value)) return [{ message: 'Input should be an object', type: 'model_type', value }];
  return FIELDS.flatMap((field): Fault | Fault[] => {
    const held = value.get(field);
    if (held === undefined) return { field, message: 'Field required', type: 'missing', value };
    if (field !== 'next_action') return typeof held === 'string' ? [] : { field, ...NO_STRING, value: held };
    return DECISIONS.some(decision => decision === held) ? [] : { field, ...NO_DECISION, value: held };
  });
}

const NO_STRING = { message: 'Input should be a valid string', type: 'string_type' };
const NO_DECISION = { message: "Input should be 'continue' or 'final_answer'", type: 'enum' };

/** As pydantic 2.9 writes it. */
function invalid(faults: readonly Fault[]): PythonException {
  const head = `${faults.length} validation error${faults.length === 1 ? '' : 's'} for Answer`;
  return new PythonException([head, ...faults.flatMap(linesOf)].join('\n'), 'malformed');
}

function linesOf({ field, message, type, value }: Fault): string[] {
  const about = `[type=${type}, input_value=${shorten(repr(value))}, input_type=${typeName(value)}]`;
  const help = `    For further information visit https://errors.pydantic.dev/2.9/v/${type}`;
  return [...(field === undefined ? [] : [field]), `  ${message} ${about}`, help];
}

/** A long value by its first 25 and its last 24 bytes, without a part of a character. */
function shorten(written: string): string {
  const bytes = new TextEncoder().encode(written);
  if (bytes.length <= 50) return written;
  const decoder = new TextDecoder();
  let [end, start] = [25, bytes.length - 24];
  while (isInside(bytes[end])) end--;
  while (isInside(bytes[start])) start++;
  return `${decoder.decode(bytes.slice(0, end))}...${decoder.decode(bytes.slice(start))}`;
}

const isInside = (byte = 0): boolean => (byte & 0xc0) === 0x80;
