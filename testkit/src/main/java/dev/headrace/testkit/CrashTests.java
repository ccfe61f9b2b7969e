package dev.headrace.testkit;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;

/**
 * Crash tests as JUnit shows them: one test for each kind of moment at which something goes wrong.
 *
 * <pre>{@code
 * @TestFactory
 * Stream<DynamicTest> countsEachOrderOnce() {
 *     return CrashTests.of(CrashTest.of(() -> topology()).input(...));
 * }
 * }</pre>
 */
public final class CrashTests {

    private CrashTests() {}

    /**
     * The tests of {@code test}, which is run as far as is needed to know them; with the system property {@code
     * headrace.crash.replay} only the run that it names.
     */
    public static Stream<DynamicTest> of(CrashTest test) {
        return CrashReplay.requested()
                .map(replay -> Stream.of(DynamicTest.dynamicTest("replay of " + replay, test::run)))
                .orElseGet(() -> all(test));
    }

    private static Stream<DynamicTest> all(CrashTest test) {
        CrashCampaign campaign = test.campaign();
        return test.seeds().boxed().flatMap(seed -> {
            Map<String, List<CrashPlan>> bySite = new LinkedHashMap<>();
            campaign.singles(seed)
                    .forEach(plan -> bySite.computeIfAbsent(plan.sites().get(0).name(), site -> new ArrayList<>())
                            .add(plan));
            Stream<DynamicTest> singles = bySite.entrySet().stream()
                    .map(each -> DynamicTest.dynamicTest(each.getKey() + ", seed " + seed, () -> each.getValue()
                            .forEach(plan -> campaign.run(seed, plan))));
            DynamicTest pairs = DynamicTest.dynamicTest(
                    "recovery, seed " + seed, () -> campaign.pairs(seed).forEach(plan -> campaign.checked(seed, plan)));
            return Stream.concat(singles, Stream.of(pairs));
        });
    }
}
