package dev.headrace.testkit.conformance;

import java.util.List;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;

/** What an administrator sees of a group. */
final class Groups {

    private Groups() {}

    /** Whether no member of the group has this client id. */
    static boolean isOut(Admin admin, String groupId, String clientId) {
        try {
            return admin.describeConsumerGroups(List.of(groupId)).all().get().get(groupId).members().stream()
                    .noneMatch(member -> member.clientId().equals(clientId));
        } catch (ExecutionException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
