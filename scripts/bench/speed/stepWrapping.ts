/** A frame of a chat completion's stream, as far as the bench looks into it. */
export interface TextFrame {
  readonly choices?: readonly { readonly delta?: { readonly content?: string | null }; readonly finish_reason?: string | null }[];
  readonly usage?: {
    readonly prompt_tokens: number;
    readonly completion_tokens: number;
    readonly prompt_tokens_details?: { readonly cached_tokens?: number } | null;
  } | null;
}

/** What a step is given besides the model's words. */
export interface Wrapping {
  readonly title: string;
  readonly isLast: boolean;
}

/**
 * Rewrites the frames of one reply: where a step was asked for, the model's words become its content; and a reply that came to its
 * limit, as all of them do, is told as one that came to its end.
 */
export function stepWrapping(step: Wrapping | undefined): (frame: TextFrame) => readonly TextFrame[] {
  let hasBegun = false;
  return frame => {
    const [choice] = frame.choices ?? [];
    if (!choice) return [frame];
    const content = choice.delta?.content;
    const frames: TextFrame[] = [];
    if (content) {
      const head = step && !hasBegun ? `{"title":${JSON.stringify(step.title)},"content":"` : '';
      hasBegun = true;
      frames.push(withContent(frame, head + (step ? JSON.stringify(content).slice(1, -1) : content)));
    } else if (!choice.finish_reason) frames.push(frame);
    if (choice.finish_reason) {
      if (step)
        frames.push(withContent(frame, `${hasBegun ? '' : '{"content":"'}","next_action":"${step.isLast ? 'final_answer' : 'continue'}"}`));
      frames.push({ ...frame, choices: [{ ...choice, delta: {}, finish_reason: 'stop' }] });
    }
    return frames;
  };
}

const withContent = (frame: TextFrame, content: string): TextFrame => ({
  ...frame,
  choices: [{ ...frame.choices?.[0], delta: { content }, finish_reason: null }],
  usage: null,
});
