import { html, type Reply, reset, silence } from '../scriptedReplies.ts';

/** What a server says when it is asked for its models or its properties, and how often. The client waits 2 s for the one that never answers. */
const LISTINGS: readonly { readonly name: string; readonly weight: number; readonly reply: Reply }[] = [
  { name: 'models: as they should be', weight: 60, reply: { body: { data: [{ id: 'soak', max_model_len: 32_768 }] } } },
  { name: 'models: a page', weight: 8, reply: html() },
  { name: 'models: reset', weight: 8, reply: reset },
  { name: 'models: 404', weight: 8, reply: { status: 404, body: { detail: 'Not Found' } } },
  { name: 'models: of another shape', weight: 8, reply: { body: { data: [null, 'soak', { id: 7 }] } } },
  { name: 'models: cut off', weight: 7, reply: { body: '{"data":[{"id":"so' } },
  { name: 'models: silence', weight: 1, reply: silence },
];

/** Draws one of them. */
export function drawListing(random: () => number): (typeof LISTINGS)[number] {
  let rest = random() * LISTINGS.reduce((sum, { weight }) => sum + weight, 0);
  const drawn = LISTINGS.find(({ weight }) => {
    rest -= weight;
    return rest < 0;
  });
  if (!drawn) throw new Error('The weights do not add up.');
  return drawn;
}
