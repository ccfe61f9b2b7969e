package dev.headrace.common;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.apache.kafka.common.config.ConfigException;
import org.junit.jupiter.api.Test;

class HostInfoTest {

    @Test
    void readsHostAndPort() {
        assertThat(HostInfo.buildFromEndpoint("example.org:8080")).isEqualTo(new HostInfo("example.org", 8080));
        assertThat(HostInfo.buildFromEndpoint("[::1]:80")).isEqualTo(new HostInfo("::1", 80));
    }

    @Test
    void isAbsentIfNothingIsConfigured() {
        assertThat(HostInfo.buildFromEndpoint(null)).isNull();
        assertThat(HostInfo.buildFromEndpoint(" ")).isNull();
    }

    @Test
    void refusesAHostWithoutPort() {
        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> HostInfo.buildFromEndpoint("example.org"))
                .withMessageContaining("example.org");
    }
}
