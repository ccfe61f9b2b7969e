package dev.headrace.runtime.assign;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;

/**
 * How many tasks of each sub-topology each member runs. Every member that can run a sub-topology gets the same number of
 * its tasks, some of them one more. Who gets one more is decided by three wishes, each before the next: members run equally
 * many tasks in total; few tasks leave their owners; few tasks are kept from a process that holds their state.
 *
 * <p>This is a transport problem of least cost: the odd tasks of the sub-topologies flow to the members. It is solved by
 * successive shortest paths, one task at a time; a path may take an odd task that was given before away from a member and
 * give it to another.
 */
final class Quotas {

    private static final long UNREACHED = Long.MAX_VALUE / 4;
    private static final int NONE = -1;

    private final int subCount;
    private final int memberCount;
    private final boolean[][] able;
    private final int[] evenShare;
    private final int[] oddTasks;
    private final boolean[][] takesOdd;
    private final long[][] costOfOdd;
    private final int[] load;
    private final long costOfImbalance;

    private final long[] subDistance;
    private final long[] memberDistance;
    private final int[] subReachedFrom;
    private final int[] memberReachedFrom;

    /**
     * All arrays are indexed by sub-topology first and by member second.
     *
     * @param taskCounts tasks per sub-topology
     * @param able whether the member can run the sub-topology
     * @param owned tasks that the member owns
     * @param held tasks that nobody owns and the member's process has the state of
     */
    private Quotas(int[] taskCounts, boolean[][] able, int[][] owned, int[][] held) {
        this.subCount = taskCounts.length;
        this.memberCount = subCount == 0 ? 0 : able[0].length;
        this.able = able;
        this.evenShare = new int[subCount];
        this.oddTasks = new int[subCount];
        this.takesOdd = new boolean[subCount][memberCount];
        this.costOfOdd = new long[subCount][memberCount];
        this.load = new int[memberCount];
        this.subDistance = new long[subCount];
        this.memberDistance = new long[memberCount];
        this.subReachedFrom = new int[subCount];
        this.memberReachedFrom = new int[memberCount];
        shareEvenly(taskCounts);
        long oddTotal = Arrays.stream(oddTasks).asLongStream().sum();
        long costOfMove = oddTotal + 1;
        this.costOfImbalance = costOfMove * (oddTotal + 1) + 1;
        for (int sub = 0; sub < subCount; sub++) {
            for (int member = 0; member < memberCount; member++) {
                costOfOdd[sub][member] = owned[sub][member] > evenShare[sub]
                        ? 0
                        : owned[sub][member] + held[sub][member] > evenShare[sub] ? costOfMove - 1 : costOfMove;
            }
        }
    }

    /** The quotas, by sub-topology and member; see the constructor for the parameters. */
    static int[][] of(int[] taskCounts, boolean[][] able, int[][] owned, int[][] held) {
        Quotas quotas = new Quotas(taskCounts, able, owned, held);
        while (Arrays.stream(quotas.oddTasks).anyMatch(left -> left > 0)) {
            quotas.findPaths();
            quotas.giveOneTo(quotas.cheapestMember());
        }
        return quotas.result();
    }

    private void shareEvenly(int[] taskCounts) {
        for (int sub = 0; sub < subCount; sub++) {
            int ableCount = 0;
            for (boolean canRun : able[sub]) {
                ableCount += canRun ? 1 : 0;
            }
            evenShare[sub] = ableCount == 0 ? 0 : taskCounts[sub] / ableCount;
            oddTasks[sub] = ableCount == 0 ? 0 : taskCounts[sub] % ableCount;
            for (int member = 0; member < memberCount; member++) {
                load[member] += able[sub][member] ? evenShare[sub] : 0;
            }
        }
    }

    /** The cheapest way to each member from any sub-topology that has an odd task left (Bellman and Ford, by a queue). */
    private void findPaths() {
        Arrays.fill(subDistance, UNREACHED);
        Arrays.fill(memberDistance, UNREACHED);
        Arrays.fill(subReachedFrom, NONE);
        Arrays.fill(memberReachedFrom, NONE);
        Deque<Integer> open = new ArrayDeque<>();
        for (int sub = 0; sub < subCount; sub++) {
            if (oddTasks[sub] > 0) {
                subDistance[sub] = 0;
                open.add(sub);
            }
        }
        while (!open.isEmpty()) {
            int sub = open.remove();
            for (int member = 0; member < memberCount; member++) {
                long distance = subDistance[sub] + costOfOdd[sub][member];
                if (able[sub][member] && !takesOdd[sub][member] && distance < memberDistance[member]) {
                    memberDistance[member] = distance;
                    memberReachedFrom[member] = sub;
                    reachSubsOf(member, open);
                }
            }
        }
    }

    private void reachSubsOf(int member, Deque<Integer> open) {
        for (int sub = 0; sub < subCount; sub++) {
            long distance = memberDistance[member] - costOfOdd[sub][member];
            if (takesOdd[sub][member] && distance < subDistance[sub]) {
                subDistance[sub] = distance;
                subReachedFrom[sub] = member;
                open.add(sub);
            }
        }
    }

    private int cheapestMember() {
        int cheapest = NONE;
        long least = UNREACHED;
        for (int member = 0; member < memberCount; member++) {
            long cost = memberDistance[member] + costOfImbalance * (2L * load[member] + 1);
            if (memberDistance[member] < UNREACHED && cost < least) {
                least = cost;
                cheapest = member;
            }
        }
        return cheapest;
    }

    private void giveOneTo(int cheapest) {
        load[cheapest]++;
        int member = cheapest;
        int sub = memberReachedFrom[member];
        takesOdd[sub][member] = true;
        while (subReachedFrom[sub] != NONE) {
            member = subReachedFrom[sub];
            takesOdd[sub][member] = false;
            sub = memberReachedFrom[member];
            takesOdd[sub][member] = true;
        }
        oddTasks[sub]--;
    }

    private int[][] result() {
        int[][] quotas = new int[subCount][memberCount];
        for (int sub = 0; sub < subCount; sub++) {
            for (int member = 0; member < memberCount; member++) {
                quotas[sub][member] = able[sub][member] ? evenShare[sub] + (takesOdd[sub][member] ? 1 : 0) : 0;
            }
        }
        return quotas;
    }
}
