package dev.headrace.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import dev.headrace.streaming.Guarantee;
import java.net.ConnectException;
import java.net.Socket;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

class HeadraceExtensionTest {

    private static final String REPLAY = "headrace.crash.replay";

    @Test
    void givesAllTestsOfAClassOneBrokerAndStopsItAfterThem() {
        WithBroker.seen.clear();
        Map<String, TestExecutionResult> results = run(WithBroker.class);
        assertThat(results.values()).hasSize(3).allSatisfy(result -> assertThat(result.getStatus())
                .isEqualTo(TestExecutionResult.Status.SUCCESSFUL));
        assertThat(WithBroker.seen).hasSize(3).containsOnly(WithBroker.seen.get(0));
        String[] hostAndPort = WithBroker.seen.get(0).bootstrapServers().split(":");
        assertThatThrownBy(() -> new Socket(hostAndPort[0], Integer.parseInt(hostAndPort[1])).close())
                .isInstanceOf(ConnectException.class);
    }

    @Test
    void tellsHowToRunAFailedCrashTestAgain() {
        CrashFailure failure = failure(run(Failing.class), "countsOnce()");
        assertThat(failure)
                .hasMessageContaining("'-Dtest=" + Failing.class.getName() + "#countsOnce' '-D" + REPLAY + "=0 "
                        + failure.plan() + "'");
    }

    @Test
    void namesTheFactoryOfAFailedDynamicTest() {
        Map<String, TestExecutionResult> results = run(Failing.class);
        assertThat(results.values().stream()
                        .flatMap(result -> result.getThrowable().stream())
                        .map(Throwable::getMessage))
                .anyMatch(
                        message -> message.contains("'-Dtest=" + Failing.class.getName() + "#countsOnceAtEachSite' "));
    }

    @Test
    void runsOnlyWhatTheCommandLineNames() {
        CrashFailure found = failure(run(Failing.class), "countsOnce()");
        System.setProperty(REPLAY, found.seed() + " " + found.plan());
        try {
            Map<String, TestExecutionResult> results = run(Failing.class);
            assertThat(results.keySet())
                    .containsExactlyInAnyOrder("countsOnce()", "replay of " + found.seed() + " " + found.plan());
            CrashFailure again = failure(results, "countsOnce()");
            assertThat(again).hasMessageContaining("Before: 1 sites, 1 runs");
            assertThat(again.traceHash()).isEqualTo(found.traceHash());
        } finally {
            System.clearProperty(REPLAY);
        }
    }

    private static CrashFailure failure(Map<String, TestExecutionResult> results, String test) {
        assertThat(results).containsKey(test);
        return results.get(test)
                .getThrowable()
                .map(CrashFailure.class::cast)
                .orElseThrow(() -> new AssertionError(test + " did not fail"));
    }

    private static Map<String, TestExecutionResult> run(Class<?> tests) {
        Map<String, TestExecutionResult> results = new LinkedHashMap<>();
        LauncherFactory.create()
                .execute(
                        LauncherDiscoveryRequestBuilder.request()
                                .selectors(selectClass(tests))
                                .build(),
                        new TestExecutionListener() {
                            @Override
                            public void executionFinished(TestIdentifier test, TestExecutionResult result) {
                                if (test.isTest()) {
                                    results.put(test.getDisplayName(), result);
                                }
                            }
                        });
        return results;
    }

    @ExtendWith(HeadraceExtension.class)
    static class WithBroker {

        private static final List<EmbeddedBroker> seen = new ArrayList<>();

        @Test
        void createsATopic(EmbeddedBroker broker) {
            broker.createTopic("orders", 1);
            seen.add(broker);
        }

        @Test
        void createsAnother(EmbeddedBroker broker) {
            broker.createTopic("customers", 1);
            seen.add(broker);
        }

        @Nested
        class Within {

            @Test
            void createsAThird(EmbeddedBroker broker) {
                broker.createTopic("parcels", 1);
                seen.add(broker);
            }
        }
    }

    @ExtendWith(HeadraceExtension.class)
    static class Failing {

        private static CrashTest atLeastOnce() {
            return CrashTest.of(Samples::countingInMemory)
                    .options(options -> options.guarantee(Guarantee.AT_LEAST_ONCE))
                    .mishaps(Mishap.CRASH_AFTER)
                    .input(
                            "in",
                            new StringSerializer(),
                            new StringSerializer(),
                            IntStream.range(0, 3)
                                    .mapToObj(i -> new TestRecord<>("k", "v" + i, null, (Long) (long) i))
                                    .toList());
        }

        @Test
        void countsOnce() {
            atLeastOnce().run();
        }

        @TestFactory
        Stream<DynamicTest> countsOnceAtEachSite() {
            return CrashTests.of(atLeastOnce());
        }
    }
}
