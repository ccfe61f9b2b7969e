package dev.headrace.kstream;

import dev.headrace.common.KeyValue;
import dev.headrace.processor.FixedKeyProcessorSupplier;
import dev.headrace.processor.ProcessorSupplier;
import dev.headrace.processor.TopicNameExtractor;
import dev.headrace.sink.Sink;

/**
 * A stream of records. Each operation makes a new stream, table or grouping, and a stream may be used several times. Keys and
 * values are null where those of the records are; user code sees them as they are unless it is said otherwise.
 *
 * <p>An operation that may change keys leaves the stream unpartitioned. A grouping behind it then sends the records through a
 * topic of its own, so that equal keys meet; records without a key are left out there.
 *
 * @param <K> type of the keys
 * @param <V> type of the values
 */
public interface KStream<K, V> {

    /** The records that satisfy {@code predicate}. */
    KStream<K, V> filter(Predicate<? super K, ? super V> predicate, Named named);

    /** The records that satisfy {@code predicate}. */
    default KStream<K, V> filter(Predicate<? super K, ? super V> predicate) {
        return filter(predicate, Named.generated());
    }

    /** The records that do not satisfy {@code predicate}. */
    KStream<K, V> filterNot(Predicate<? super K, ? super V> predicate, Named named);

    /** The records that do not satisfy {@code predicate}. */
    default KStream<K, V> filterNot(Predicate<? super K, ? super V> predicate) {
        return filterNot(predicate, Named.generated());
    }

    /** The records with the keys that {@code mapper} makes of them. */
    <KOut> KStream<KOut, V> selectKey(KeyValueMapper<? super K, ? super V, ? extends KOut> mapper, Named named);

    /** The records with the keys that {@code mapper} makes of them. */
    default <KOut> KStream<KOut, V> selectKey(KeyValueMapper<? super K, ? super V, ? extends KOut> mapper) {
        return selectKey(mapper, Named.generated());
    }

    /** The records with the values that {@code mapper} makes of them. */
    <VOut> KStream<K, VOut> mapValues(ValueMapperWithKey<? super K, ? super V, ? extends VOut> mapper, Named named);

    /** The records with the values that {@code mapper} makes of them. */
    default <VOut> KStream<K, VOut> mapValues(ValueMapperWithKey<? super K, ? super V, ? extends VOut> mapper) {
        return mapValues(mapper, Named.generated());
    }

    /** The records with the values that {@code mapper} makes of theirs. */
    default <VOut> KStream<K, VOut> mapValues(ValueMapper<? super V, ? extends VOut> mapper, Named named) {
        return mapValues(WithKey.of(mapper), named);
    }

    /** The records with the values that {@code mapper} makes of theirs. */
    default <VOut> KStream<K, VOut> mapValues(ValueMapper<? super V, ? extends VOut> mapper) {
        return mapValues(mapper, Named.generated());
    }

    /** The records that {@code mapper} makes, one of each; it must not return null. */
    <KOut, VOut> KStream<KOut, VOut> map(
            KeyValueMapper<? super K, ? super V, ? extends KeyValue<? extends KOut, ? extends VOut>> mapper,
            Named named);

    /** The records that {@code mapper} makes, one of each; it must not return null. */
    default <KOut, VOut> KStream<KOut, VOut> map(
            KeyValueMapper<? super K, ? super V, ? extends KeyValue<? extends KOut, ? extends VOut>> mapper) {
        return map(mapper, Named.generated());
    }

    /** The records that {@code mapper} makes, any number of each; it must not return null. */
    <KOut, VOut> KStream<KOut, VOut> flatMap(
            KeyValueMapper<? super K, ? super V, ? extends Iterable<? extends KeyValue<? extends KOut, ? extends VOut>>>
                    mapper,
            Named named);

    /** The records that {@code mapper} makes, any number of each; it must not return null. */
    default <KOut, VOut> KStream<KOut, VOut> flatMap(
            KeyValueMapper<? super K, ? super V, ? extends Iterable<? extends KeyValue<? extends KOut, ? extends VOut>>>
                    mapper) {
        return flatMap(mapper, Named.generated());
    }

    /** The records with the values that {@code mapper} makes of them, any number of each; it must not return null. */
    <VOut> KStream<K, VOut> flatMapValues(
            ValueMapperWithKey<? super K, ? super V, ? extends Iterable<? extends VOut>> mapper, Named named);

    /** The records with the values that {@code mapper} makes of them, any number of each; it must not return null. */
    default <VOut> KStream<K, VOut> flatMapValues(
            ValueMapperWithKey<? super K, ? super V, ? extends Iterable<? extends VOut>> mapper) {
        return flatMapValues(mapper, Named.generated());
    }

    /** The records with the values that {@code mapper} makes of theirs, any number of each; it must not return null. */
    default <VOut> KStream<K, VOut> flatMapValues(
            ValueMapper<? super V, ? extends Iterable<? extends VOut>> mapper, Named named) {
        return flatMapValues(WithKey.of(mapper), named);
    }

    /** The records with the values that {@code mapper} makes of theirs, any number of each; it must not return null. */
    default <VOut> KStream<K, VOut> flatMapValues(ValueMapper<? super V, ? extends Iterable<? extends VOut>> mapper) {
        return flatMapValues(mapper, Named.generated());
    }

