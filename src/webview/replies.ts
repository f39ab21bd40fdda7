import type { FoundFile, HostReply, PageMessage } from '../protocol/messages.ts';

/** What the page asks its host and gets an answer to. */
export class Replies {
  readonly #post: (message: PageMessage) => void;
  readonly #waiting = new Map<number, (reply: HostReply) => void>();
  #asked = 0;

  constructor(post: (message: PageMessage) => void) {
    this.#post = post;
  }

  /** The files that fit what was typed, the best first. */
  async findFiles(typed: string): Promise<readonly FoundFile[]> {
    const reply = await this.#ask(request => ({ type: 'findFiles', request, typed }));
    return reply.type === 'files' ? reply.files : [];
  }

  /** Whether a pasted text comes from an editor, and goes along with the question as its place. */
  async attachPasted(text: string): Promise<boolean> {
    const reply = await this.#ask(request => ({ type: 'attachPasted', request, text }));
    return reply.type === 'pasted' && reply.attached;
  }

  /** Takes an answer; one that nobody waits for is left alone. */
  take(reply: HostReply): void {
    this.#waiting.get(reply.request)?.(reply);
    this.#waiting.delete(reply.request);
  }

  #ask(message: (request: number) => PageMessage): Promise<HostReply> {
    const request = ++this.#asked;
    return new Promise(resolve => {
      this.#waiting.set(request, resolve);
      this.#post(message(request));
    });
  }
}
