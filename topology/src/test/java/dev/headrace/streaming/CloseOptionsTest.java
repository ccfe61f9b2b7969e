package dev.headrace.streaming;

import static dev.headrace.streaming.CloseOptions.GroupMembershipOperation.LEAVE_GROUP;
import static dev.headrace.streaming.CloseOptions.GroupMembershipOperation.REMAIN_IN_GROUP;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class CloseOptionsTest {

    @Test
    void leaveTheGroupUnlessAskedToRemain() {
        CloseOptions options = CloseOptions.timeout(Duration.ofSeconds(3));

        assertThat(options.timeout()).contains(Duration.ofSeconds(3));
        assertThat(options.groupMembershipOperation()).isEqualTo(LEAVE_GROUP);
        assertThat(options.withGroupMembershipOperation(REMAIN_IN_GROUP).groupMembershipOperation())
                .isEqualTo(REMAIN_IN_GROUP);
        assertThat(options.withTimeout(null).timeout()).isEmpty();
        assertThat(CloseOptions.groupMembershipOperation(REMAIN_IN_GROUP).timeout())
                .isEmpty();
    }
}
