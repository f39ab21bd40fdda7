import * as z from 'zod/mini';

/** The object that a server is asked for; the order of its fields is the order in which a model writes them, decision last. */
export const wireStepSchema = z.strictObject({
  title: z.string(),
  content: z.string(),
  next_action: z.enum(['continue', 'final_answer']),
});

/** The reply as the object asked for, or `undefined` where it is anything else. */
export function parseWireStep(text: string): z.infer<typeof wireStepSchema> | undefined {
  try {
    return z.safeParse(wireStepSchema, JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}
