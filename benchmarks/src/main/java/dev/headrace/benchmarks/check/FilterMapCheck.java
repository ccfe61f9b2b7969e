package dev.headrace.benchmarks.check;

import dev.headrace.benchmarks.load.Purchases;
import java.util.Iterator;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Compares the output of filter and map with its input: the same records in the same order, none more, none less. */
public final class FilterMapCheck {

    private FilterMapCheck() {}

    /**
     * Walks a partition of the input and the same partition of the output side by side.
     *
     * @return how many records the output has
     * @throws WrongOutputException at the first difference
     */
    public static long check(
            Iterator<ConsumerRecord<String, String>> input, Iterator<ConsumerRecord<String, String>> output) {
        long records = 0;
        while (input.hasNext()) {
            ConsumerRecord<String, String> event = input.next();
            if (!Purchases.isPurchase(event.value())) {
                continue;
            }
            String expected = event.key() + " = " + Purchases.withoutName(event.value());
            if (!output.hasNext()) {
                throw new WrongOutputException("The output ends where input offset " + event.offset() + " of partition "
                        + event.partition() + " should give " + expected);
            }
            ConsumerRecord<String, String> written = output.next();
            String actual = written.key() + " = " + written.value();
            if (!actual.equals(expected)) {
                throw new WrongOutputException("At offset " + written.offset() + " of output partition "
                        + written.partition() + " stands " + actual + " where input offset " + event.offset()
                        + " should give " + expected);
            }
            records++;
        }
        if (output.hasNext()) {
            ConsumerRecord<String, String> written = output.next();
            throw new WrongOutputException("At offset " + written.offset() + " of output partition "
                    + written.partition() + " stands " + written.key() + ", past the last record of the input");
        }
        return records;
    }
}