    /** Prints the records. */
    void print(Printed<K, V> printed);

    /** Does something with each record. It is done again for records that are read again after a failure. */
    void foreach(ForeachAction<? super K, ? super V> action, Named named);

    /** Does something with each record. It is done again for records that are read again after a failure. */
    default void foreach(ForeachAction<? super K, ? super V> action) {
        foreach(action, Named.generated());
    }

    /** The same records, each of which is shown to {@code action}; again after a failure. */
    KStream<K, V> peek(ForeachAction<? super K, ? super V> action, Named named);

    /** The same records, each of which is shown to {@code action}; again after a failure. */
    default KStream<K, V> peek(ForeachAction<? super K, ? super V> action) {
        return peek(action, Named.generated());
    }

    /** Splits the stream into branches, each record going to one of them at most. */
    BranchedKStream<K, V> split(Named named);

    /** Splits the stream into branches, each record going to one of them at most. */
    default BranchedKStream<K, V> split() {
        return split(Named.generated());
    }

    /** The records of both streams; those of each stay in their order. */
    KStream<K, V> merge(KStream<K, V> stream, Named named);

    /** The records of both streams; those of each stay in their order. */
    default KStream<K, V> merge(KStream<K, V> stream) {
        return merge(stream, Named.generated());
    }

    /** Sends the records through a topic of its own, even if they are partitioned by their keys. */
    KStream<K, V> repartition(Repartitioned<K, V> repartitioned);

    /** Sends the records through a topic of its own, even if they are partitioned by their keys. */
    default KStream<K, V> repartition() {
        return repartition(Repartitioned.with(null, null));
    }

    /** Writes each record to the topic that {@code topicExtractor} names; the topic must exist. */
    void to(TopicNameExtractor<K, V> topicExtractor, Produced<K, V> produced);

    /** Writes each record to the topic that {@code topicExtractor} names; the topic must exist. */
    default void to(TopicNameExtractor<K, V> topicExtractor) {
        to(topicExtractor, Produced.with(null, null));
    }

    /** Writes the records to a topic. */
    default void to(String topic, Produced<K, V> produced) {
        to(new StaticTopic<>(topic), produced);
    }

    /** Writes the records to a topic. */
    default void to(String topic) {
        to(topic, Produced.with(null, null));
    }

    /** Writes the records to a sink that is not a Kafka topic, in the same commit as everything else. */
    void to(Sink<? super K, ? super V> sink, Named named);

    /** Writes the records to a sink that is not a Kafka topic, in the same commit as everything else. */
    default void to(Sink<? super K, ? super V> sink) {
        to(sink, Named.generated());
    }

    /** Groups the records by their keys. */
    KGroupedStream<K, V> groupByKey(Grouped<K, V> grouped);

    /** Groups the records by their keys. */
    default KGroupedStream<K, V> groupByKey() {
        return groupByKey(Grouped.with(null, null));
    }

    /** Groups the records by the keys that {@code keySelector} makes of them; where that is null, a record is left out. */
    <KOut> KGroupedStream<KOut, V> groupBy(
            KeyValueMapper<? super K, ? super V, KOut> keySelector, Grouped<KOut, V> grouped);

    /** Groups the records by the keys that {@code keySelector} makes of them; where that is null, a record is left out. */
    default <KOut> KGroupedStream<KOut, V> groupBy(KeyValueMapper<? super K, ? super V, KOut> keySelector) {
        return groupBy(keySelector, Grouped.with(null, null));
    }

    /**
     * The records that a processor of the user's forwards, which may have any keys.
     *
     * @param stateStoreNames the stores to connect it to, beside those that the supplier brings along
     */
    <KOut, VOut> KStream<KOut, VOut> process(
            ProcessorSupplier<? super K, ? super V, ? extends KOut, ? extends VOut> processorSupplier,
            Named named,
            String... stateStoreNames);

    /**
     * The records that a processor of the user's forwards, which may have any keys.
     *
     * @param stateStoreNames the stores to connect it to, beside those that the supplier brings along
     */
    default <KOut, VOut> KStream<KOut, VOut> process(
            ProcessorSupplier<? super K, ? super V, ? extends KOut, ? extends VOut> processorSupplier,
            String... stateStoreNames) {
        return process(processorSupplier, Named.generated(), stateStoreNames);
    }

    /**
     * The records that a processor of the user's forwards, which leaves keys as they are.
     *
     * @param stateStoreNames the stores to connect it to, beside those that the supplier brings along
     */
    <VOut> KStream<K, VOut> processValues(
            FixedKeyProcessorSupplier<? super K, ? super V, ? extends VOut> processorSupplier,
            Named named,
            String... stateStoreNames);

    /**
     * The records that a processor of the user's forwards, which leaves keys as they are.
     *
     * @param stateStoreNames the stores to connect it to, beside those that the supplier brings along
     */
    default <VOut> KStream<K, VOut> processValues(
            FixedKeyProcessorSupplier<? super K, ? super V, ? extends VOut> processorSupplier,
            String... stateStoreNames) {
        return processValues(processorSupplier, Named.generated(), stateStoreNames);
    }
}
