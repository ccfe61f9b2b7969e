import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Rewrites the names of Kafka Streams in sources and configuration to those of Headrace, in place:
 *
 * <pre>java RewriteImports.java DIRECTORY...</pre>
 *
 * It prints what it changed, and what it left because Headrace has nothing of the kind; then it ends with status 1.
 */
public final class RewriteImports {

    /** From package, to package, classes. Packages are given without their common beginnings. */
    private static final String TABLE =
            """
            streams                       common      KeyValue StreamsMetrics
            streams                       state       StoreQueryParameters
            streams                       topology    Topology TopologyDescription TopologyConfig AutoOffsetReset
            streams                       streaming   StreamsConfig ThreadMetadata TaskMetadata LagInfo KeyQueryMetadata
            streams                       streaming   StreamsMetadata CloseOptions GroupProtocol ClientInstanceIds
            streams                       stores      DslStoreFormat
            streams                       kstream     StreamsBuilder
            streams                       testkit     TopologyTestDriver TestInputTopic TestOutputTopic
            streams                       .           KafkaStreams
            streams                       -           KafkaClientSupplier
            streams.errors                errors      BrokerNotFoundException InternalTopicsAlreadySetupException
            streams.errors                errors      InvalidStateStoreException InvalidStateStorePartitionException
            streams.errors                errors      LockException MisconfiguredInternalTopicException
            streams.errors                errors      MissingInternalTopicsException MissingSourceTopicException
            streams.errors                errors      ProcessorStateException StateStoreMigratedException
            streams.errors                errors      StateStoreNotAvailableException StreamsException
            streams.errors                errors      StreamsNotStartedException StreamsRebalancingException
            streams.errors                errors      StreamsStoppedException TaskAssignmentException
            streams.errors                errors      TaskCorruptedException TaskIdFormatException TaskMigratedException
            streams.errors                errors      TopologyException UnknownStateStoreException
            streams.errors                errors      UnknownTopologyException
            streams.errors                processor   DefaultProductionExceptionHandler DeserializationExceptionHandler
            streams.errors                processor   ErrorHandlerContext LogAndContinueExceptionHandler
            streams.errors                processor   LogAndContinueProcessingExceptionHandler LogAndFailExceptionHandler
            streams.errors                processor   LogAndFailProcessingExceptionHandler ProcessingExceptionHandler
            streams.errors                processor   ProductionExceptionHandler StreamsUncaughtExceptionHandler
            streams.kstream               kstream     Aggregator Branched BranchedKStream CogroupedKStream Consumed
            streams.kstream               kstream     EmitStrategy ForeachAction ForeachProcessor GlobalKTable Grouped
            streams.kstream               kstream     Initializer JoinWindows Joined KGroupedStream KGroupedTable KStream
            streams.kstream               kstream     KTable KeyValueMapper Materialized Merger Named NamedOperation
            streams.kstream               kstream     Predicate Printed Produced Reducer Repartitioned
            streams.kstream               kstream     SessionWindowedCogroupedKStream SessionWindowedDeserializer
            streams.kstream               kstream     SessionWindowedKStream SessionWindowedSerializer SessionWindows
            streams.kstream               kstream     SlidingWindows StreamJoined Suppressed TableJoined
            streams.kstream               kstream     TimeWindowedCogroupedKStream TimeWindowedDeserializer
            streams.kstream               kstream     TimeWindowedKStream TimeWindowedSerializer TimeWindows
            streams.kstream               kstream     UnlimitedWindows ValueJoiner ValueJoinerWithKey ValueMapper
            streams.kstream               kstream     ValueMapperWithKey WindowedSerdes Windows
            streams.kstream               state       Window Windowed
            streams.kstream               -           Transformer TransformerSupplier ValueTransformer
            streams.kstream               -           ValueTransformerSupplier ValueTransformerWithKey
            streams.kstream               -           ValueTransformerWithKeySupplier
            streams.processor             common      TaskId
            streams.processor             state       BatchingStateRestoreCallback CommitCallback StateRestoreCallback
            streams.processor             state       StateRestoreListener StateStore StateStoreContext
            streams.processor             processor   Cancellable ConnectedStoreProvider ExtractRecordMetadataTimestamp
            streams.processor             processor   FailOnInvalidTimestamp LogAndSkipOnInvalidTimestamp PunctuationType
            streams.processor             processor   Punctuator RecordContext StandbyUpdateListener StreamPartitioner
            streams.processor             processor   TimestampExtractor TopicNameExtractor
            streams.processor             processor   UsePartitionTimeOnInvalidTimestamp WallclockTimestampExtractor
            streams.processor             -           MockProcessorContext ProcessorContext To
            streams.processor.api         common      RecordMetadata
            streams.processor.api         processor   ContextualFixedKeyProcessor ContextualProcessor FixedKeyProcessor
            streams.processor.api         processor   FixedKeyProcessorContext FixedKeyProcessorSupplier FixedKeyRecord
            streams.processor.api         processor   InternalFixedKeyRecordFactory ProcessingContext Processor
            streams.processor.api         processor   ProcessorContext ProcessorSupplier ProcessorWrapper Record
            streams.processor.api         processor   WrappedFixedKeyProcessorSupplier WrappedProcessorSupplier
            streams.processor.api         testkit     MockFixedKeyProcessorContext MockProcessorContext
            streams.processor.assignment  -           ApplicationState AssignmentConfigs KafkaStreamsAssignment
            streams.processor.assignment  -           KafkaStreamsState ProcessId TaskAssignmentUtils TaskAssignor TaskInfo
            streams.processor.assignment  -           TaskTopicPartition
            streams.processor.assignment.assignors - StickyTaskAssignor
            streams.query                 state       FailureReason KeyQuery MultiVersionedKeyQuery Position PositionBound
            streams.query                 state       Query QueryConfig QueryResult RangeQuery ResultOrder
            streams.query                 state       StateQueryRequest StateQueryResult TimestampedKeyQuery
            streams.query                 state       TimestampedRangeQuery VersionedKeyQuery WindowKeyQuery
            streams.query                 state       WindowRangeQuery
            streams.state                 common      HostInfo
            streams.state                 stores      BuiltInDslStoreSuppliers DslKeyValueParams DslSessionParams
            streams.state                 stores      DslStoreSuppliers DslWindowParams RocksDBConfigSetter Stores
            streams.state                 state       AggregationWithHeaders HeadersBytesStore HeadersBytesStoreSupplier
            streams.state                 state       KeyValueBytesStoreSupplier KeyValueIterator KeyValueStore
            streams.state                 state       QueryableStoreType QueryableStoreTypes ReadOnlyKeyValueStore
            streams.state                 state       ReadOnlySessionStore ReadOnlyWindowStore SessionBytesStoreSupplier
            streams.state                 state       SessionStore SessionStoreWithHeaders StateSerdes StoreBuilder
            streams.state                 state       StoreSupplier TimestampedBytesStore TimestampedKeyValueStore
            streams.state                 state       TimestampedKeyValueStoreWithHeaders TimestampedWindowStore
            streams.state                 state       TimestampedWindowStoreWithHeaders ValueAndTimestamp
            streams.state                 state       ValueTimestampHeaders VersionedBytesStore
            streams.state                 state       VersionedBytesStoreSupplier VersionedKeyValueStore VersionedRecord
            streams.state                 state       VersionedRecordIterator WindowBytesStoreSupplier WindowStore
            streams.state                 state       WindowStoreIterator
            streams.test                  testkit     TestRecord
            """;

