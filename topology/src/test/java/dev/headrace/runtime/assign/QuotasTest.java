package dev.headrace.runtime.assign;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class QuotasTest {

    @Property(tries = 500)
    void areTheBestOfAllThatAreFair(
            @ForAll @IntRange(min = 1, max = 3) int subCount,
            @ForAll @IntRange(min = 1, max = 4) int memberCount,
            @ForAll long seed) {
        Random random = new Random(seed);
        int[] taskCounts =
                IntStream.range(0, subCount).map(sub -> random.nextInt(8)).toArray();
        boolean[][] able = new boolean[subCount][memberCount];
        int[][] owned = new int[subCount][memberCount];
        int[][] held = new int[subCount][memberCount];
        boolean allAble = random.nextBoolean();
        for (int sub = 0; sub < subCount; sub++) {
            for (int member = 0; member < memberCount; member++) {
                able[sub][member] = allAble || random.nextInt(4) > 0;
            }
            for (int task = 0; task < taskCounts[sub]; task++) {
                int member = random.nextInt(memberCount);
                if (able[sub][member]) {
                    (random.nextBoolean() ? owned : held)[sub][member]++;
                }
            }
        }

        int[][] quotas = Quotas.of(taskCounts, able, owned, held);

        List<int[][]> fair = FairQuotas.all(taskCounts, able);
        assertThat(fair).anySatisfy(one -> assertThat(one).isDeepEqualTo(quotas));
        assertThat(FairQuotas.worth(quotas, owned, held))
                .isEqualTo(fair.stream()
                        .map(one -> FairQuotas.worth(one, owned, held))
                        .max(Arrays::compare)
                        .orElseThrow());
    }

    @Test
    void largeGroupsAreSettledQuickly() {
        int subCount = 30;
        int memberCount = 120;
        Random random = new Random(7);
        int[] taskCounts = IntStream.range(0, subCount)
                .map(sub -> 60 + random.nextInt(300))
                .toArray();
        boolean[][] able = new boolean[subCount][memberCount];
        int[][] owned = new int[subCount][memberCount];
        for (int sub = 0; sub < subCount; sub++) {
            Arrays.fill(able[sub], true);
            for (int task = 0; task < taskCounts[sub]; task++) {
                owned[sub][random.nextInt(memberCount)]++;
            }
        }
        long startNs = System.nanoTime();

        int[][] quotas = Quotas.of(taskCounts, able, owned, new int[subCount][memberCount]);

        assertThat(System.nanoTime() - startNs).as("nanoseconds").isLessThan(20_000_000_000L);
        for (int sub = 0; sub < subCount; sub++) {
            assertThat(Arrays.stream(quotas[sub]).sum()).isEqualTo(taskCounts[sub]);
        }
    }
}
