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

/** Adds up outcomes: the share that is right, and what one run takes in the mean, with its standard deviation. */
function sumUp(outcomes) {
  const mean = value => outcomes.reduce((sum, outcome) => sum + outcome.chance * value(outcome), 0);
  if (Math.abs(mean(() => 1) - 1) > 1e-9) throw new Error(`The chances add up to ${mean(() => 1)}.`);
  const means = { accuracy: mean(({ isRight }) => (isRight ? 1 : 0)) };
  for (const name of ['requests', 'chains', 'busiest']) {
    const value = ({ [name]: number = 1 }) => number;
    means[name] = mean(value);
    means[`${name}Spread`] = Math.sqrt(
      Math.max(
        0,
        mean(one => (value(one) - means[name]) ** 2),
      ),
    );
  }
  return means;
}

const direct = ({ direct: share }) =>
  sumUp([
    { chance: share, isRight: true, requests: 1, chains: 1 },
    { chance: 1 - share, isRight: false, requests: 1, chains: 1 },
  ]);

const chain = world =>
  sumUp(chainKinds(world).map(kind => ({ chance: kind.chance, isRight: kind.answer === 0, requests: requestsOf([kind]), chains: 1 })));

const MOST_CHAINS = 5;

/** Goes through every row of chains, one chain after the other, as long as `wantsMore`; gives each row with its chance. */
function rowsOf(kinds, wantsMore) {
  const rows = [];
  const goOn = (chains, chance) => {
    if (!wantsMore(chains)) return rows.push({ chains, chance });
    for (const kind of kinds) goOn([...chains, kind], chance * kind.chance);
  };
  goOn([], 1);
  return rows;
}

/** Two chains; where they disagree a third; and then as many as it takes until nobody can draw level with the leader, at most five. */
function needsAnother(chains) {
  if (chains.length < 2) return true;
  if (chains.length === MOST_CHAINS) return false;
  const [first, second] = countsOf(chains);
  if (chains.length === 2) return first.count < 2;
  return (second?.count ?? 0) + MOST_CHAINS - chains.length >= first.count;
}

/** How often each answer was given, the most frequent first; of equals the one with the shorter chain, then with the earlier one. */
function countsOf(chains) {
  const counts = new Map();
  chains.forEach(({ answer, steps }, place) => {
    const one = counts.get(answer) ?? { answer, count: 0, steps: Infinity, place };
    const isShorter = steps < one.steps;
    counts.set(answer, { answer, count: one.count + 1, steps: isShorter ? steps : one.steps, place: isShorter ? place : one.place });
  });
  return [...counts.values()].sort((a, b) => b.count - a.count || a.steps - b.steps || a.place - b.place);
}

const voting = wantsMore => world => {
  if (world.isWordy) return votingInWords(world);
  return sumUp(
    rowsOf(chainKinds(world), wantsMore).map(({ chains, chance }) => ({
      chance,
      isRight: countsOf(chains)[0].answer === 0,
      requests: requestsOf(chains),
      chains: chains.length,
    })),
  );
};

/** Answers that cannot be compared: three chains, and one more request for the one that agrees best with the others. */
function votingInWords(world) {
  const outcomes = rowsOf(chainKinds(world), chains => chains.length < 3).flatMap(({ chains, chance }) => {
    const counts = countsOf(chains);
    const best = chains.filter(({ answer }) => counts.find(one => one.answer === answer).count === counts[0].count);
    const shareOf = (some, answer) => some.filter(one => one.answer === answer).length / some.length;
    const right = world.judges * shareOf(best, 0) + (1 - world.judges) * shareOf(chains, 0);
    return [true, false].map(isRight => ({
      chance: chance * (isRight ? right : 1 - right),
      isRight,
      requests: requestsOf(chains) + 1,
      chains: 3,
    }));
  });
  return sumUp(outcomes);
}

/**
 * A second chain that knows nothing of the first; where it disagrees, a third that is told both answers. The answer changes where both are
 * against it, and is then the one with the shorter chain. Answers in words are compared by one more request each time.
 */
function verify(world) {
  const kinds = chainKinds(world);
  const outcomes = kinds.flatMap(first =>
    kinds.flatMap(check =>
      judgements(world, first, check).flatMap(({ isSame, share, asked }) => {
        const chance = first.chance * check.chance * share;
        if (isSame) return [{ chance, isRight: first.answer === 0, requests: requestsOf([first, check]) + asked, chains: 2 }];
        return chainsTold(world, [...new Set([first.answer, check.answer])]).flatMap(second =>
          judgements(world, check, second).map(judged => ({
            chance: chance * second.chance * judged.share,
            isRight: (judged.isSame ? shorterOf(check, second) : first).answer === 0,
            requests: requestsOf([first, check, second]) + asked + judged.asked,
            chains: 3,
          })),
        );
      }),
    ),
  );
  return sumUp(outcomes);
}

const shorterOf = (one, other) => (other.steps < one.steps ? other : one);

