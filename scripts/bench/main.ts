/**
 * `npm run bench [-- PART …]`: what can be measured of the aims of speed, each with its figure, and ratios measured side by side in one run.
 * Without a part: all of them. It ends with 1 where an aim is missed or a part could not be measured.
 */
import { describeFigure, type Figure, type Part } from './part.ts';
import { cache } from './parts/cache.ts';
import { firstCharacter } from './parts/firstCharacter.ts';
import { activation, stopping } from './parts/inEditor.ts';
import { own } from './parts/own.ts';
import { page } from './parts/page.ts';
import { reader } from './parts/reader.ts';
import { size } from './parts/size.ts';
import { speedOnLlama, speedOnVllm } from './parts/speed.ts';
import { throughput } from './parts/throughput.ts';

const PARTS: readonly Part[] = [
  own,
  reader,
  firstCharacter,
  size,
  activation,
  stopping,
  page,
  cache,
  speedOnLlama,
  speedOnVllm,
  throughput,
];

async function main(names: readonly string[]): Promise<number> {
  const strange = names.filter(name => !PARTS.some(part => part.name === name));
  if (strange.length > 0) {
    console.log(`The parts are:\n${PARTS.map(({ name, about }) => `  ${name.padEnd(12)} ${about}`).join('\n')}`);
    return strange.every(name => name === 'parts') ? 0 : 2;
  }
  const missed: string[] = [];
  for (const part of PARTS) if (names.length === 0 || names.includes(part.name)) missed.push(...(await run(part)));
  console.log(missed.length === 0 ? '\nEvery aim that was measured is met.' : `\nMissed:\n${missed.map(line => `  ${line}`).join('\n')}`);
  return missed.length === 0 ? 0 : 1;
}

/** Prints the figures as they come; gives the names of what was missed. */
async function run({ name, about, measure }: Part): Promise<string[]> {
  console.log(`\n${name}: ${about}`);
  const missed: string[] = [];
  const tell = (figure: Figure): void => {
    console.log(describeFigure(figure));
    if (figure.isMet === false) missed.push(`${name}: ${figure.what}`);
  };
  try {
    await measure(tell);
  } catch (error) {
    console.log(`  not measured: ${error instanceof Error ? error.message : String(error)}`);
    missed.push(`${name}: not measured`);
  }
  return missed;
}

void main(process.argv.slice(2)).then(status => process.exit(status));
