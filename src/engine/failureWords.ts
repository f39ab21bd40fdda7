import { assertNever } from './assertNever.ts';
import type { ErrorCause, ErrorFacts } from './errors.ts';
import type { NoticeCode } from './events.ts';
import { SYSTEM_ROLE } from './ports.ts';
import type { Translate } from './translate.ts';

/**
 * What happened and what to do next, in the reader's language. Facts that a host adds: `machine`, the remote machine that asked.
 * Each text stands as a literal in its call, so that a script can collect them.
 */
export function describeFailure(cause: ErrorCause, facts: ErrorFacts, t: Translate): string {
  const known = { host: t('The server'), model: '…', seconds: '…', target: '…', proxy: '…', ...facts };
  const message = hasSaid(facts) ? describeWithWords(cause, known, t) : undefined;
  return withMachine(message ?? describe(cause, known, t), facts, t);
}

/** Something that the reader should know of and that ends nothing. */
export function describeNotice(code: NoticeCode, facts: ErrorFacts, t: Translate): string {
  switch (code) {
    case 'format-fallback':
      return facts['rung'] === 'text'
        ? t('The server does not take the step format that was tried first. Steps are now asked for as plain text.')
        : t('The server does not take the step format that was tried first. Steps are now asked for as a JSON object.');
    case 'parameter-dropped':
      return describeDropped(facts, t);
    case 'excerpt-shortened':
      return t('The excerpt was shortened, because all of it would not fit into what the model can see at once.');
    case 'context-condensed':
      return describeCondensed(facts, t);
    case 'context-cut':
      return t(
        'The server cut off the beginning of the conversation without a word: it has read {seenTokens} of about {promptTokens} tokens. Give it a larger context (in Ollama num_ctx or OLLAMA_CONTEXT_LENGTH), or set contextSize in stepwise.endpoints.',
        { seenTokens: '…', promptTokens: '…', ...facts },
      );
    case 'own-reasoning':
      return t('This model reasons by itself, so asking it for steps adds little. The strategy "direct" is faster and cheaper.');
    case 'key-withheld':
      return facts['variable'] === undefined
        ? t('The API key was not sent, because it belongs to another server. Set a key for this one.')
        : t('The API key was not sent, because it belongs to another server. For this one, set {variable}.', facts);
    default:
      return assertNever(code);
  }
}

/** Steps that are told in brief, earlier questions that are not told any more, or both. */
function describeCondensed(told: ErrorFacts, t: Translate): string {
  const facts = { contextSize: '…', ...told };
  return Number(told['steps'] ?? 0) > 0
    ? t(
        'All of it no longer fits into the {contextSize} tokens that the model can see at once. The oldest steps are passed on in brief.',
        facts,
      )
    : t(
        'All of it no longer fits into the {contextSize} tokens that the model can see at once. The oldest questions of this session are no longer passed on.',
        facts,
      );
}

/** `parameter` is a name in the request, or `SYSTEM_ROLE`. */
function describeDropped(facts: ErrorFacts, t: Translate): string {
  if (facts['parameter'] === SYSTEM_ROLE) {
    return t('The server takes no system message. From now on its words stand at the beginning of the first question.');
  }
  return facts['instead'] === undefined
    ? t('The server refused the parameter {parameter}. It is left out from now on.', facts)
    : t('The server refused the parameter {parameter}. From now on {instead} is sent in its place.', facts);
}

const hasSaid = ({ said }: ErrorFacts): boolean => said !== undefined && said !== '';

