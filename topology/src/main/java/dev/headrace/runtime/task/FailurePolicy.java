package dev.headrace.runtime.task;

import dev.headrace.common.TaskId;
import dev.headrace.errors.CommitFailedException;
import dev.headrace.errors.CommitNotFinishedException;
import dev.headrace.errors.CommitOutcomeUnknownException;
import dev.headrace.errors.FencedException;
import dev.headrace.errors.ProcessorFailedException;
import dev.headrace.errors.StoreDamagedException;
import dev.headrace.kafka.RecordSender;
import dev.headrace.processor.DeserializationExceptionHandler;
import dev.headrace.processor.ProcessingExceptionHandler;
import dev.headrace.processor.Record;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * What happens when user code fails: the handlers of the options decide whether the record is skipped or the epoch
 * aborted; dead-letter records travel in the epoch's transaction.
 */
final class FailurePolicy {

    private final TaskId task;
    private final CurrentRecord current;
    private final DeserializationExceptionHandler deserialization;
    private final ProcessingExceptionHandler processing;
    private final RecordSender sender;
    private final Runnable dropped;

    FailurePolicy(
            TaskId task,
            CurrentRecord current,
            DeserializationExceptionHandler deserialization,
            ProcessingExceptionHandler processing,
            RecordSender sender,
            Runnable dropped) {
        this.task = task;
        this.current = current;
        this.deserialization = deserialization;
        this.processing = processing;
        this.sender = sender;
        this.dropped = dropped;
    }

    /** Returns if the record is to be skipped. */
    void processingFailed(String node, Record<?, ?> record, RuntimeException failure) {
        if (isOfTheEngine(failure)) {
            throw failure;
        }
        ProcessingExceptionHandler.Response response =
                processing.handleError(new FailureContext(node, task, current, record), record, failure);
        deadLetter(response.deadLetterQueueRecords());
        if (response.result() == ProcessingExceptionHandler.Result.FAIL) {
            throw failed(node, failure);
        }
        dropped.run();
    }

    /** Returns if the record is to be skipped. */
    void deserializationFailed(String node, ConsumerRecord<byte[], byte[]> raw, RuntimeException failure) {
        DeserializationExceptionHandler.Response response =
                deserialization.handleError(new FailureContext(node, task, current, null), raw, failure);
        deadLetter(response.deadLetterQueueRecords());
        if (response.result() == DeserializationExceptionHandler.Result.FAIL) {
            throw failed(node, failure);
        }
        dropped.run();
    }

    /** Counts a record that is skipped without a failure. */
    void skipped() {
        dropped.run();
    }

    /** The exception that says where {@code failure} happened. */
    RuntimeException failed(String node, RuntimeException failure) {
        return isOfTheEngine(failure) ? failure : new ProcessorFailedException(node, current.metadata(), task, failure);
    }

    private void deadLetter(List<ProducerRecord<byte[], byte[]>> records) {
        for (ProducerRecord<byte[], byte[]> record : records) {
            sender.send(record, (metadata, exception) -> {});
        }
    }

    private static boolean isOfTheEngine(RuntimeException failure) {
        return failure instanceof ProcessorFailedException
                || failure instanceof CommitFailedException
                || failure instanceof CommitOutcomeUnknownException
                || failure instanceof CommitNotFinishedException
                || failure instanceof FencedException
                || failure instanceof StoreDamagedException;
    }
}
