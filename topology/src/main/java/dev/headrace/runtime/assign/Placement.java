package dev.headrace.runtime.assign;

import dev.headrace.runtime.assign.TaskLayout.TaskPartitions;
import dev.headrace.runtime.checkpoint.TaskKey;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Which member shall run which task, whoever owns it now. The same group and layout give the same placement, whichever
 * member computes it.
 */
final class Placement {

    private final TaskLayout layout;
    private final List<Member> members;
    private final int[][] owned;
    private final int[][] held;
    private final List<List<Wish>> wishes;

    /** A task and the member that it should stay with or go to, if any. */
    private record Wish(TaskKey task, int member, boolean owns) {}

    private static final int NOBODY = -1;

    private Placement(TaskLayout layout, List<Member> members) {
        this.layout = layout;
        this.members = members.stream().sorted(Member.ORDER).toList();
        int subCount = layout.subTopologies().size();
        this.owned = new int[subCount][members.size()];
        this.held = new int[subCount][members.size()];
        this.wishes = IntStream.range(0, subCount)
                .<List<Wish>>mapToObj(sub -> new ArrayList<>())
                .toList();
    }

    /** The member of each task; a task that no member can run is left out. */
    static SortedMap<TaskKey, Member> of(TaskLayout layout, List<TaskPartitions> tasks, List<Member> members) {
        Placement placement = new Placement(layout, members);
        tasks.forEach(placement::wish);
        return placement.grant();
    }

    private void wish(TaskPartitions task) {
        int sub = layout.indexOf(task.task().subTopology());
        Optional<Integer> owner = candidates(sub)
                .filter(member -> members.get(member).claimsSomeOf(task))
                .max(byRightTo(task));
        Optional<Integer> wanted = owner.isPresent() ? owner : holder(sub, task.task());
        wanted.ifPresent(member -> (owner.isPresent() ? owned : held)[sub][member]++);
        wishes.get(sub).add(new Wish(task.task(), wanted.orElse(NOBODY), owner.isPresent()));
    }

    /** Of two that claim a task, the one with the newer assignment owns it, then the one that claims more of it. */
    private Comparator<Integer> byRightTo(TaskPartitions task) {
        return Comparator.<Integer>comparingInt(member -> members.get(member).generation())
                .thenComparingLong(member -> task.partitions().stream()
                        .filter(members.get(member).claims()::contains)
                        .count())
                .thenComparing(Comparator.reverseOrder());
    }

    /** A member of the process with the most recent state; of its members the one that is wished for least. */
    private Optional<Integer> holder(int sub, TaskKey task) {
        return candidates(sub)
                .filter(member -> members.get(member).holdsStateOf(task))
                .max(Comparator.<Integer>comparingLong(
                                member -> members.get(member).positionOf(task))
                        .thenComparing(member -> owned[sub][member] + held[sub][member], Comparator.reverseOrder())
                        .thenComparing(Comparator.reverseOrder()));
    }

    private Stream<Integer> candidates(int sub) {
        return IntStream.range(0, members.size())
                .filter(member ->
                        members.get(member).canRun(layout.subTopologies().get(sub)))
                .boxed();
    }

    private SortedMap<TaskKey, Member> grant() {
        int subCount = layout.subTopologies().size();
        boolean[][] able = new boolean[subCount][members.size()];
        int[] taskCounts = new int[subCount];
        for (int sub = 0; sub < subCount; sub++) {
            taskCounts[sub] = wishes.get(sub).size();
            for (int member = 0; member < members.size(); member++) {
                able[sub][member] =
                        members.get(member).canRun(layout.subTopologies().get(sub));
            }
        }
        int[][] quotas = Quotas.of(taskCounts, able, owned, held);
        SortedMap<TaskKey, Member> placed = new TreeMap<>();
        for (int sub = 0; sub < subCount; sub++) {
            placed.putAll(grant(wishes.get(sub), quotas[sub]));
        }
        return placed;
    }

    /** Owners first, then those who hold state, then whoever has room, those with some state before those without. */
    private Map<TaskKey, Member> grant(List<Wish> wishesOfSub, int[] room) {
        Map<TaskKey, Member> placed = new HashMap<>();
        List<Wish> inOrder = new ArrayList<>(wishesOfSub);
        inOrder.sort(Comparator.comparing(Wish::owns)
                .thenComparing(wish ->
                        wish.member() != NOBODY && members.get(wish.member()).holdsStateOf(wish.task()))
                .reversed()
                .thenComparing(Wish::task));
        List<TaskKey> left = new ArrayList<>();
        for (Wish wish : inOrder) {
            if (wish.member() != NOBODY && room[wish.member()] > 0) {
                room[wish.member()]--;
                placed.put(wish.task(), members.get(wish.member()));
            } else {
                left.add(wish.task());
            }
        }
        for (TaskKey task : left) {
            withRoom(room, task).ifPresent(member -> {
                room[member]--;
                placed.put(task, members.get(member));
            });
        }
        return placed;
    }

    private Optional<Integer> withRoom(int[] room, TaskKey task) {
        return IntStream.range(0, members.size())
                .filter(member -> room[member] > 0)
                .boxed()
                .max(Comparator.<Integer>comparingLong(
                                member -> members.get(member).positionOf(task))
                        .thenComparing(member -> room[member])
                        .thenComparing(Comparator.reverseOrder()));
    }
}
