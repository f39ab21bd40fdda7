import assert from 'node:assert/strict';
import { ModelError } from '../../src/engine/errors.ts';
import type { ChatPart, ChatRequest } from '../../src/engine/ports.ts';
import { createChatModel } from '../../src/model/chatModel.ts';
import type { Endpoint } from '../../src/model/endpoint.ts';
import { createLearnedStore } from '../../src/model/learned.ts';
import { type ScriptedServer, startScriptedServer } from './scriptedServer.ts';

/** What the tests of the chat model ask for, unless they say otherwise. */
export const REQUEST: ChatRequest = { messages: [{ role: 'user', content: 'Why?' }], maxTokens: 100, temperature: 0.2, format: 'schema' };

/** An endpoint of which nothing is known yet, without limits of time. */
export const endpointOf = (change: Partial<Endpoint>): Endpoint => ({
  baseUrl: 'http://localhost:8000/v1',
  model: 'm',
  idleTimeoutMs: 0,
  reasoningAllowance: 4096,
  nativeReasoning: 'auto',
  learned: createLearnedStore(),
  ...change,
});

/** A chat model on a scripted server that is new for each test. */
export interface ScriptedEndpoint {
  readonly server: ScriptedServer;
  endpoint(change?: Partial<Endpoint>): Endpoint;
  /** All parts of one reply. */
  ask(change?: Partial<Endpoint>, request?: Partial<ChatRequest>): Promise<ChatPart[]>;
  /** The failure of a request that must fail. */
  failureOf(change?: Partial<Endpoint>): Promise<ModelError>;
}

/** Registers the hooks of the suite that calls it. */
export function scriptedEndpoint(): ScriptedEndpoint {
  let server: ScriptedServer;
  beforeEach(async () => {
    server = await startScriptedServer();
  });
  afterEach(() => server.close());

  const endpoint = (change: Partial<Endpoint> = {}): Endpoint => endpointOf({ baseUrl: server.baseUrl, ...change });
  const ask = async (change: Partial<Endpoint> = {}, request: Partial<ChatRequest> = {}): Promise<ChatPart[]> => {
    const parts: ChatPart[] = [];
    const stream = createChatModel(endpoint(change)).stream({ ...REQUEST, ...request }, new AbortController().signal);
    for await (const part of stream) parts.push(part);
    return parts;
  };
  const failureOf = async (change: Partial<Endpoint> = {}): Promise<ModelError> => {
    const error = await ask(change).then(
      parts => assert.fail(`No failure, but ${JSON.stringify(parts)}`),
      (reason: unknown) => reason,
    );
    assert.ok(error instanceof ModelError, String(error));
    return error;
  };
  return {
    get server() {
      return server;
    },
    endpoint,
    ask,
    failureOf,
  };
}

/** The words of a reply. */
export const textOf = (parts: readonly ChatPart[]): string => parts.map(part => (part.type === 'text' ? part.text : '')).join('');
