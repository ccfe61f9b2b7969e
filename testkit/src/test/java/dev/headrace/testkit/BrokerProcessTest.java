package dev.headrace.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.Test;

class BrokerProcessTest {

    @Test
    void servesClientsFromAnotherJvmUntilClosed() throws Exception {
        long ownChildrenBefore = ProcessHandle.current().children().count();
        BrokerProcess broker = BrokerProcess.start(Map.of("num.partitions", 3));
        try (broker;
                Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
            assertThat(ProcessHandle.current().children().count()).isEqualTo(ownChildrenBefore + 1);

            int partitions = admin.createTopics(List.of(new NewTopic("t", Optional.empty(), Optional.empty())))
                    .numPartitions("t")
                    .get(30, TimeUnit.SECONDS);

            assertThat(partitions).isEqualTo(3);
        }
        assertThat(ProcessHandle.current().children().count()).isEqualTo(ownChildrenBefore);
    }

    @Test
    void refusesSettingsThatTheBrokerRefuses() {
        assertThatThrownBy(() -> BrokerProcess.start(Map.of("num.io.threads", "none")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("ended early");
    }
}
