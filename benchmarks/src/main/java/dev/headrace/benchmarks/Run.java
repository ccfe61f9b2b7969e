package dev.headrace.benchmarks;

import dev.headrace.benchmarks.contestant.ContestantKind;
import dev.headrace.benchmarks.contestant.Measurement;
import dev.headrace.benchmarks.load.Workload;

/**
 * A measured run whose output was checked.
 *
 * @param outputRecords how many records it wrote
 */
record Run(Workload workload, ContestantKind contestant, int round, Measurement measurement, long outputRecords) {}
