package dev.headrace.rows.stream;

import dev.headrace.processor.Processor;
import dev.headrace.rows.aggregate.AggregateCall;
import dev.headrace.rows.aggregate.Grouping;
import dev.headrace.rows.avro.RowSerde;
import dev.headrace.rows.batch.Batch;
import dev.headrace.rows.data.Field;
import dev.headrace.rows.data.Row;
import dev.headrace.rows.data.Schema;
import dev.headrace.rows.plan.Narrowing;
import dev.headrace.rows.plan.Plan;
import dev.headrace.rows.plan.SortKey;
import dev.headrace.rows.window.SessionKeys;
import dev.headrace.sink.Sink;
import dev.headrace.sink.SinkPlacement;
import dev.headrace.state.KeyValueBytesStoreSupplier;
import dev.headrace.stores.Stores;
import dev.headrace.streaming.OutputMode;
import dev.headrace.topology.AutoOffsetReset;
import dev.headrace.topology.InternalTopic;
import dev.headrace.topology.Topology;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * Makes a topology of a plan. Each step becomes a node. Where groups or keys need all of their rows in one place, a repartition
 * stands between, before which each task sums up what it has.
 */
public final class Translation {

    private final Topology topology;
    private final String prefix;
    private final OutputMode mode;
    private final Function<String, KeyValueBytesStoreSupplier> stores;
    private final Nodes nodes = new Nodes();
    private final Map<String, Integer> named = new HashMap<>();

    private Translation(
            Topology topology, String prefix, OutputMode mode, Function<String, KeyValueBytesStoreSupplier> stores) {
        this.topology = topology;
        this.prefix = prefix;
        this.mode = mode;
        this.stores = stores;
    }

    /**
     * Adds the nodes to a topology that compute {@code plan}, and returns the name of the one that makes its rows.
     *
     * @param prefix what the names of all of them begin with
     * @param mode one that {@link OutputRule#check} lets pass
     * @param stores makes the bytes of a store of a name
     */
    public static String into(
            Topology topology,
            String prefix,
            Plan plan,
            OutputMode mode,
            Function<String, KeyValueBytesStoreSupplier> stores) {
        return new Translation(topology, prefix, mode, stores).node(Narrowing.of(plan));
    }

    /**
     * Adds the nodes to a topology that compute {@code plan} and write it to {@code sink}.
     *
     * @param prefix what the names of all of them but the sink begin with
     * @param mode one that {@link OutputRule#check} lets pass
     * @param sinkName the durable name of the sink
     * @param stores makes the bytes of a store of a name
     */
    public static void into(
            Topology topology,
            String prefix,
            Plan plan,
            OutputMode mode,
            Sink<Object, Row> sink,
            String sinkName,
            Function<String, KeyValueBytesStoreSupplier> stores) {
        Translation translation = new Translation(topology, prefix, mode, stores);
        Plan narrow = Narrowing.of(plan);
        String last = translation.node(narrow);
        if (sink.placement() == SinkPlacement.GATHERED) {
            last = translation.gathered(narrow.schema(), last);
        }
        topology.addSink(sinkName, sink, last);
    }

    /** The name of the node that makes the rows of {@code plan}. */
    private String node(Plan plan) {
        return plan.accept(nodes);
    }

    private String aggregated(Plan.Aggregate aggregate) {
        GroupTime time = mode == OutputMode.COMPLETE ? GroupTime.none() : EventTimes.of(aggregate);
        return aggregate.sessions().isPresent()
                ? sessions(aggregate, aggregate.sessions().get(), time)
                : groups(aggregate, time);
    }

    private String groups(Plan.Aggregate aggregate, GroupTime time) {
        Grouping grouping = aggregate.grouping();
        String partial = processor("partial", () -> new PartialGroups(grouping, time), node(aggregate.of()));
        return stateful(
                "groups",
                "aggregate",
                store -> new Groups(store, grouping, time, mode),
                grouping.keySchema(),
                grouping.memorySchema(),
                RowSerde.marked(grouping.memorySchema(), described(aggregate)),
                partial);
    }

    private String sessions(Plan.Aggregate aggregate, SessionKeys keys, GroupTime time) {
        Grouping grouping = aggregate.grouping();
        Schema sessions = new StoredSessions(grouping).schema();
        String partial = processor("partial", () -> new PartialSessions(grouping, keys, time), node(aggregate.of()));
        return stateful(
                "sessions",
                "session-aggregate",
                store -> new SessionGroups(store, grouping, keys, time, mode),
                keys.rest(),
                sessions,
                RowSerde.marked(sessions, "sessions: " + described(aggregate)),
                partial);
    }

    /** What the state of groups is of. Changes when what is remembered of them no longer means the same. */
    private static String described(Plan.Aggregate aggregate) {
        return aggregate.aggregates().stream().map(AggregateCall::meaning).toList() + " by "
                + IntStream.range(0, aggregate.keys().size())
                        .mapToObj(key -> aggregate.keys().get(key).meaning() + " "
                                + aggregate
                                        .grouping()
                                        .keySchema()
                                        .field(key)
                                        .type()
                                        .ddl())
                        .toList();
    }

