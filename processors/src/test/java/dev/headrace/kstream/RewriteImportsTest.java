package dev.headrace.kstream;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Modifier;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The script that takes sources from Kafka Streams to Headrace. */
class RewriteImportsTest {

    private static final Path SCRIPT = Path.of("..", "docs", "migrate", "RewriteImports.java");
    private static final Path SOURCES = Path.of("src", "test", "java", "dev", "headrace", "kstream");
    private static final List<String> PACKAGES =
            List.of("", "common.", "errors.", "state.", "processor.", "topology.", "streaming.", "stores.", "kstream.");

    @TempDir
    Path directory;

    @TempDir
    static Path compiled;

    private record Outcome(int status, String output) {}

    @BeforeAll
    static void compile() {
        int status = ToolProvider.getSystemJavaCompiler()
                .run(null, null, null, "-d", compiled.toString(), SCRIPT.toString());
        assertThat(status).isZero();
    }

    private Outcome rewrite() throws IOException, InterruptedException {
        return run("-cp", compiled.toString(), "RewriteImports", directory.toString());
    }

    private static Outcome run(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(arguments));
        command.add(0, Path.of(System.getProperty("java.home"), "bin", "java").toString());
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes());
        return new Outcome(process.waitFor(), output);
    }

    private Path write(String name, String text) throws IOException {
        return Files.writeString(directory.resolve(name), text);
    }

    @Test
    void aProgramCompilesAfterwards() throws Exception {
        Path file = write("Programs.java", Files.readString(SOURCES.resolve("original/Programs.java")));
        assertThat(run(SCRIPT.toString(), directory.toString()))
                .isEqualTo(new Outcome(0, "Rewrote 1 files" + System.lineSeparator()));
        assertThat(withoutPackage(file)).isEqualTo(withoutPackage(SOURCES.resolve("rewritten/Programs.java")));
    }

    /** The lines but the package's; the imports in alphabetical order, as the formatter has them. */
    private static List<String> withoutPackage(Path file) throws IOException {
        List<String> lines = Files.readAllLines(file);
        Predicate<String> imported = line -> line.startsWith("import ");
        return Stream.concat(
                        lines.stream().filter(imported).sorted(),
                        lines.stream().filter(imported.negate()).filter(line -> !line.startsWith("package ")))
                .toList();
    }

    @Test
    void wildcardsBecomeTheClassesThatAreUsed() throws Exception {
        Path file = write("A.java", """
                package a;

                import org.apache.kafka.streams.*;
                import org.apache.kafka.streams.kstream.*;
                import org.apache.kafka.streams.query.*;
                import static org.apache.kafka.streams.StreamsConfig.*;
                import java.util.*;

                class A {
                    KStream<String, Windowed<String>> stream;
                    KafkaStreams.State state;
                    Topology topology;
                    org.apache.kafka.streams.KeyValue<String, String> pair;
                }
                """);
        assertThat(rewrite().status()).isZero();
        assertThat(file).hasContent("""
                        package a;

                        import dev.headrace.KafkaStreams;
                        import dev.headrace.topology.Topology;
                        import dev.headrace.kstream.KStream;
                        import dev.headrace.state.Windowed;
                        import static dev.headrace.streaming.StreamsConfig.*;
                        import java.util.*;

                        class A {
                            KStream<String, Windowed<String>> stream;
                            KafkaStreams.State state;
                            Topology topology;
                            dev.headrace.common.KeyValue<String, String> pair;
                        }
                        """);
    }

    @Test
    void otherLanguagesAndPropertiesAreRewrittenToo() throws Exception {
        Path kotlin = write("A.kt", "import org.apache.kafka.streams.kstream.*\nfun f(s: KStream<String, Long>) {}\n");
        Path scala = write("A.scala", "import org.apache.kafka.streams.kstream._\nval s: KStream[String, Long]\n");
        Path properties = write(
                "a.properties",
                "deserialization.exception.handler=org.apache.kafka.streams.errors.LogAndContinueExceptionHandler\n");
        Path other = write("a.txt", "org.apache.kafka.streams.KeyValue");
        assertThat(rewrite().output()).startsWith("Rewrote 3 files");
        assertThat(kotlin).hasContent("import dev.headrace.kstream.KStream\nfun f(s: KStream<String, Long>) {}\n");
        assertThat(scala).hasContent("import dev.headrace.kstream.KStream\nval s: KStream[String, Long]\n");
        assertThat(properties)
                .hasContent(
                        "deserialization.exception.handler=dev.headrace.processor.LogAndContinueExceptionHandler\n");
        assertThat(other).hasContent("org.apache.kafka.streams.KeyValue");
    }

    @Test
    void whatHasNoCounterpartIsLeftAndNamed() throws Exception {
        Path file = write(
                "A.java",
                "import java.util.List;\nimport org.apache.kafka.streams.kstream.*;\nclass A { Transformer t; }\n");
        Outcome outcome = rewrite();
        assertThat(outcome.status()).isEqualTo(1);
        assertThat(outcome.output())
                .contains(file + ":2: nothing in Headrace stands for org.apache.kafka.streams.kstream.Transformer");
        assertThat(file)
                .hasContent(
                        "import java.util.List;\nimport org.apache.kafka.streams.kstream.Transformer;\nclass A { Transformer t; }\n");
    }

    @Test
    void everyPublicClassOfKafkaStreamsIsKnown() throws Exception {
        Path file = write("Names.java", String.join("\n", publicClasses()));
        Outcome outcome = rewrite();
        assertThat(outcome.output().lines().skip(1).map(line -> line.substring(line.lastIndexOf('.') + 1)))
                .containsExactlyInAnyOrder(
                        "KafkaClientSupplier",
                        "Transformer",
                        "TransformerSupplier",
                        "ValueTransformer",
                        "ValueTransformerSupplier",
                        "ValueTransformerWithKey",
                        "ValueTransformerWithKeySupplier",
                        "ProcessorContext",
                        "To",
                        "ApplicationState",
                        "AssignmentConfigs",
                        "KafkaStreamsAssignment",
                        "KafkaStreamsState",
                        "ProcessId",
                        "TaskAssignmentUtils",
                        "TaskAssignor",
                        "TaskInfo",
                        "TaskTopicPartition",
                        "StickyTaskAssignor");
        List<String> targets = Files.readAllLines(file).stream()
                .filter(name -> name.startsWith("dev.headrace."))
                .toList();
        assertThat(targets).hasSize(193).allSatisfy(RewriteImportsTest::isNowhereElse);
    }

    /** A class that Headrace has is where the table says. */
    private static void isNowhereElse(String target) {
        String simpleName = target.substring(target.lastIndexOf('.') + 1);
        for (String each : PACKAGES) {
            String name = "dev.headrace." + each + simpleName;
            assertThat(exists(name) && !name.equals(target)).as(name).isFalse();
        }
    }

    private static boolean exists(String className) {
        return RewriteImportsTest.class.getResource("/" + className.replace('.', '/') + ".class") != null;
    }

    private static List<String> publicClasses() throws IOException, URISyntaxException {
        Path jar = Path.of(org.apache.kafka.streams.StreamsBuilder.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        try (JarFile file = new JarFile(jar.toFile())) {
            return file.stream()
                    .map(entry -> entry.getName())
                    .filter(name -> name.startsWith("org/apache/kafka/streams/") && name.endsWith(".class"))
                    .map(name ->
                            name.substring(0, name.length() - ".class".length()).replace('/', '.'))
                    .filter(name -> !name.contains("$") && !name.contains(".internals.") && isPublic(name))
                    .toList();
        }
    }

    private static boolean isPublic(String className) {
        try {
            return Modifier.isPublic(Class.forName(className, false, RewriteImportsTest.class.getClassLoader())
                    .getModifiers());
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }
}
