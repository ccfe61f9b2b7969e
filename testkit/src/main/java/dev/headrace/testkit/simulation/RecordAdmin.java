package dev.headrace.testkit.simulation;

import dev.headrace.testkit.simulation.broker.PartitionLog;
import dev.headrace.testkit.simulation.broker.Topics;
import java.lang.reflect.Method;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.DeleteRecordsOptions;
import org.apache.kafka.clients.admin.DeleteRecordsResult;
import org.apache.kafka.clients.admin.DeletedRecords;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.ListOffsetsResult;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.PolicyViolationException;

/** What an administrator does with the records of a partition. */
final class RecordAdmin {

    private static final long UNKNOWN = -1;
    private static final long TO_THE_END = -1;

    private final AdminRequests requests;
    private final Topics topics;

    RecordAdmin(ClientGate gate, AdminRequests requests) {
        this.requests = requests;
        this.topics = gate.broker().topics();
    }

    public ListOffsetsResult listOffsets(
            Map<TopicPartition, OffsetSpec> topicPartitionOffsets, ListOffsetsOptions options) {
        boolean readCommitted = options.isolationLevel() == IsolationLevel.READ_COMMITTED;
        return new ListOffsetsResult(requests.each(
                ClientSite.ADMIN_READ,
                ConsumerAssignment.inOrder(topicPartitionOffsets),
                (partition, spec) -> offset(topics.existing(partition), spec, readCommitted)));
    }

    private static ListOffsetsResultInfo offset(PartitionLog log, OffsetSpec spec, boolean readCommitted) {
        long end = log.endFor(readCommitted);
        if (spec instanceof OffsetSpec.TimestampSpec) {
            long timestampMs = timestampOf(spec);
            return entry(log, log.indexOfTime(timestampMs, end));
        }
        if (spec instanceof OffsetSpec.MaxTimestampSpec) {
            return entry(log, log.indexOfMaxTime(end));
        }
        boolean latest = spec instanceof OffsetSpec.LatestSpec;
        return new ListOffsetsResultInfo(latest ? end : log.startOffset(), UNKNOWN, Optional.of(0));
    }

    /** Kafka's class keeps the time to itself. */
    private static long timestampOf(OffsetSpec spec) {
        try {
            Method timestamp = OffsetSpec.TimestampSpec.class.getDeclaredMethod("timestamp");
            timestamp.setAccessible(true);
            return (long) timestamp.invoke(spec);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("Cannot read the time of " + spec, e);
        }
    }

    private static ListOffsetsResultInfo entry(PartitionLog log, int index) {
        return index < 0
                ? new ListOffsetsResultInfo(UNKNOWN, UNKNOWN, Optional.empty())
                : new ListOffsetsResultInfo(
                        log.entryAt(index).offset(), log.entryAt(index).timestampMs(), Optional.of(0));
    }

    public DeleteRecordsResult deleteRecords(
            Map<TopicPartition, RecordsToDelete> recordsToDelete, DeleteRecordsOptions options) {
        return new DeleteRecordsResult(requests.each(
                ClientSite.ADMIN_DELETE_RECORDS,
                ConsumerAssignment.inOrder(recordsToDelete),
                (partition, records) -> delete(partition, records.beforeOffset())));
    }

    private DeletedRecords delete(TopicPartition partition, long beforeOffset) {
        PartitionLog log = topics.existing(partition);
        if (!topics.existing(partition.topic()).config().isDeletable()) {
            throw new PolicyViolationException(
                    "Records of partition " + partition + " can not be deleted due to the configured policy");
        }
        log.truncateBefore(beforeOffset == TO_THE_END ? log.highWatermark() : beforeOffset);
        return new DeletedRecords(log.startOffset());
    }
}
