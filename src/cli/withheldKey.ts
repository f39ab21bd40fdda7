import type { ReasoningEvent } from '../engine/events.ts';
import { describeNotice } from '../engine/failureWords.ts';
import { noticeOf } from '../engine/notice.ts';
import type { Translate } from '../engine/translate.ts';
import { originOf } from '../model/baseUrl.ts';
import type { EndpointChoice } from './endpointChoice.ts';
import type { Output } from './shell.ts';

/** Says in one line that a key was not sent, and which variable would hold one for this origin. */
export function tellWithheldKey({ withheld, baseUrl }: EndpointChoice, stderr: Output, t: Translate): void {
  if (withheld) stderr.write(`${describeNotice('key-withheld', { variable: withheld, origin: originOf(baseUrl) }, t)}\n`);
}

/** The same as an event, for those who read events. */
export function withheldKeyNotice({ withheld, baseUrl }: EndpointChoice): ReasoningEvent | undefined {
  if (!withheld) return undefined;
  return noticeOf('key-withheld', { variable: withheld, origin: originOf(baseUrl) });
}