    private static final Pattern QUALIFIED =
            Pattern.compile("\\borg\\.apache\\.kafka\\.(streams(?:\\.[a-z]\\w*)*)\\.([A-Z]\\w*)");
    private static final Pattern WILDCARD = Pattern.compile(
            "^([ \\t]*import[ \\t]+)org\\.apache\\.kafka\\.(streams(?:\\.[a-z]\\w*)*)\\.[*_]([ \\t]*;?)[ \\t]*(\\R|$)",
            Pattern.MULTILINE);
    private static final Pattern IMPORT = Pattern.compile("^[ \\t]*import[ \\t].*$", Pattern.MULTILINE);
    private static final Set<String> EXTENSIONS =
            Set.of("java", "kt", "kts", "scala", "groovy", "properties", "yml", "yaml");

    /** What the classes of each package are called, by their own names; null where there is none. */
    private final Map<String, Map<String, String>> packages = new HashMap<>();

    private final List<String> left = new ArrayList<>();

    private RewriteImports() {
        for (String line : TABLE.split("\n")) {
            String[] words = line.trim().split("\\s+");
            Map<String, String> classes = packages.computeIfAbsent(words[0], name -> new TreeMap<>());
            for (int i = 2; i < words.length; i++) {
                classes.put(words[i], target(words[1], words[i]));
            }
        }
    }

