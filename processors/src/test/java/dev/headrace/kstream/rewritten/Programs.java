package dev.headrace.kstream.rewritten;

import dev.headrace.common.KeyValue;
import dev.headrace.kstream.Branched;
import dev.headrace.kstream.Consumed;
import dev.headrace.kstream.Grouped;
import dev.headrace.kstream.KGroupedStream;
import dev.headrace.kstream.KStream;
import dev.headrace.kstream.KTable;
import dev.headrace.kstream.Materialized;
import dev.headrace.kstream.Named;
import dev.headrace.kstream.Printed;
import dev.headrace.kstream.Produced;
import dev.headrace.kstream.Repartitioned;
import dev.headrace.kstream.StreamsBuilder;
import dev.headrace.processor.ContextualFixedKeyProcessor;
import dev.headrace.processor.ContextualProcessor;
import dev.headrace.processor.FixedKeyProcessor;
import dev.headrace.processor.FixedKeyProcessorSupplier;
import dev.headrace.processor.FixedKeyRecord;
import dev.headrace.processor.Record;
import dev.headrace.processor.WallclockTimestampExtractor;
import dev.headrace.state.KeyValueStore;
import dev.headrace.state.StoreBuilder;
import dev.headrace.stores.Stores;
import dev.headrace.topology.AutoOffsetReset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;

/**
 * Programs written for Kafka Streams. Rewritten by the script in docs/migrate, the same file is compiled against Headrace.
 */
public final class Programs {

    private Programs() {}

    /** The text that describes each program's topology, by the program's name. */
    public static Map<String, Supplier<String>> descriptions(Supplier<StreamsBuilder> builders) {
        Map<String, Supplier<String>> descriptions = new LinkedHashMap<>();
        programs().forEach((name, program) -> {
            descriptions.put(name, () -> describe(builders.get(), program, "none"));
            descriptions.put(name + ", optimized", () -> describe(builders.get(), program, "all"));
        });
        return descriptions;
    }

    private static String describe(StreamsBuilder builder, Consumer<StreamsBuilder> program, String optimization) {
        program.accept(builder);
        Properties properties = new Properties();
        properties.put("topology.optimization", optimization);
        return builder.build(properties).describe().toString();
    }

    private static Map<String, Consumer<StreamsBuilder>> programs() {
        Map<String, Consumer<StreamsBuilder>> programs = new LinkedHashMap<>();
        programs.put("every operation without state", Programs::everyOperationWithoutState);
        programs.put("every operation without state, named", Programs::everyOperationWithoutStateNamed);
        programs.put("several sources", Programs::severalSources);
        programs.put("the same topic twice", Programs::theSameTopicTwice);
        programs.put("sinks", Programs::sinks);
        programs.put("word count", Programs::wordCount);
        programs.put("count", Programs::count);
        programs.put("count behind a change of key", Programs::countBehindAChangeOfKey);
        programs.put("reduce", Programs::reduce);
        programs.put("aggregate", Programs::aggregate);
        programs.put("a named grouping used twice", Programs::aNamedGroupingUsedTwice);
        programs.put("an unnamed grouping used twice", Programs::anUnnamedGroupingUsedTwice);
        programs.put("tables without stores", Programs::tablesWithoutStores);
        programs.put("tables with stores", Programs::tablesWithStores);
        programs.put("branches", Programs::branches);
        programs.put("branches with names and chains", Programs::branchesWithNamesAndChains);
        programs.put("merge", Programs::merge);
        programs.put("merge behind changes of key", Programs::mergeBehindChangesOfKey);
        programs.put("repartition", Programs::repartition);
        programs.put("processors", Programs::processors);
        programs.put("a processor between change of key and grouping", Programs::aProcessorBetween);
        programs.put("processors that bring their stores", Programs::processorsThatBringTheirStores);
        programs.put("groupings behind one change of key", Programs::groupingsBehindOneChangeOfKey);
        programs.put("two stages", Programs::twoStages);
        programs.put("many sub-topologies", Programs::manySubTopologies);
        programs.put("print", Programs::print);
        return programs;
    }

