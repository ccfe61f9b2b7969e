package dev.headrace.examples.traffic;

import dev.headrace.examples.shop.EventGenerator;
import dev.headrace.testkit.BrokerProcess;
import java.io.IOException;
import java.time.Duration;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Visibility;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/**
 * The demo: events of a web shop are produced at a steady rate, {@link TrafficWorker} counts purchases by traffic source,
 * and at the end it is proved that each was counted exactly once.
 */
@Command(
        name = "headrace-demo",
        description = "Counts purchases by traffic source, exactly once, and proves it at the end.",
        mixinStandardHelpOptions = true,
        showDefaultValues = true,
        sortOptions = false)
public final class PurchaseTraffic implements Callable<Integer> {

    private static final long PLAIN_LINE_INTERVAL_MS = 1_000;
    private static final long SCHEDULE_PAUSE_MS = 3_000;

    @Spec
    private @Nullable CommandSpec spec;

    @Option(
            names = "--trigger",
            paramLabel = "continuous|1s|available-now",
            converter = TriggerConverter.class,
            description =
                    "When the job reads and commits: continuously, once per interval, or what is there and then it"
                            + " ends (it is then started again after 3 seconds, as a scheduler would).")
    private TriggerOption trigger = TriggerOption.of("continuous");

    @Option(
            names = "--for",
            paramLabel = "TIME",
            converter = DurationConverter.class,
            description = "How long events are produced, for example 2m. Default: 30s",
            showDefaultValue = Visibility.NEVER)
    private Duration duration = Duration.ofSeconds(30);

    @Option(names = "--rate", paramLabel = "N", description = "Events produced a second.")
    private int eventsPerSecond = 2_000;

    @Option(
            names = "--chaos",
            description = "Kill the worker (kill -9) again and again, at random moments while it works.")
    private boolean chaos;

    @Option(
            names = "--bootstrap",
            paramLabel = "HOST:PORT",
            description = "A Kafka broker to use; without it, one is started in a JVM of its own.")
    private @Nullable String bootstrapServers;

    private PurchaseTraffic() {}

    /** Runs the demo; {@code --help} lists the options. Ends with status 1 if the proof fails. */
    public static void main(String[] arguments) {
        System.exit(run(arguments));
    }

    /** What {@link #main} does, but for ending the JVM: returns the status. */
    static int run(String... arguments) {
        return new CommandLine(new PurchaseTraffic()).execute(arguments);
    }

    @Override
    public Integer call() throws IOException {
        if (eventsPerSecond < 1 && spec != null) {
            throw new ParameterException(
                    spec.commandLine(),
                    "Cannot produce " + eventsPerSecond + " events a second: write at least --rate 1");
        }
        if (bootstrapServers != null) {
            return runOn(bootstrapServers);
        }
        try (BrokerProcess broker = BrokerProcess.start()) {
            return runOn(broker.bootstrapServers());
        }
    }

    private int runOn(String bootstrapServers) throws IOException {
        try (Workplace workplace = Workplace.create(bootstrapServers)) {
            Proof proof;
            try {
                proof = produceAndCount(workplace);
            } catch (IllegalStateException e) {
                System.err.println(e.getMessage() + "; see " + workplace.workerLog());
                workplace.keep();
                return CommandLine.ExitCode.SOFTWARE;
            }
            System.out.printf("%n%s%n", proof.toText());
            if (proof.holds()) {
                return CommandLine.ExitCode.OK;
            }
            System.err.println("The worker's log is " + workplace.workerLog());
            workplace.keep();
            return CommandLine.ExitCode.SOFTWARE;
        }
    }

    private Proof produceAndCount(Workplace workplace) {
        EventGenerator generator =
                new EventGenerator(System.nanoTime(), () -> TimeUnit.MILLISECONDS.toMicros(System.currentTimeMillis()));
        try (EventProducer producer = new EventProducer(
                        workplace.bootstrapServers(), workplace.eventTopic(), generator, eventsPerSecond);
                PurchaseTally tally = new PurchaseTally(workplace.bootstrapServers(), workplace.purchaseTopic());
                Supervisor supervisor = new Supervisor(() -> startWorker(workplace), SCHEDULE_PAUSE_MS)) {
            Chaos killer = chaos ? new RandomKills(new SplittableRandom(), supervisor::kill) : Chaos.none();
            String title = "purchases by traffic source, exactly once, trigger " + trigger;
            new Demo(title, producer, tally, supervisor, killer, screen()).run(duration);
            return Proof.read(
                    workplace.bootstrapServers(),
                    workplace.eventTopic(),
                    workplace.purchaseTopic(),
                    producer.acknowledged());
        }
    }

    private WorkerProcess startWorker(Workplace workplace) {
        return WorkerProcess.start(
                TrafficWorker.class, TrafficWorker.arguments(workplace, trigger.trigger()), workplace.workerLog());
    }

    private static Screen screen() {
        return CommandLine.Help.Ansi.AUTO.enabled()
                ? Screen.terminal(System.out)
                : Screen.plain(System.out, PLAIN_LINE_INTERVAL_MS);
    }

    /** Texts like 1s to triggers. */
    static final class TriggerConverter implements CommandLine.ITypeConverter<TriggerOption> {
        @Override
        public TriggerOption convert(String text) {
            try {
                return TriggerOption.of(text);
            } catch (IllegalArgumentException e) {
                throw new TypeConversionException(e.getMessage());
            }
        }
    }

    /** Texts like 30s to durations. */
    static final class DurationConverter implements CommandLine.ITypeConverter<Duration> {
        @Override
        public Duration convert(String text) {
            try {
                return TriggerOption.duration(text);
            } catch (IllegalArgumentException e) {
                throw new TypeConversionException(e.getMessage());
            }
        }
    }
}
