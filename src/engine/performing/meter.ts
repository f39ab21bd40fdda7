import type { ChatPart } from '../ports.ts';
import { addUsage, type Usage } from '../usage.ts';

/** Counts what requests cost, failed and refused ones included. */
export class Meter {
  usage: Usage = {};
  requests = 0;

  count(part: ChatPart): void {
    if (part.type === 'request') this.requests++;
    if (part.type === 'usage') this.usage = addUsage(this.usage, part.usage);
  }
}