    private static void everyOperationWithoutState(StreamsBuilder builder) {
        KStream<String, String> words = builder.stream("words");
        words.filter((key, value) -> value != null)
                .filterNot((key, value) -> value.isEmpty())
                .mapValues(value -> value.toLowerCase(Locale.ROOT))
                .mapValues((key, value) -> key + value)
                .map((key, value) -> KeyValue.pair(value, key))
                .flatMap((key, value) -> List.of(KeyValue.pair(key, value)))
                .flatMapValues(value -> List.of(value))
                .flatMapValues((key, value) -> List.of(key, value))
                .selectKey((key, value) -> value.length())
                .peek((key, value) -> {})
                .foreach((key, value) -> {});
        words.to("copy");
    }

    private static void everyOperationWithoutStateNamed(StreamsBuilder builder) {
        KStream<String, String> words = builder.stream("words", Consumed.as("source"));
        words.filter((key, value) -> value != null, Named.as("filter"))
                .filterNot((key, value) -> value.isEmpty(), Named.as("filter-not"))
                .mapValues(value -> value.toLowerCase(Locale.ROOT), Named.as("map-values"))
                .mapValues((key, value) -> key + value)
                .map((key, value) -> KeyValue.pair(value, key), Named.as("map"))
                .flatMap((key, value) -> List.of(KeyValue.pair(key, value)), Named.as("flat-map"))
                .flatMapValues(value -> List.of(value), Named.as("flat-map-values"))
                .selectKey((key, value) -> value.length(), Named.as("select-key"))
                .peek((key, value) -> {}, Named.as("peek"))
                .foreach((key, value) -> {}, Named.as("foreach"));
        words.to("copy", Produced.as("sink"));
        words.filter((key, value) -> true).to("unnamed");
    }

    private static void severalSources(StreamsBuilder builder) {
        builder.stream(List.of("b", "a"), Consumed.with(Serdes.String(), Serdes.Long()))
                .to("out-1");
        builder.stream(Pattern.compile("topic-.*")).to("out-2");
        builder.stream("c", Consumed.with(new WallclockTimestampExtractor())).to("out-3");
        builder.stream("d", Consumed.with(AutoOffsetReset.earliest())).to("out-4");
        builder.stream("e", Consumed.<String, String>as("named").withOffsetResetPolicy(AutoOffsetReset.latest()))
                .to("out-5");
    }

    private static void theSameTopicTwice(StreamsBuilder builder) {
        builder.<String, String>stream("a").filter((key, value) -> true).to("out-1");
        builder.<String, String>stream("b").to("out-2");
        builder.<String, String>stream("a").mapValues(value -> value).to("out-3");
        builder.<String, String>stream(Pattern.compile("x.*")).to("out-4");
        builder.<String, String>stream(Pattern.compile("x.*")).to("out-5");
        builder.<String, String>stream(List.of("c", "d")).to("out-6");
        builder.<String, String>stream(List.of("d", "c")).to("out-7");
    }

    private static void sinks(StreamsBuilder builder) {
        KStream<String, String> in = builder.stream("in", Consumed.with(Serdes.String(), Serdes.String()));
        in.to("out-1");
        in.to("out-2", Produced.with(Serdes.String(), Serdes.String()));
        in.to("out-3", Produced.<String, String>as("sink").withKeySerde(Serdes.String()));
    }

    private static void wordCount(StreamsBuilder builder) {
        KStream<String, String> lines = builder.stream("lines");
        KTable<String, Long> counts = lines.flatMapValues(
                        line -> Arrays.asList(line.toLowerCase(Locale.ROOT).split(" ")))
                .groupBy((key, word) -> word)
                .count(Materialized.<String, Long, KeyValueStore<Bytes, byte[]>>as("counts"));
        counts.toStream().to("word-counts", Produced.with(Serdes.String(), Serdes.Long()));
    }

