/**
 * What each strategy should reach on the simulated solver: exact, by adding up the chances of everything that can happen.
 * Written from the rules in words; it shares no code with `src`. `node test/simulation/theory.mjs '{"strategy":"chain",…}'` prints JSON.
 */

/** Every way in which one chain can go: its answer (0 is right), its steps, its chance. */
function chainKinds({ astray, wrong, steps }) {
  const kinds = [];
  const beginnings = [
    { isFirm: true, chance: 1 - astray[0], lengths: steps.firm },
    { isFirm: false, chance: astray[0], lengths: steps.lost },
  ];
  for (const { isFirm, chance, lengths } of beginnings) {
    lengths.forEach((share, place) => {
      const length = place + 1;
      const right = isFirm ? staysFirm(astray, length) : 0;
      kinds.push({ answer: 0, steps: length, chance: chance * share * right });
      for (let answer = 1; answer <= wrong; answer++) kinds.push({ answer, steps: length, chance: (chance * share * (1 - right)) / wrong });
    });
  }
  return kinds.filter(kind => kind.chance > 0);
}

/** The chance that no step after the first leads astray. */
function staysFirm(astray, length) {
  let chance = 1;
  for (let step = 1; step < length; step++) chance *= 1 - astray[Math.min(step, astray.length - 1)];
  return chance;
}

/** Each step is a request, and so is the answer. */
const requestsOf = chains => chains.reduce((sum, { steps }) => sum + steps + 1, 0);

/** Adds up outcomes: the share that is right, and the mean number of requests and of chains with the deviation of one run. */
function sumUp(outcomes) {
  const mean = value => outcomes.reduce((sum, outcome) => sum + outcome.chance * value(outcome), 0);
  if (Math.abs(mean(() => 1) - 1) > 1e-9) throw new Error(`The chances add up to ${mean(() => 1)}.`);
  const spread = value => Math.sqrt(Math.max(0, mean(one => value(one) ** 2) - mean(value) ** 2));
  const requests = outcome => outcome.requests;
  return {
    accuracy: mean(({ isRight }) => (isRight ? 1 : 0)),
    requests: mean(requests),
    requestsSpread: spread(requests),
    chains: mean(({ chains }) => chains),
  };
}

const direct = ({ direct: share }) =>
  sumUp([
    { chance: share, isRight: true, requests: 1, chains: 0 },
    { chance: 1 - share, isRight: false, requests: 1, chains: 0 },
  ]);

const chain = world =>
  sumUp(chainKinds(world).map(kind => ({ chance: kind.chance, isRight: kind.answer === 0, requests: requestsOf([kind]), chains: 1 })));

const strategies = { direct, chain };

const { strategy, ...world } = JSON.parse(process.argv[2]);
process.stdout.write(JSON.stringify(strategies[strategy](world)));
