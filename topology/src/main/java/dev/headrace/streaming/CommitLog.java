package dev.headrace.streaming;

import dev.headrace.port.FilePath;
import java.nio.file.Path;
import java.util.regex.Pattern;

/** Where a query keeps what it has committed. A checkpoint cannot be moved from one kind of log to the other. */
public sealed interface CommitLog {

    /**
     * Commits by Kafka transactions and scales over many processes: all that are started with the same application id
     * share the work.
     *
     * @param applicationId names the consumer group and prefixes the internal topics
     * @param bootstrapServers host:port pairs, separated by commas
     */
    static CommitLog kafka(String applicationId, String bootstrapServers) {
        return new Kafka(applicationId, bootstrapServers);
    }

    /** Commits by entries in a directory of this query's own, which one process owns at a time. */
    static CommitLog directory(Path path) {
        return directory(path.toString());
    }

    /**
     * As {@link #directory(Path)}, in any file system that can create a file in one act: {@code hdfs://host/checkpoints/email}.
     *
     * @param location a path of this machine, or one with a scheme
     */
    static CommitLog directory(String location) {
        return new Directory(FilePath.of(location));
    }

    /**
     * Commits by Kafka transactions.
     *
     * @param applicationId names the consumer group and prefixes the internal topics
     * @param bootstrapServers host:port pairs, separated by commas
     */
    record Kafka(String applicationId, String bootstrapServers) implements CommitLog {

        private static final Pattern LEGAL_IN_TOPICS = Pattern.compile("[a-zA-Z0-9._-]+");

        /** Refuses an id that cannot stand in topic names, and servers that are blank. */
        public Kafka {
            if (!LEGAL_IN_TOPICS.matcher(applicationId).matches()) {
                throw new IllegalArgumentException("Cannot use application id '" + applicationId
                        + "': it names topics, so write letters, digits, '.', '_' and '-'");
            }
            if (bootstrapServers.isBlank()) {
                throw new IllegalArgumentException(
                        "Cannot reach Kafka for '" + applicationId + "': bootstrap servers are blank");
            }
        }
    }

    /**
     * Commits by entries in a directory.
     *
     * @param path the directory; created when absent
     */
    record Directory(FilePath path) implements CommitLog {}
}