    private static void count(StreamsBuilder builder) {
        KStream<String, String> in = builder.stream("in");
        in.groupByKey().count().toStream().to("out-1");
        in.groupByKey().count(Named.as("named-count")).toStream().to("out-2");
        in.groupByKey()
                .count(Materialized.with(Serdes.String(), Serdes.Long()))
                .toStream()
                .to("out-3");
        in.groupByKey().count(Materialized.as("counts")).toStream().to("out-4");
        in.groupByKey()
                .count(Named.as("both"), Materialized.as("both-counts"))
                .toStream()
                .to("out-5");
        in.groupByKey(Grouped.as("grouped"))
                .count()
                .toStream(Named.as("to-stream"))
                .to("out-6");
    }

    private static void countBehindAChangeOfKey(StreamsBuilder builder) {
        KStream<String, String> in = builder.stream("in");
        in.groupBy((key, value) -> value).count().toStream().to("out-1");
        in.groupBy((key, value) -> value, Grouped.as("by-value"))
                .count()
                .toStream()
                .to("out-2");
        in.selectKey((key, value) -> value)
                .groupByKey()
                .count(Materialized.as("counts"))
                .toStream()
                .to("out-3");
        in.map((key, value) -> KeyValue.pair(value, key))
                .groupByKey(Grouped.as("mapped"))
                .count()
                .toStream()
                .to("out-4");
        in.selectKey((key, value) -> value)
                .groupByKey()
                .count(Materialized.with(null, null))
                .toStream()
                .to("out-5");
    }

    private static void reduce(StreamsBuilder builder) {
        KStream<String, Integer> in = builder.stream("in");
        in.groupByKey().reduce(Integer::sum).toStream().to("out-1");
        in.groupByKey().reduce(Integer::sum, Materialized.as("sums")).toStream().to("out-2");
        in.groupBy((key, value) -> value)
                .reduce(Integer::sum, Named.as("named-reduce"), Materialized.with(null, null))
                .toStream()
                .to("out-3");
        in.groupBy((key, value) -> value).reduce(Math::max).toStream().to("out-4");
    }

    private static void aggregate(StreamsBuilder builder) {
        KStream<String, Integer> in = builder.stream("in");
        in.groupByKey()
                .aggregate(() -> "", (key, value, text) -> text + value)
                .toStream()
                .to("out-1");
        in.groupByKey()
                .aggregate(() -> "", (key, value, text) -> text + value, Materialized.as("texts"))
                .toStream()
                .to("out-2");
        in.groupBy((key, value) -> value)
                .aggregate(
                        () -> 0L,
                        (key, value, sum) -> sum + value,
                        Named.as("named-aggregate"),
                        Materialized.with(Serdes.Integer(), Serdes.Long()))
                .toStream((key, value) -> value)
                .to("out-3");
    }

    private static void aNamedGroupingUsedTwice(StreamsBuilder builder) {
        KGroupedStream<Integer, String> grouped =
                builder.<String, String>stream("in").groupBy((key, value) -> value.length(), Grouped.as("by-length"));
        grouped.count().toStream().to("out-1");
        grouped.reduce((left, right) -> right).toStream().to("out-2");
    }

    private static void anUnnamedGroupingUsedTwice(StreamsBuilder builder) {
        KGroupedStream<Integer, String> grouped =
                builder.<String, String>stream("in").groupBy((key, value) -> value.length());
        grouped.count().toStream().to("out-1");
        grouped.reduce((left, right) -> right).toStream().to("out-2");
    }

