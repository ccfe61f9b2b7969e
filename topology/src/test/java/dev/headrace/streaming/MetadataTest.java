package dev.headrace.streaming;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.common.HostInfo;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class MetadataTest {

    @Test
    void lagIsNeverNegative() {
        assertThat(new LagInfo(3, 10).offsetLag()).isEqualTo(7);
        assertThat(new LagInfo(10, 3).offsetLag()).isZero();
    }

    @Test
    void instanceIsReachedAtItsHostInfo() {
        StreamsMetadata instance = new StreamsMetadata() {
            @Override
            public HostInfo hostInfo() {
                return new HostInfo("node-1", 8080);
            }

            @Override
            public Set<String> stateStoreNames() {
                return Set.of();
            }

            @Override
            public Set<TopicPartition> topicPartitions() {
                return Set.of();
            }

            @Override
            public Set<TopicPartition> standbyTopicPartitions() {
                return Set.of();
            }

            @Override
            public Set<String> standbyStateStoreNames() {
                return Set.of();
            }
        };

        assertThat(instance.host()).isEqualTo("node-1");
        assertThat(instance.port()).isEqualTo(8080);
    }
}
