package dev.headrace.benchmarks.contestant;

import dev.headrace.benchmarks.load.Workload;
import java.nio.file.Path;

/**
 * What a contestant is asked to do.
 *
 * @param applicationId names the consumer group and prefixes everything durable
 * @param stateDirectory where stores may live; empty at the start
 */
record Assignment(
        Workload workload,
        String bootstrapServers,
        String inputTopic,
        String outputTopic,
        String applicationId,
        Path stateDirectory) {}
