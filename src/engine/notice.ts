import type { ErrorFacts } from './errors.ts';
import type { NoticeCode, ReasoningEvent } from './events.ts';
import { describeNotice } from './failureWords.ts';
import { english } from './translate.ts';

/** Something that the reader should know of and that ends nothing; as in every event, its message is English. */
export const noticeOf = (code: NoticeCode, facts?: ErrorFacts): ReasoningEvent => ({
  type: 'notice',
  code,
  message: describeNotice(code, facts ?? {}, english),
  ...(facts && { facts }),
});