/** Whether two answers are taken for the same, with the chance of it and the requests that it takes. */
function judgements({ isWordy, judges }, one, other) {
  const isSame = one.answer === other.answer;
  if (!isWordy) return [{ isSame, share: 1, asked: 0 }];
  return [
    { isSame, share: judges, asked: 1 },
    { isSame: !isSame, share: 1 - judges, asked: 1 },
  ].filter(({ share }) => share > 0);
}

/** Every way in which a chain can go that is told of one answer, or of two. */
function chainsTold({ astray, wrong, steps, told }, answers) {
  const isRightNamed = answers.includes(0);
  const alone = (isRightNamed ? told.swayed : 0) + (1 - told.swayed) * (1 - astray[0]);
  const firm = answers.length > 1 ? (isRightNamed ? told.settles : told.finds) : alone;
  const kinds = chainKinds({ astray: [1 - firm, ...astray.slice(1), astray.at(-1)], wrong, steps });
  const named = answers.filter(answer => answer > 0);
  const others = wrong - named.length;
  const clings = named.length === 0 ? 0 : others === 0 ? 1 : answers.length > 1 ? told.clings : told.swayed;
  return kinds.map(({ answer, chance, steps: length }) => {
    if (answer === 0) return { answer, chance, steps: length };
    const share = named.includes(answer) ? clings / named.length : (1 - clings) / others;
    return { answer, chance: chance * wrong * share, steps: length };
  });
}

const strategies = { direct, chain, vote: voting(needsAnother), five: voting(chains => chains.length < MOST_CHAINS), verify, tree };

/**
 * Monte Carlo tree search with one way at a time: every way that the whole search can take, with its chance. Each way begins below a node that has
 * fewer children than the width, found from the question down by UCT, and goes on to an answer; all chains have the same number of steps.
 * It ends with as many requests as eight ways of the least length would take, in the midst of a way too.
 */
function tree({ astray, wrong, steps, minSteps, width = 3, curiosity = Math.SQRT2 }) {
  const budget = 8 * (minSteps + 1);
  const length = steps.firm.length;
  const figures = [];
  const search = (ways, requests, chance) => {
    const start = requests >= budget ? undefined : select(ways, { length, width, curiosity });
    const end = spent =>
      figures.push({ chance, isRight: countsOf(ways)[0].answer === 0, requests: spent, chains: ways.length, busiest: busiestOf(ways) });
    if (start === undefined) return end(requests);
    const begun = start === '' ? [] : start.split('/');
    const made = length - begun.length + 1;
    if (ways.length > 0 && requests + made > budget) return end(budget);
    for (const way of waysBelow(begun, { length, astray, wrong, number: ways.length }))
      search([...ways, way], requests + made, chance * way.chance);
  };
  search([], 0, 1);
  return sumUp(figures);
}

/** How many ways share their first step, at most. */
const busiestOf = ways => Math.max(...ways.map(({ path }) => ways.filter(other => other.path[0] === path[0]).length));

/** Where the next way begins: the path of a node, '' for the question, nothing where all is tried. */
function select(ways, { length, width, curiosity }) {
  const agreed = countsOf(ways)[0]?.answer;
  const childrenOf = path => {
    const depth = path.length;
    const below = ways.filter(({ path: own }) => path.every((step, place) => own[place] === step) && own.length > depth);
    return [...new Set(below.map(({ path: own }) => own[depth]))].map(step => [...path, step]);
  };
  const through = path => ways.filter(({ path: own }) => path.every((step, place) => own[place] === step));
  const isOpen = path => path.length < length && (childrenOf(path).length < width || childrenOf(path).some(isOpen));
  const promise = (path, parent) => {
    const visits = through(path).length;
    const wins = through(path).filter(({ answer }) => answer === agreed).length;
    return wins / visits + curiosity * Math.sqrt(Math.log(Math.max(1, through(parent).length)) / visits);
  };
  const descend = path => {
    const children = childrenOf(path);
    if (children.length < width) return path.join('/');
    const open = children.filter(isOpen);
    return descend(open.reduce((one, other) => (promise(other, path) > promise(one, path) ? other : one)));
  };
  return isOpen([]) ? descend([]) : undefined;
}

/** A step's name tells its way and whether it still stands on the right path: `2.1+`. */
function waysBelow(begun, { length, astray, wrong, number }) {
  const ways = [];
  const goOn = (path, isFirm, chance) => {
    if (chance === 0) return;
    if (path.length === length) {
      if (isFirm) return ways.push({ path, answer: 0, steps: length, chance });
      for (let answer = 1; answer <= wrong; answer++) ways.push({ path, answer, steps: length, chance: chance / wrong });
      return;
    }
    const leaves = isFirm ? astray[Math.min(path.length, astray.length - 1)] : 1;
    goOn([...path, `${number}.${path.length}+`], true, chance * (1 - leaves));
    goOn([...path, `${number}.${path.length}-`], false, chance * leaves);
  };
  goOn(begun, begun.length === 0 || begun.at(-1).endsWith('+'), 1);
  return ways;
}

const { strategy, ...world } = JSON.parse(process.argv[2]);
process.stdout.write(JSON.stringify(strategies[strategy](world)));