    private static String target(String toPackage, String name) {
        return switch (toPackage) {
            case "-" -> null;
            case "." -> "dev.headrace." + name;
            default -> "dev.headrace." + toPackage + "." + name;
        };
    }

    /** Rewrites the files below {@code arguments}. */
    public static void main(String[] arguments) throws IOException {
        if (arguments.length == 0) {
            System.err.println("Cannot rewrite: give the directories that hold the sources");
            System.exit(2);
        }
        RewriteImports rewriting = new RewriteImports();
        int changed = 0;
        for (String directory : arguments) {
            changed += rewriting.rewriteBelow(Path.of(directory));
        }
        System.out.println("Rewrote " + changed + " files");
        rewriting.left.forEach(System.err::println);
        System.exit(rewriting.left.isEmpty() ? 0 : 1);
    }

    private int rewriteBelow(Path directory) throws IOException {
        List<Path> files;
        try (Stream<Path> walk = Files.walk(directory)) {
            files = walk.filter(RewriteImports::isText).sorted().toList();
        }
        int changed = 0;
        for (Path file : files) {
            String text = Files.readString(file, StandardCharsets.UTF_8);
            String rewritten = rewrite(text, file);
            if (!rewritten.equals(text)) {
                Files.writeString(file, rewritten, StandardCharsets.UTF_8);
                changed++;
            }
        }
        return changed;
    }

    private static boolean isText(Path file) {
        String name = file.getFileName().toString();
        return Files.isRegularFile(file) && EXTENSIONS.contains(name.substring(name.lastIndexOf('.') + 1));
    }

    private String rewrite(String text, Path file) {
        String code = QUALIFIED.matcher(IMPORT.matcher(text).replaceAll("")).replaceAll("");
        String explicit = WILDCARD.matcher(text).replaceAll(match -> Matcher.quoteReplacement(imports(match, code)));
        return QUALIFIED.matcher(explicit).replaceAll(match -> {
            String target = packages.getOrDefault(match.group(1), Map.of()).get(match.group(2));
            if (target == null) {
                left.add(file + ":" + lineOf(explicit, match.start()) + ": nothing in Headrace stands for " + match.group());
            }
            return Matcher.quoteReplacement(target == null ? match.group() : target);
        });
    }

    /** A package's classes live in several of Headrace's, so each that the code names is imported by itself. */
    private String imports(MatchResult wildcard, String code) {
        String fromPackage = wildcard.group(2);
        Set<String> lines = new TreeSet<>();
        packages.getOrDefault(fromPackage, Map.of()).forEach((name, target) -> {
            if (Pattern.compile("\\b" + name + "\\b").matcher(code).find()) {
                String imported = target == null ? "org.apache.kafka." + fromPackage + "." + name : target;
                lines.add(wildcard.group(1) + imported + wildcard.group(3));
            }
        });
        String lineEnd = wildcard.group(4).isEmpty() ? "\n" : wildcard.group(4);
        return lines.isEmpty() ? "" : String.join(lineEnd, lines) + wildcard.group(4);
    }

    private static long lineOf(String text, int position) {
        return text.substring(0, position).lines().count();
    }
}
