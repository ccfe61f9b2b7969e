package dev.headrace.runtime.assign;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** All quotas that are fair, by enumeration, and what each is worth: what {@link Quotas} is measured by. */
final class FairQuotas {

    private FairQuotas() {}

    /** More is better: first the evenness of loads, then tasks that stay, then tasks that meet their state. */
    static long[] worth(int[][] quotas, int[][] owned, int[][] held) {
        long squares = 0;
        long stay = 0;
        long meet = 0;
        for (int member = 0; member < quotas[0].length; member++) {
            long load = 0;
            for (int sub = 0; sub < quotas.length; sub++) {
                load += quotas[sub][member];
                stay += Math.min(quotas[sub][member], owned[sub][member]);
                meet += Math.min(quotas[sub][member], owned[sub][member] + held[sub][member]);
            }
            squares += load * load;
        }
        return new long[] {-squares, stay, meet};
    }

    /** Every way to give each able member its even share and some of them one more. */
    static List<int[][]> all(int[] taskCounts, boolean[][] able) {
        List<int[][]> ways = new ArrayList<>();
        ways.add(new int[0][]);
        for (int sub = 0; sub < taskCounts.length; sub++) {
            List<int[][]> longer = new ArrayList<>();
            for (int[][] way : ways) {
                for (int[] row : fairRows(taskCounts[sub], able[sub])) {
                    int[][] more = Arrays.copyOf(way, way.length + 1);
                    more[way.length] = row;
                    longer.add(more);
                }
            }
            ways = longer;
        }
        return ways;
    }

    private static List<int[]> fairRows(int tasks, boolean[] able) {
        int members = able.length;
        int ableCount =
                (int) IntStream.range(0, members).filter(member -> able[member]).count();
        List<int[]> rows = new ArrayList<>();
        for (int odd = 0; odd < 1 << members; odd++) {
            int[] row = new int[members];
            for (int member = 0; member < members; member++) {
                row[member] = able[member] ? tasks / ableCount + (odd >> member & 1) : 0;
            }
            boolean onlyAble = (odd & ~mask(able)) == 0;
            if (onlyAble && (ableCount == 0 || Arrays.stream(row).sum() == tasks)) {
                rows.add(row);
            }
        }
        return rows;
    }

    private static int mask(boolean[] able) {
        return IntStream.range(0, able.length)
                .filter(member -> able[member])
                .map(member -> 1 << member)
                .sum();
    }
}