    private static void tablesWithoutStores(StreamsBuilder builder) {
        KTable<String, Long> counts =
                builder.<String, String>stream("in").groupByKey().count();
        counts.filter((key, count) -> count > 1)
                .filterNot((key, count) -> count > 5)
                .mapValues(count -> count * 2)
                .mapValues((key, count) -> key + count)
                .toStream()
                .to("out-1");
        counts.filter((key, count) -> count > 1, Named.as("some"))
                .filterNot((key, count) -> count > 5, Named.as("less"))
                .mapValues(count -> count * 2, Named.as("doubled"))
                .toStream((key, count) -> count, Named.as("as-stream"))
                .to("out-2");
        counts.filter((key, count) -> count > 1, Materialized.with(Serdes.String(), Serdes.Long()))
                .mapValues(count -> "" + count, Materialized.with(Serdes.String(), Serdes.String()))
                .toStream()
                .to("out-3");
    }

    private static void tablesWithStores(StreamsBuilder builder) {
        KTable<String, Long> counts =
                builder.<String, String>stream("in").groupByKey().count();
        counts.filter((key, count) -> count > 1, Materialized.as("some"))
                .filterNot((key, count) -> count > 5, Named.as("less"), Materialized.as("less-store"))
                .mapValues(count -> count * 2, Materialized.as("doubled"))
                .mapValues((key, count) -> key + count, Named.as("text"), Materialized.as("text-store"))
                .toStream()
                .to("out");
    }

    private static void branches(StreamsBuilder builder) {
        Map<String, KStream<String, Integer>> branches = builder.<String, Integer>stream("in")
                .split()
                .branch((key, value) -> value > 10)
                .branch((key, value) -> value > 5)
                .defaultBranch();
        branches.values().forEach(stream -> stream.to("out"));
        builder.<String, Integer>stream("in")
                .split()
                .branch((key, value) -> value > 1)
                .noDefaultBranch();
    }

    private static void branchesWithNamesAndChains(StreamsBuilder builder) {
        List<KStream<String, Integer>> kept = new ArrayList<>();
        Map<String, KStream<String, Integer>> branches = builder.<String, Integer>stream("in")
                .split(Named.as("split-"))
                .branch((key, value) -> value > 10, Branched.as("large"))
                .branch(
                        (key, value) -> value > 5,
                        Branched.withFunction(stream -> stream.mapValues(value -> value + 1)))
                .branch((key, value) -> value > 3, Branched.withConsumer(stream -> stream.to("small"), "small"))
                .branch((key, value) -> value > 2, Branched.withConsumer(kept::add))
                .defaultBranch(Branched.withFunction(stream -> stream.filter((key, value) -> true), "rest"));
        if (!branches.keySet().equals(Set.of("split-large", "split-2", "split-rest"))) {
            throw new AssertionError(branches.keySet());
        }
        branches.get("split-large").to("large");
        branches.get("split-2").to("medium");
        branches.get("split-rest").to("rest");
        kept.get(0).to("kept");
    }

    private static void merge(StreamsBuilder builder) {
        KStream<String, String> left = builder.stream("left");
        KStream<String, String> right = builder.stream("right");
        left.merge(right)
                .merge(builder.stream("third"), Named.as("all"))
                .groupByKey()
                .count()
                .toStream()
                .to("out");
        left.merge(left.mapValues(value -> value)).to("twice");
    }

    private static void mergeBehindChangesOfKey(StreamsBuilder builder) {
        KStream<String, String> left = builder.<String, String>stream("left").selectKey((key, value) -> value);
        KStream<String, String> right = builder.<String, String>stream("right").selectKey((key, value) -> value);
        KStream<String, String> both = left.merge(right);
        both.groupByKey().count(Materialized.as("counts")).toStream().to("out-1");
        both.groupByKey()
                .reduce((first, second) -> second, Materialized.as("latest"))
                .toStream()
                .to("out-2");
    }

    private static void repartition(StreamsBuilder builder) {
        KStream<String, String> in = builder.stream("in");
        in.repartition().groupByKey().count().toStream().to("out-1");
        in.selectKey((key, value) -> value)
                .repartition(Repartitioned.as("by-value"))
                .groupByKey()
                .count()
                .toStream()
                .to("out-2");
        in.repartition(Repartitioned.<String, String>numberOfPartitions(3).withKeySerde(Serdes.String()))
                .to("out-3");
    }

