import type { LearnedStore } from './learned.ts';
import type { Address } from './outgoingHeaders.ts';

/** An OpenAI-compatible server and the model on it. */
export interface Endpoint extends Address {
  /** As `parseBaseUrl` gives it. */
  readonly baseUrl: string;
  readonly model: string;
  /** Sent with every request, over our own; `null` leaves one of ours out. */
  readonly parameters?: Readonly<Record<string, unknown>> | undefined;
  /** Until the first content or reasoning; 0 or absent: as long as it takes. */
  readonly firstByteTimeoutMs?: number | undefined;
  /** Between two pieces of content or reasoning; 0: as long as it takes. */
  readonly idleTimeoutMs: number;
  /** Tokens added to the cap for a model that thinks by itself. */
  readonly reasoningAllowance: number;
  /** `off` sends the switch that the server is known to take; `on` adds the allowance from the first request on. */
  readonly nativeReasoning: 'auto' | 'off' | 'on';
  readonly learned: LearnedStore;
  readonly log?: ModelLog | undefined;
}

/** Where requests are noted; VS Code's log channel fits. Bodies go to `trace` alone, keys nowhere. */
export interface ModelLog {
  info(message: string): void;
  warn(message: string): void;
  debug(message: string): void;
  /** Whole requests and replies, which are made into text only where somebody reads them. */
  trace(message: () => string): void;
}