/** Where the server's own words are the best explanation; `undefined` where ours are better. */
function describeWithWords(cause: ErrorCause, facts: ErrorFacts, t: Translate): string | undefined {
  switch (cause) {
    case 'forbidden':
      return t('{host} does not allow this with the API key that is set: "{said}". Use another key or another model.', facts);
    case 'rate-limited':
      return t('{host} is receiving too many requests: "{said}". Wait a little and try again.', facts);
    case 'quota-exceeded':
      return t('{host} reports that the account has no quota left: "{said}". Check its plan and billing.', facts);
    case 'bad-request':
      return t('{host} refused the request: "{said}". Check the model and the parameters of this endpoint.', facts);
    case 'server-failed':
      return t('{host} failed: "{said}". Try again, or look into the log of the server.', facts);
    case 'model-refused':
      return t('The model refused to answer: "{said}". Ask in other words.', facts);
    case 'internal':
      return t('Stepwise itself failed: "{said}". Show the log and report it as an issue.', facts);
    default:
      return undefined;
  }
}

function describe(cause: ErrorCause, facts: ErrorFacts, t: Translate): string {
  switch (cause) {
    case 'key-missing':
      return t('{host} wants an API key and none is set for it. Set the key and try again.', facts);
    case 'key-refused':
      return t('{host} refused the API key. Set a valid key and try again.', facts);
    case 'forbidden':
      return t('{host} does not allow this with the API key that is set. Use another key or another model.', facts);
    case 'rate-limited':
      return t('{host} is receiving too many requests. Wait a little and try again.', facts);
    case 'quota-exceeded':
      return t('{host} reports that the account has no quota left. Check its plan and billing.', facts);
    case 'retry-after-too-long':
      return t('{host} asks to wait {seconds} s before the next request. Try again after that, or use another endpoint.', facts);
    case 'bad-request':
      return t('{host} refused the request. Check the model and the parameters of this endpoint.', facts);
    case 'check-base-url':
      return t('{host} answered, but not as an OpenAI-compatible server does. Check the base URL; most end in /v1.', facts);
    case 'model-not-found':
      return t('{host} has no model named {model}. Select a model that it serves.', facts);
    case 'context-overflow':
      return describeOverflow(facts, t);
    case 'request-too-large':
      return t(
        '{host} takes no request as long as this one. Shorten the excerpt, or raise the limit of the server or of the proxy before it.',
        facts,
      );
    default:
      return describeServer(cause, facts, t);
  }
}

function describeOverflow(facts: ErrorFacts, t: Translate): string {
  return facts['contextSize'] === undefined
    ? t('The question and its steps are longer than the model can see at once. Shorten the excerpt, or use a model with a larger context.')
    : t(
        'The question and its steps are longer than the {contextSize} tokens that the model can see at once. Shorten the excerpt, or use a model with a larger context.',
        facts,
      );
}

type RequestCause =
  | 'key-missing'
  | 'key-refused'
  | 'forbidden'
  | 'rate-limited'
  | 'quota-exceeded'
  | 'retry-after-too-long'
  | 'bad-request'
  | 'check-base-url'
  | 'model-not-found'
  | 'context-overflow'
  | 'request-too-large';
type WayCause =
  | 'refused'
  | 'dns'
  | 'tls'
  | 'tls-handshake'
  | 'certificate-name'
  | 'certificate-expired'
  | 'proxy-auth'
  | 'proxy-failed'
  | 'reset'
  | 'redirect'
  | 'redirect-loop'
  | 'unreachable';
type ReplyCause = 'unreadable-step' | 'empty-answer' | 'only-reasoning' | 'content-filter' | 'model-refused' | 'program-ended' | 'internal';

