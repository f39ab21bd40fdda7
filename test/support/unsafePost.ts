/** How often each mishap befell a message. */
export interface Mishaps {
  lost: number;
  repeated: number;
  reordered: number;
}

/** One in so many messages meets each mishap. */
const ONE_IN = 6;

/** A way for messages that loses, repeats and reorders them as a seed says, until it is mended. */
export class UnsafePost<Message> {
  readonly mishaps: Mishaps = { lost: 0, repeated: 0, reordered: 0 };
  private readonly random: () => number;
  private readonly deliver: (message: Message) => void;
  private under: Message[] = [];
  private isMended = false;

  constructor(random: () => number, deliver: (message: Message) => void) {
    this.random = random;
    this.deliver = deliver;
  }

  send(message: Message): void {
    if (this.befalls('lost')) return;
    this.under.push(message);
    if (this.befalls('repeated')) this.under.push(message);
  }

  /** Brings one message, mostly the oldest, to where it was sent; whether there was one. */
  bring(): boolean {
    const place = this.under.length > 1 && this.befalls('reordered') ? 1 + Math.floor(this.random() * (this.under.length - 1)) : 0;
    const [message] = this.under.splice(place, 1);
    if (message === undefined) return false;
    this.deliver(message);
    return true;
  }

  /** From now on every message comes, once and in its turn. */
  mend(): void {
    this.isMended = true;
  }

  private befalls(mishap: keyof Mishaps): boolean {
    if (this.isMended || this.random() * ONE_IN >= 1) return false;
    this.mishaps[mishap] += 1;
    return true;
  }
}
