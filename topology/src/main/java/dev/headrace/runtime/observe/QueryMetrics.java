package dev.headrace.runtime.observe;

import dev.headrace.common.StreamsMetrics;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;
import org.apache.kafka.common.metrics.JmxReporter;
import org.apache.kafka.common.metrics.KafkaMetricsContext;
import org.apache.kafka.common.metrics.MetricConfig;
import org.apache.kafka.common.metrics.Metrics;
import org.apache.kafka.common.metrics.Sensor;
import org.apache.kafka.common.metrics.Sensor.RecordingLevel;
import org.apache.kafka.common.metrics.stats.Avg;
import org.apache.kafka.common.metrics.stats.CumulativeCount;
import org.apache.kafka.common.metrics.stats.Max;
import org.apache.kafka.common.metrics.stats.Rate;
import org.apache.kafka.common.metrics.stats.WindowedCount;
import org.apache.kafka.common.utils.Time;

/** The metrics of one query, in Kafka's registry: to be seen over JMX under {@code headrace}. */
public final class QueryMetrics implements StreamsMetrics, AutoCloseable {

    private static final String GROUP_PREFIX = "stream-";

    private final Metrics metrics;
    private final String clientId;

    /** A registry for the query that runs as {@code applicationId}. */
    public QueryMetrics(String applicationId, UUID runId) {
        this.clientId = applicationId + "-" + runId;
        this.metrics = new Metrics(
                new MetricConfig(), List.of(new JmxReporter()), Time.SYSTEM, new KafkaMetricsContext("headrace"));
    }

    @Override
    public Map<MetricName, ? extends Metric> metrics() {
        return metrics.metrics();
    }

    @Override
    public Sensor addLatencyRateTotalSensor(
            String scopeName, String entityName, String operationName, RecordingLevel level, String... tags) {
        Sensor sensor = addRateTotalSensor(scopeName, entityName, operationName, level, tags);
        sensor.add(name(scopeName, entityName, operationName + "-latency-avg", tags), new Avg());
        sensor.add(name(scopeName, entityName, operationName + "-latency-max", tags), new Max());
        return sensor;
    }

    @Override
    public Sensor addRateTotalSensor(
            String scopeName, String entityName, String operationName, RecordingLevel level, String... tags) {
        Sensor sensor = metrics.sensor(clientId + "." + scopeName + "." + entityName + "." + operationName, level);
        sensor.add(
                name(scopeName, entityName, operationName + "-rate", tags),
                new Rate(TimeUnit.SECONDS, new WindowedCount()));
        sensor.add(name(scopeName, entityName, operationName + "-total", tags), new CumulativeCount());
        return sensor;
    }

    @Override
    public Sensor addSensor(String name, RecordingLevel level) {
        return metrics.sensor(name, level);
    }

    @Override
    public Sensor addSensor(String name, RecordingLevel level, Sensor... parents) {
        return metrics.sensor(name, level, parents);
    }

    @Override
    public void removeSensor(Sensor sensor) {
        metrics.removeSensor(sensor.name());
    }

    @Override
    public void close() {
        metrics.close();
    }

    private MetricName name(String scope, String entity, String metric, String... tags) {
        Map<String, String> tagged = new LinkedHashMap<>();
        tagged.put("client-id", clientId);
        tagged.put(scope + "-id", entity);
        for (int i = 0; i + 1 < tags.length; i += 2) {
            tagged.put(tags[i], tags[i + 1]);
        }
        return metrics.metricName(metric, GROUP_PREFIX + scope + "-metrics", tagged);
    }
}