    private String deduplicated(Plan.Deduplicate deduplicate) {
        Schema rows = deduplicate.schema();
        int[] places = Batch.places(rows, deduplicate.columns());
        Schema keys = Schema.of(deduplicate.columns().stream()
                .map(column -> new Field(column, rows.field(column).type(), true))
                .toList());
        Lifetime lifetime = EventTimes.of(deduplicate);
        String keyed = processor("key", () -> new Keying(keys, places), node(deduplicate.of()));
        return stateful(
                "keys",
                "deduplicate",
                store -> new Deduplication(store, lifetime),
                keys,
                rows,
                RowSerde.marked(Deduplication.MEMORY, "keys " + keys.columnsDdl()),
                keyed);
    }

    /** An operator that keeps something of each key, behind an exchange that brings together what has the same one. */
    private String stateful(
            String exchange,
            String what,
            Function<String, EpochOperator> operator,
            Schema keys,
            Schema records,
            RowSerde kept,
            String parent) {
        String exchanged = repartitioned(
                exchange, RowSerde.bare(keys), RowSerde.bare(records), InternalTopic::repartition, parent);
        String store = named(what);
        String name = store + "-operator";
        topology.addProcessor(name, () -> (Processor<Row, Row, Row, Row>) operator.apply(store), exchanged);
        topology.addStateStore(Stores.keyValueStoreBuilder(stores.apply(store), RowSerde.bare(keys), kept), name);
        if (mode == OutputMode.COMPLETE) {
            topology.requireQueryEpochs(name, "output mode complete writes the whole result of an epoch");
        }
        return name;
    }

    /** Orders and cuts the whole result in one task. */
    private String whole(Plan plan, Comparator<Row> order, long countMax) {
        String one = gathered(plan.schema(), node(plan.children().get(0)));
        return processor("result", () -> new WholeResult(order, countMax), one);
    }

    private String gathered(Schema rows, String parent) {
        String keyed = processor("gather", () -> new Keying(Schema.of(List.of()), new int[0]), parent);
        return repartitioned(
                "gathered",
                RowSerde.bare(Schema.of(List.of())),
                RowSerde.bare(rows),
                name -> InternalTopic.repartition(name, 1),
                keyed);
    }

    private String repartitioned(
            String what, RowSerde keys, RowSerde values, Function<String, InternalTopic> declaration, String parent) {
        String topic = named(what) + "-repartition";
        topology.addInternalTopic(declaration.apply(topic));
        topology.addSink(topic + "-sink", topic, keys.serializer(), values.serializer(), parent);
        topology.addSource(
                AutoOffsetReset.earliest(), topic + "-source", null, keys.deserializer(), values.deserializer(), topic);
        return topic + "-source";
    }

    private String processor(String what, Supplier<EpochOperator> operator, String... parents) {
        String name = named(what);
        topology.addProcessor(name, () -> (Processor<Row, Row, Row, Row>) operator.get(), parents);
        return name;
    }

    /** Counts each kind of thing by itself: a filter more changes no name of a source or a store, which are durable. */
    private String named(String what) {
        return prefix + what + "-" + (named.merge(what, 1, Integer::sum) - 1);
    }

    private final class Nodes implements Plan.Visitor<String, RuntimeException> {

        @Override
        public String scan(Plan.Scan scan) {
            String name = named(scan.name());
            topology.addSource(name, scan.input().stream());
            return name;
        }

        @Override
        public String records(Plan.Records records) {
            return records.node();
        }

        @Override
        public String filter(Plan.Filter filter) {
            return processor(
                    "filter",
                    () -> new Mapping((row, nowMs) -> filter.bound().isTrue(row, nowMs) ? List.of(row) : List.of()),
                    node(filter.of()));
        }

        @Override
        public String project(Plan.Project project) {
            return processor(
                    "project", () -> new Mapping((row, nowMs) -> List.of(project.of(row, nowMs))), node(project.of()));
        }

        @Override
        public String watermark(Plan.Watermark watermark) {
            int column = watermark.schema().indexOf(watermark.column());
            String of = node(watermark.of());
            String name = named("watermark");
            topology.addProcessor(
                    name,
                    () -> (Processor<Row, Row, Row, Row>)
                            new Watermarking(name, column, watermark.delay().toMillis()),
                    of);
            topology.requireQueryEpochs(name, "a watermark is one of all tasks");
            return name;
        }

        @Override
        public String windowed(Plan.Windowed windowed) {
            return processor("window", () -> new Mapping(windowed::of), node(windowed.of()));
        }

        @Override
        public String exploded(Plan.Exploded exploded) {
            return processor("explode", () -> new Mapping((row, nowMs) -> exploded.of(row)), node(exploded.of()));
        }

        @Override
        public String aggregate(Plan.Aggregate aggregate) {
            return aggregated(aggregate);
        }

        @Override
        public String deduplicate(Plan.Deduplicate deduplicate) {
            return deduplicated(deduplicate);
        }

        @Override
        public String union(Plan.Union union) {
            return processor(
                    "union",
                    () -> new Mapping((row, nowMs) -> List.of(row)),
                    node(union.first()),
                    node(union.second()));
        }

        @Override
        public String join(Plan.Join join) {
            return processor("join", () -> new StaticJoin(join), node(join.left()));
        }

        @Override
        public String sort(Plan.Sort sort) {
            return whole(sort, SortKey.order(sort.schema(), sort.keys()), Long.MAX_VALUE);
        }

        @Override
        public String limit(Plan.Limit limit) {
            return whole(limit, WholeResult.AS_IT_COMES, limit.count());
        }

        @Override
        public String local(Plan.Local local) {
            throw new IllegalStateException("Rows that are there are no stream: " + local.schema());
        }
    }
}
