package dev.headrace.common;

import java.util.Map;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;
import org.apache.kafka.common.metrics.Sensor;
import org.apache.kafka.common.metrics.Sensor.RecordingLevel;

/** Read access to all metrics of a query, and sensors for those that user code adds. */
public interface StreamsMetrics {

    /** All metrics by name; the map cannot be changed. */
    Map<MetricName, ? extends Metric> metrics();

    /**
     * Adds a sensor with average and maximum latency (milliseconds), rate and total of an operation.
     *
     * @param scopeName the kind of thing that is measured, such as {@code window}
     * @param entityName the thing that is measured, such as the name of a store
     * @param operationName the operation, such as {@code get}
     * @param tags additional tags as key, value, key, value ...
     */
    Sensor addLatencyRateTotalSensor(
            String scopeName, String entityName, String operationName, RecordingLevel recordingLevel, String... tags);

    /**
     * Adds a sensor with rate and total of an operation.
     *
     * @param scopeName the kind of thing that is measured
     * @param entityName the thing that is measured
     * @param operationName the operation
     * @param tags additional tags as key, value, key, value ...
     */
    Sensor addRateTotalSensor(
            String scopeName, String entityName, String operationName, RecordingLevel recordingLevel, String... tags);

    /** Adds a sensor without metrics. */
    Sensor addSensor(String name, RecordingLevel recordingLevel);

    /** Adds a sensor without metrics that passes on what it records to its parents. */
    Sensor addSensor(String name, RecordingLevel recordingLevel, Sensor... parents);

    /** Removes a sensor and its metrics. */
    void removeSensor(Sensor sensor);
}
