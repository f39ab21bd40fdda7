import { describeStrategies } from '../faults/everyStrategy.ts';

describe('Every strategy, stopped, failing and taken up again at every place that there is', function () {
  describeStrategies(this, Number.POSITIVE_INFINITY);
});
