package dev.headrace.examples.guide;

import dev.headrace.kstream.Consumed;
import dev.headrace.kstream.Materialized;
import dev.headrace.kstream.Produced;
import dev.headrace.kstream.StreamsBuilder;
import dev.headrace.testkit.CrashTest;
import dev.headrace.testkit.HeadraceExtension;
import dev.headrace.testkit.TestRecord;
import dev.headrace.topology.Topology;
import java.util.List;
import org.apache.kafka.common.serialization.LongSerializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(HeadraceExtension.class)
class OrdersTest {

    @Test
    void countsEachOrderOnce() {
        CrashTest.of(OrdersTest::topology)
                .input(
                        "orders",
                        new StringSerializer(),
                        new LongSerializer(),
                        List.of(new TestRecord<>("ann", 120L), new TestRecord<>("bob", 9L)))
                .run();
    }

    private static Topology topology() {
        StreamsBuilder builder = new StreamsBuilder();
        builder.stream("orders", Consumed.with(Serdes.String(), Serdes.Long()))
                .groupByKey()
                .count(Materialized.as("orders-by-customer"))
                .toStream()
                .to("counts", Produced.with(Serdes.String(), Serdes.Long()));
        return builder.build();
    }
}
