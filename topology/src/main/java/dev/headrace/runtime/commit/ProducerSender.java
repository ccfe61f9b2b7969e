package dev.headrace.runtime.commit;

import dev.headrace.errors.CommitFailedException;
import dev.headrace.kafka.RecordSender;
import dev.headrace.port.WallClock;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;

/** Sends through one producer and remembers when the first record left and what failed first. */
final class ProducerSender implements RecordSender {

    private static final long NOTHING_SENT = Long.MIN_VALUE;

    private final Runnable atFirstSend;
    private final WallClock clock;
    private final Map<String, Integer> partitionCounts = new HashMap<>();

    private Producer<byte[], byte[]> producer;
    private long firstSendMs = NOTHING_SENT;
    private volatile @Nullable CommitFailedException failure;

    /**
     * A sender.
     *
     * @param atFirstSend run before the first record of every epoch
     */
    ProducerSender(Producer<byte[], byte[]> producer, Runnable atFirstSend, WallClock clock) {
        this.producer = producer;
        this.atFirstSend = atFirstSend;
        this.clock = clock;
    }

    /** What becomes of the record is told to the callback; the future would tell it again. */
    @Override
    @SuppressWarnings("FutureReturnValueIgnored")
    public void send(ProducerRecord<byte[], byte[]> record, Callback acknowledged) {
        open();
        try {
            producer.send(record, (metadata, exception) -> {
                if (exception != null && failure == null) {
                    failure = new CommitFailedException(
                            "A record for topic " + record.topic() + " was not delivered: " + exception.getMessage(),
                            exception);
                }
                acknowledged.onCompletion(metadata, exception);
            });
        } catch (KafkaException e) {
            failIfUndelivered();
            throw new CommitFailedException("Cannot send to topic " + record.topic() + ": " + e.getMessage(), e);
        }
    }

    @Override
    public int partitionCount(String topic) {
        return partitionCounts.computeIfAbsent(
                topic, name -> producer.partitionsFor(name).size());
    }

    /** Begins the epoch if nothing was sent in it yet. */
    void open() {
        if (firstSendMs == NOTHING_SENT) {
            atFirstSend.run();
            firstSendMs = clock.nowMs();
        }
    }

    boolean isOpen() {
        return firstSendMs != NOTHING_SENT;
    }

    long openForMs() {
        return isOpen() ? clock.nowMs() - firstSendMs : 0;
    }

    /** Waits until everything sent is acknowledged. */
    void flush() {
        try {
            producer.flush();
        } catch (KafkaException e) {
            throw new CommitFailedException("Cannot flush: " + e.getMessage(), e);
        }
        failIfUndelivered();
    }

    /** The first failure says more than those that follow from it. */
    private void failIfUndelivered() {
        CommitFailedException first = failure;
        if (first != null) {
            throw first;
        }
    }

    /** Forgets the epoch. */
    void reset() {
        firstSendMs = NOTHING_SENT;
        failure = null;
    }

    /** Forgets the epoch and sends through {@code renewed} from now on. */
    void reset(Producer<byte[], byte[]> renewed) {
        producer = renewed;
        reset();
    }
}
