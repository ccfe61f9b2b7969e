package dev.headrace.runtime.assign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headrace.runtime.assign.SimulatedGroup.SimulatedMember;
import dev.headrace.runtime.assign.TaskLayout.SubTopology;
import dev.headrace.runtime.checkpoint.TaskKey;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerPartitionAssignor;
import org.apache.kafka.clients.consumer.ConsumerPartitionAssignor.RebalanceProtocol;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class TaskAssignorTest {

    private static final TaskLayout TWO_SUBS = new TaskLayout(List.of(
            new SubTopology(0, "enrich", List.of("orders", "users")), new SubTopology(1, "count", List.of("counts"))));
    private static final Map<String, Integer> TWO_SUBS_COUNTS = Map.of("orders", 4, "users", 4, "counts", 6);

    /** A layout with partition counts. */
    record Cut(TaskLayout layout, Map<String, Integer> partitionCounts) {}

    @Provide
    static Arbitrary<Cut> cuts() {
        return Arbitraries.integers()
                .between(0, 7)
                .list()
                .ofMinSize(1)
                .ofMaxSize(2)
                .list()
                .ofMinSize(1)
                .ofMaxSize(4)
                .map(TaskAssignorTest::cut);
    }

    private static Cut cut(List<List<Integer>> countsPerSub) {
        List<SubTopology> subs = new ArrayList<>();
        Map<String, Integer> partitionCounts = new HashMap<>();
        for (int sub = 0; sub < countsPerSub.size(); sub++) {
            List<String> topics = new ArrayList<>();
            for (int count : countsPerSub.get(sub)) {
                String topic = "topic-" + sub + "-" + topics.size();
                topics.add(topic);
                partitionCounts.put(topic, count);
            }
            subs.add(new SubTopology(sub, "sub-" + sub, topics));
        }
        return new Cut(new TaskLayout(subs), partitionCounts);
    }

    private static SimulatedGroup settled(Cut cut, int memberCount) {
        SimulatedGroup group = new SimulatedGroup(cut.partitionCounts());
        for (int member = 0; member < memberCount; member++) {
            group.join("m" + member, cut.layout());
        }
        assertThat(group.rebalance()).isEqualTo(1);
        return group;
    }

    private static void assertAllTasksOwnedAndBalanced(SimulatedGroup group, TaskLayout layout) {
        assertThat(group.owners(layout)).hasSize(group.taskCount(layout));
        group.assertBalanced(layout);
    }

    @Property(tries = 200)
    void newGroupSettlesAtOnce(@ForAll("cuts") Cut cut, @ForAll @IntRange(min = 1, max = 6) int memberCount) {
        assertAllTasksOwnedAndBalanced(settled(cut, memberCount), cut.layout());
    }

    @Property(tries = 200)
    void settledGroupKeepsWhatItHasWhoeverLeads(
            @ForAll("cuts") Cut cut, @ForAll @IntRange(min = 1, max = 6) int memberCount) {
        SimulatedGroup group = settled(cut, memberCount);
        SortedMap<TaskKey, String> before = group.owners(cut.layout());

        for (String leader : group.memberIds()) {
            assertThat(group.round(leader)).as("revokes under %s", leader).isFalse();
            assertThat(group.owners(cut.layout())).isEqualTo(before);
        }
    }

    @Property(tries = 200)
    void joinMovesTasksOfOneSubTopologyToTheNewMemberOnly(
            @ForAll @IntRange(max = 20) int partitions, @ForAll @IntRange(min = 1, max = 6) int memberCount) {
        Cut cut = cut(List.of(List.of(partitions)));
        SimulatedGroup group = settled(cut, memberCount);
        SortedMap<TaskKey, String> before = group.owners(cut.layout());

        group.join("a-new", cut.layout());
        group.rebalance();

        assertAllTasksOwnedAndBalanced(group, cut.layout());
        SortedMap<TaskKey, String> after = group.owners(cut.layout());
        assertThat(after.entrySet())
                .allMatch(task ->
                        task.getValue().equals("a-new") || task.getValue().equals(before.get(task.getKey())));
        assertThat(after.values().stream().filter("a-new"::equals))
                .as("no more than its share")
                .hasSize(partitions / (memberCount + 1));
    }

    @Property(tries = 200)
    void leaveMovesTheTasksOfOneSubTopologyThatTheMemberHadOnly(
            @ForAll @IntRange(max = 20) int partitions, @ForAll @IntRange(min = 2, max = 6) int memberCount) {
        Cut cut = cut(List.of(List.of(partitions)));
        SimulatedGroup group = settled(cut, memberCount);
        SortedMap<TaskKey, String> before = group.owners(cut.layout());

        group.leave("m1");

        assertThat(group.rebalance()).as("rounds, since nobody revokes").isEqualTo(1);
        assertAllTasksOwnedAndBalanced(group, cut.layout());
        before.values().removeIf("m1"::equals);
        assertThat(group.owners(cut.layout()).entrySet()).containsAll(before.entrySet());
    }

    /** With several sub-topologies, being even in each and in total may ask for a move between two that stay. */
    @Property(tries = 200)
    void noFairAssignmentMovesFewerTasks(
            @ForAll("cuts") Cut cut, @ForAll @IntRange(min = 1, max = 4) int memberCount, @ForAll boolean joins) {
        SimulatedGroup group = settled(cut, memberCount);
        SortedMap<TaskKey, String> before = group.owners(cut.layout());
        if (joins || memberCount == 1) {
            group.join("a-new", cut.layout());
        } else {
            group.leave("m1");
        }

        assertThat(group.rebalance()).isLessThanOrEqualTo(2);

        assertAllTasksOwnedAndBalanced(group, cut.layout());
        long stayed = group.owners(cut.layout()).entrySet().stream()
                .filter(task -> task.getValue().equals(before.get(task.getKey())))
                .count();
        assertThat(stayed).isEqualTo(mostThatCanStay(cut, before, group.memberIds()));
    }

    private static long mostThatCanStay(Cut cut, Map<TaskKey, String> before, List<String> members) {
        int subCount = cut.layout().subTopologies().size();
        int[] taskCounts = new int[subCount];
        boolean[][] able = new boolean[subCount][members.size()];
        int[][] owned = new int[subCount][members.size()];
        for (boolean[] row : able) {
            Arrays.fill(row, true);
        }
        before.forEach((task, owner) -> {
            int sub = cut.layout().indexOf(task.subTopology());
            taskCounts[sub]++;
            if (members.contains(owner)) {
                owned[sub][members.indexOf(owner)]++;
            }
        });
        int[][] held = new int[subCount][members.size()];
        return FairQuotas.all(taskCounts, able).stream()
                .map(quotas -> FairQuotas.worth(quotas, owned, held))
                .max(Arrays::compare)
                .orElseThrow()[1];
    }

    @Property(tries = 200)
    void anyHistoryOfJoinsAndLeavesSettlesInTwoRounds(
            @ForAll("cuts") Cut cut, @ForAll @Size(min = 1, max = 12) List<@IntRange(max = 7) Integer> toggles) {
        SimulatedGroup group = new SimulatedGroup(cut.partitionCounts());
        group.join("always", cut.layout());
        for (int toggle : toggles) {
            String id = "m" + toggle;
            if (group.memberIds().contains(id)) {
                group.leave(id);
            } else {
                group.join(id, cut.layout());
            }
            assertThat(group.rebalance()).isLessThanOrEqualTo(2);
            assertAllTasksOwnedAndBalanced(group, cut.layout());
        }
    }

    @Property(tries = 200)
    void membershipThatChangesBetweenTheRoundsStillSettles(
            @ForAll("cuts") Cut cut, @ForAll @Size(min = 1, max = 12) List<@IntRange(max = 7) Integer> toggles) {
        SimulatedGroup group = new SimulatedGroup(cut.partitionCounts());
        group.join("always", cut.layout());
        for (int toggle : toggles) {
            String id = "m" + toggle;
            if (group.memberIds().contains(id)) {
                group.leave(id);
            } else {
                group.join(id, cut.layout());
            }
            group.round("always");
        }

        assertThat(group.rebalance()).isLessThanOrEqualTo(2);
        assertAllTasksOwnedAndBalanced(group, cut.layout());
    }

    @Property(tries = 200)
    void arbitraryClaimsNeverGiveAPartitionToTwo(
            @ForAll("cuts") Cut cut,
            @ForAll @Size(max = 30) List<@IntRange(max = 1000) Integer> claims,
            @ForAll @Size(4) List<@IntRange(min = -1, max = 3) Integer> generations) {
        SimulatedGroup group = new SimulatedGroup(cut.partitionCounts());
        generations.forEach(generation -> {
            SimulatedMember member = group.join("m" + group.memberIds().size(), cut.layout());
            member.generation = generation;
        });
        List<TopicPartition> partitions = cut.layout().tasks(cut.partitionCounts()::get).stream()
                .flatMap(task -> task.partitions().stream())
                .toList();
        for (int claim : claims) {
            if (!partitions.isEmpty()) {
                group.member("m" + claim % 4).owned.add(partitions.get(claim / 4 % partitions.size()));
            }
        }

        assertThat(group.rebalance()).isLessThanOrEqualTo(3);
        assertAllTasksOwnedAndBalanced(group, cut.layout());
    }

    @Property(tries = 200)
    void restartedProcessesGetTheTasksWhoseStateTheyHold(
            @ForAll("cuts") Cut cut, @ForAll @IntRange(min = 1, max = 5) int memberCount) {
        SimulatedGroup before = settled(cut, memberCount);
        SortedMap<TaskKey, String> owners = before.owners(cut.layout());
        SimulatedGroup after = new SimulatedGroup(cut.partitionCounts());
        for (String id : before.memberIds()) {
            SimulatedMember member = after.join("new-" + id, before.member(id).processId, cut.layout());
            owners.forEach((task, owner) -> {
                if (owner.equals(id)) {
                    member.positions.put(task, 100L);
                }
            });
        }

        assertThat(after.rebalance()).isEqualTo(1);

        owners.forEach((task, owner) -> assertThat(after.owners(cut.layout())).containsEntry(task, "new-" + owner));
    }

    @Test
    void mostRecentStateWins() {
        SimulatedGroup group = new SimulatedGroup(Map.of("counts", 1));
        TaskLayout layout = new TaskLayout(List.of(new SubTopology(0, "count", List.of("counts"))));
        TaskKey task = new TaskKey("count", 0);
        group.join("a", layout).positions.put(task, 7L);
        group.join("b", layout).positions.put(task, 9L);
        group.join("c", layout);

        group.rebalance();

        assertThat(group.owners(layout)).containsEntry(task, "b");
    }

    @Test
    void ownerGoesBeforeStateThatLiesElsewhere() {
        SimulatedGroup group = new SimulatedGroup(TWO_SUBS_COUNTS);
        group.join("a", TWO_SUBS);
        group.rebalance();
        group.join("b", TWO_SUBS);
        group.rebalance();
        SortedMap<TaskKey, String> before = group.owners(TWO_SUBS);
        before.keySet().forEach(task -> group.member("b").positions.put(task, 1000L));

        assertThat(group.rebalance()).isEqualTo(1);

        assertThat(group.owners(TWO_SUBS)).isEqualTo(before);
    }

    @Test
    void anotherWorkerOfTheSameProcessTakesOverItsState() {
        SimulatedGroup group = new SimulatedGroup(TWO_SUBS_COUNTS);
        UUID one = new UUID(0, 1);
        UUID other = new UUID(0, 2);
        for (String id : List.of("a1", "a2")) {
            group.join(id, one, TWO_SUBS);
        }
        group.join("b1", other, TWO_SUBS);
        group.rebalance();
        SortedMap<TaskKey, String> before = group.owners(TWO_SUBS);
        Map<TaskKey, Long> held = new HashMap<>();
        before.forEach((task, owner) -> {
            if (owner.startsWith("a")) {
                held.put(task, 5L);
            }
        });
        group.member("a1").positions = held;
        group.member("a2").positions = held;

        group.leave("a2");
        group.join("a3", one, TWO_SUBS);
        group.rebalance();

        before.forEach((task, owner) ->
                assertThat(group.owners(TWO_SUBS)).containsEntry(task, owner.equals("a2") ? "a3" : owner));
    }

    @Test
    void taskHasThePartitionsThatExist() {
        TaskLayout layout = new TaskLayout(List.of(new SubTopology(0, "join", List.of("big", "small", "missing"))));
        SimulatedGroup group = new SimulatedGroup(Map.of("big", 3, "small", 1));
        group.join("a", layout);

        group.rebalance();

        assertThat(group.member("a").owned)
                .containsExactlyInAnyOrder(
                        new TopicPartition("big", 0),
                        new TopicPartition("big", 1),
                        new TopicPartition("big", 2),
                        new TopicPartition("small", 0));
        assertThat(layout.tasks(Map.of("big", 3, "small", 1, "missing", 0)::get))
                .extracting(task -> task.partitions().size())
                .containsExactly(2, 1, 1);
    }

    @Test
    void memberGetsNothingThatItDoesNotSubscribeTo() {
        TaskLayout older = new TaskLayout(List.of(new SubTopology(0, "enrich", List.of("orders", "users"))));
        SimulatedGroup group = new SimulatedGroup(TWO_SUBS_COUNTS);
        group.join("new", TWO_SUBS);
        group.join("old", older);

        while (group.round("new")) {
            assertThat(group.member("old").owned)
                    .noneMatch(partition -> partition.topic().equals("counts"));
        }

        assertThat(group.owners(TWO_SUBS)).hasSize(10);
        assertThat(group.tasksPerMember(TWO_SUBS, Optional.of("count"))).containsEntry("old", 0L);
        assertThat(group.tasksPerMember(TWO_SUBS, Optional.of("enrich"))).containsEntry("old", 2L);
    }

    @Test
    void memberWithoutReadableUserDataTakesPart() {
        ByteBuffer newerButReadable = withVersions(7, 1);
        ByteBuffer newerUnreadable = withVersions(7, 2);
        List<Optional<ByteBuffer>> others = List.of(
                Optional.of(newerButReadable),
                Optional.of(newerUnreadable),
                Optional.of(ByteBuffer.allocate(0)),
                Optional.of(ByteBuffer.wrap(new byte[] {0, 1, 0})));
        SimulatedGroup group = new SimulatedGroup(TWO_SUBS_COUNTS);
        group.join("silent", TWO_SUBS).tellsUserData = false;
        others.forEach(other -> group.join("m" + group.memberIds().size(), TWO_SUBS).otherUserData = other);

        assertThat(group.rebalance()).isEqualTo(1);

        assertAllTasksOwnedAndBalanced(group, TWO_SUBS);
    }

    @Test
    void newerUserDataIsReadAsFarAsItIsKnown() {
        MemberData data = new MemberData(new UUID(3, 4), Map.of(new TaskKey("count", 2), 11L));
        ByteBuffer known = data.encode();
        ByteBuffer newer = ByteBuffer.allocate(known.remaining() + 3);
        newer.putShort((short) 9).putShort((short) 1).put(known.slice(4, known.remaining() - 4));
        newer.put(new byte[] {1, 2, 3}).flip();

        assertThat(MemberData.decode(newer)).contains(data);
        assertThat(MemberData.decode(known)).contains(data);
        assertThat(MemberData.decode(withVersions(9, 2))).isEmpty();
        assertThat(MemberData.decode(null)).isEmpty();
    }

    private static ByteBuffer withVersions(int version, int oldestReader) {
        ByteBuffer bytes = new MemberData(new UUID(1, 1), Map.of()).encode();
        return bytes.putShort(0, (short) version).putShort(2, (short) oldestReader);
    }

    @Test
    void layoutRefusesAmbiguity() {
        assertThatThrownBy(() -> new TaskLayout(
                        List.of(new SubTopology(0, "a", List.of("t")), new SubTopology(1, "b", List.of("t")))))
                .hasMessage("Cannot lay out tasks: topic 't' is a source of both 'a' and 'b'");
        assertThatThrownBy(() -> new TaskLayout(
                        List.of(new SubTopology(0, "a", List.of("t")), new SubTopology(1, "a", List.of("u")))))
                .hasMessage("Cannot lay out tasks: sub-topologies 0 and 1 are both named 'a'");
    }

    @Test
    void consumerMakesItFromItsConfiguration() {
        SimulatedMember member = new SimulatedMember("a", new UUID(1, 2), TWO_SUBS);
        HeldState held = new HeldState() {
            @Override
            public UUID processId() {
                return member.processId;
            }

            @Override
            public Map<TaskKey, Long> positions() {
                return Map.of(new TaskKey("count", 1), 5L);
            }
        };

        List<ConsumerPartitionAssignor> assignors = ConsumerPartitionAssignor.getAssignorInstances(
                List.of(TaskAssignor.class.getName()),
                Map.of(
                        ConsumerConfig.CLIENT_ID_CONFIG, "c",
                        TaskAssignor.LAYOUT_CONFIG, TWO_SUBS,
                        TaskAssignor.STATE_CONFIG, held));

        assertThat(assignors).singleElement().satisfies(assignor -> {
            assertThat(assignor.name()).isEqualTo("headrace");
            assertThat(assignor.supportedProtocols()).containsExactly(RebalanceProtocol.COOPERATIVE);
            assertThat(MemberData.decode(assignor.subscriptionUserData(Set.of())))
                    .contains(new MemberData(new UUID(1, 2), Map.of(new TaskKey("count", 1), 5L)));
        });
    }

    @Test
    void refusesAConsumerWithoutLayout() {
        assertThatThrownBy(() -> new TaskAssignor().configure(Map.of()))
                .hasMessage("Cannot assign tasks: the consumer's configuration entry headrace.task.layout is null,"
                        + " not a TaskLayout");
    }
}