    private static StoreBuilder<KeyValueStore<String, Long>> store(String name) {
        return Stores.keyValueStoreBuilder(Stores.persistentKeyValueStore(name), Serdes.String(), Serdes.Long());
    }

    private static final class Pass<V> extends ContextualProcessor<String, V, String, V> {
        @Override
        public void process(Record<String, V> record) {
            context().forward(record);
        }
    }

    private static final class PassValues extends ContextualFixedKeyProcessor<String, String, Long> {
        @Override
        public void process(FixedKeyRecord<String, String> record) {
            context().forward(record.withValue(1L));
        }
    }

    private static void processors(StreamsBuilder builder) {
        builder.addStateStore(store("first")).addStateStore(store("second"));
        KStream<String, String> in = builder.stream("in");
        KStream<String, String> passed = in.process(() -> new Pass<String>(), "first", "second");
        passed.groupByKey().count().toStream().to("out-1");
        in.process(() -> new Pass<String>(), Named.as("pass"), "second").to("out-2");
        KStream<String, Long> values = in.processValues(PassValues::new, "first");
        values.groupByKey().count().toStream().to("out-3");
        in.processValues(PassValues::new, Named.as("pass-values")).to("out-4");
    }

    private static void aProcessorBetween(StreamsBuilder builder) {
        builder.<String, String>stream("in")
                .selectKey((key, value) -> value)
                .processValues(PassValues::new)
                .groupByKey()
                .count(Materialized.as("counts"))
                .toStream()
                .to("out-1");
        builder.<String, String>stream("other")
                .selectKey((key, value) -> value)
                .process(() -> new Pass<String>())
                .groupByKey()
                .count(Materialized.as("other-counts"))
                .toStream()
                .to("out-2");
    }

    private static void processorsThatBringTheirStores(StreamsBuilder builder) {
        FixedKeyProcessorSupplier<String, String, Long> supplier = new FixedKeyProcessorSupplier<>() {
            @Override
            public FixedKeyProcessor<String, String, Long> get() {
                return new PassValues();
            }

            @Override
            public Set<StoreBuilder<?>> stores() {
                return Set.of(store("own"));
            }
        };
        builder.<String, String>stream("in").processValues(supplier).to("out");
    }

    private static void groupingsBehindOneChangeOfKey(StreamsBuilder builder) {
        KStream<String, String> byValue = builder.<String, String>stream("in").selectKey((key, value) -> value);
        byValue.groupByKey().count(Materialized.as("counts")).toStream().to("out-1");
        byValue.filter((key, value) -> true)
                .groupByKey()
                .reduce((left, right) -> right, Materialized.as("latest"))
                .toStream()
                .to("out-2");
        byValue.mapValues(value -> value.length())
                .groupByKey()
                .reduce(Integer::sum, Materialized.as("lengths"))
                .toStream()
                .to("out-3");
        byValue.groupByKey(Grouped.as("named")).count().toStream().to("out-4");
    }

    private static void twoStages(StreamsBuilder builder) {
        builder.<String, String>stream("in")
                .groupBy((key, value) -> value)
                .count()
                .toStream()
                .groupBy((key, count) -> count)
                .count()
                .toStream()
                .to("out");
    }

    private static void manySubTopologies(StreamsBuilder builder) {
        for (int i = 0; i < 12; i++) {
            builder.<String, String>stream("in-" + i)
                    .groupBy((key, value) -> value)
                    .count()
                    .toStream()
                    .to("out-" + i);
        }
    }

    private static void print(StreamsBuilder builder) {
        KStream<String, String> in = builder.stream("in");
        in.print(Printed.toSysOut());
        in.print(Printed.<String, String>toSysOut().withName("printer").withLabel("label"));
    }
}