/** The server, and what it sent. */
function describeServer(cause: Exclude<ErrorCause, RequestCause>, facts: ErrorFacts, t: Translate): string {
  switch (cause) {
    case 'server-failed':
      return t('{host} failed. Try again, or look into the log of the server.', facts);
    case 'server-timeout':
      return t('{host} gave up waiting for the model. Try again, or raise the time limit of the server.', facts);
    case 'model-loading':
      return t('{host} is still loading the model. Wait until it is ready and try again.', facts);
    case 'not-json':
      return t('{host} sent an answer that is not valid JSON. Try again, or look into the log of the server.', facts);
    case 'stream-broken':
      return t('{host} broke off in the middle of an answer. Try again.', facts);
    case 'endless-reply':
      return t('{host} sent more than any answer takes, and no end of it. Look into the log of the server, or use another model.', facts);
    case 'first-byte-timeout':
      return t(
        '{host} has not begun to answer within {seconds} s. Try again, or raise the setting stepwise.firstByteTimeoutSeconds.',
        facts,
      );
    case 'idle-timeout':
      return t(
        '{host} fell silent for {seconds} s in the middle of an answer. Try again, or raise the setting stepwise.idleTimeoutSeconds.',
        facts,
      );
    case 'unreadable-step':
    case 'empty-answer':
    case 'only-reasoning':
    case 'content-filter':
    case 'model-refused':
    case 'program-ended':
    case 'internal':
      return describeReply(cause, facts, t);
    default:
      return describeWay(cause, facts, t);
  }
}

/** The way to the server. */
function describeWay(cause: WayCause, facts: ErrorFacts, t: Translate): string {
  switch (cause) {
    case 'refused':
      return t('{host} does not answer: nothing listens there. Start the server, or check the base URL.', facts);
    case 'dns':
      return t('{host} cannot be found by its name. Check the base URL and the network connection.', facts);
    case 'tls':
      return t(
        '{host} has a certificate from an authority that this machine does not know. Add that authority to the trusted certificates of the machine; the console program also takes its file from NODE_EXTRA_CA_CERTS.',
        facts,
      );
    case 'tls-handshake':
      return t('No secure connection to {host} could be made. Check whether the base URL should begin with http://.', facts);
    case 'certificate-name':
      return t('{host} has a certificate that is made out to another name. Check the host in the base URL.', facts);
    case 'certificate-expired':
      return t('The certificate of {host} is not valid at this time. Renew it on the server, or check the clock of this machine.', facts);
    case 'proxy-auth':
      return t('A proxy on the way to {host} wants a user name and a password. Set them where the proxy is set.', facts);
    case 'proxy-failed':
      return t('{host} cannot be reached through the proxy {proxy}. Check the proxy, or name the host in NO_PROXY.', facts);
    case 'reset':
      return t('{host} closed the connection without an answer. Try again, or look into the log of the server.', facts);
    case 'redirect':
      return t(
        '{host} redirects to {target}, which was not followed because the API key belongs to the first. If {target} is right, use it in the base URL.',
        facts,
      );
    case 'redirect-loop':
      return t('{host} redirects in circles. Check the base URL; most end in /v1.', facts);
    case 'unreachable':
      return t('{host} cannot be reached. Check the base URL, the network connection and the proxy.', facts);
    default:
      return assertNever(cause);
  }
}

/** What the model wrote, and what became of it. */
function describeReply(cause: ReplyCause, facts: ErrorFacts, t: Translate): string {
  switch (cause) {
    case 'unreadable-step':
      return t('The model gave no readable step. Try again, or use another model.');
    case 'empty-answer':
      return t('The model gave an empty answer twice. Try again, or raise the number of tokens for the answer.');
    case 'only-reasoning':
      return t(
        'The model used up all its tokens on its own reasoning. Raise the setting stepwise.reasoningAllowance, or set stepwise.nativeReasoning to off.',
      );
    case 'content-filter':
      return t('The content filter of the server stopped the answer. Ask in other words, or leave out the part that may have caused it.');
    case 'model-refused':
      return t('The model refused to answer. Ask in other words.');
    case 'program-ended':
      return t(
        'The program that {program} re-enacts would have ended here with "{exception}": the model wrote JSON of another form. Ask again, or choose another strategy.',
        { program: '…', exception: '…', ...facts },
      );
    case 'internal':
      return t('Stepwise itself failed. Show the log and report it as an issue.');
    default:
      return assertNever(cause);
  }
}

/** In a remote window `localhost` is somebody else's. */
function withMachine(failure: string, { machine }: ErrorFacts, t: Translate): string {
  return machine === undefined ? failure : t('{failure} The request was sent from {machine}.', { failure, machine });
}
