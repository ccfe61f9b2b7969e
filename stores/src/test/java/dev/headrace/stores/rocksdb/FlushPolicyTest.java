package dev.headrace.stores.rocksdb;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FlushPolicyTest {

    @Test
    void smallStoresFlushAfterSomeThousandEntries() {
        FlushPolicy policy = new FlushPolicy(0);
        policy.applied(4096, 1000);
        assertThat(policy.isDue(1000)).isFalse();
        policy.applied(1, 1100);
        assertThat(policy.isDue(1100)).isTrue();
        policy.flushed(0);
        assertThat(policy.isDue(1100)).isFalse();
    }

    @Test
    void largeStoresFlushAfterATwentiethOfTheirKeys() {
        FlushPolicy policy = new FlushPolicy(1_000_000);
        policy.applied(50_000, 1000);
        assertThat(policy.isDue(1000)).isFalse();
        policy.applied(1, 1000);
        assertThat(policy.isDue(1000)).isTrue();
        policy.flushed(2_000_000);
        policy.applied(100_000, 1000);
        assertThat(policy.isDue(1000)).isFalse();
    }

    @Test
    void nothingStaysUnflushedForMoreThanAMinuteOfCommits() {
        FlushPolicy policy = new FlushPolicy(0);
        policy.applied(0, 500_000);
        assertThat(policy.isDue(559_999)).isFalse();
        policy.applied(1, 559_999);
        assertThat(policy.isDue(560_000)).isTrue();
        policy.flushed(0);
        assertThat(policy.isDue(900_000)).isFalse();
        policy.applied(1, 900_000);
        assertThat(policy.isDue(900_000)).isFalse();
    }
}
