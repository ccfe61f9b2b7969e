package dev.headrace;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.lang.syntax.elements.GivenClassesConjunction;
import dev.headrace.processor.WallclockTimestampExtractor;
import dev.headrace.runtime.commit.EpochLog;
import dev.headrace.runtime.commit.EpochMember;
import dev.headrace.sink.SinkWriter;
import dev.headrace.state.BytesStore;
import dev.headrace.state.CommittableStore;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.Timer;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/** The shape of the code: who knows whom, who commits, and what the engine must not do. */
class LayeringTest {

    /**
     * The packages, from the ones that know nobody to the ones that know most. A package knows packages that stand above
     * it in this list, and none of its own row.
     */
    private static final List<Set<String>> ROWS = List.of(
            Set.of("common", "port"),
            Set.of("errors"),
            Set.of("state"),
            Set.of("processor"),
            Set.of("source", "sink", "kafka"),
            Set.of("topology", "streaming"),
            Set.of("runtime.checkpoint"),
            Set.of(
                    "runtime.task",
                    "runtime.trigger",
                    "runtime.commit",
                    "runtime.restore",
                    "runtime.assign",
                    "runtime.observe"),
            Set.of("runtime.directory"),
            Set.of("runtime"),
            Set.of("runtime.shell"),
            Set.of(""),
            Set.of("stores.memory", "stores.rocksdb", "stores.changelog"),
            Set.of("stores"),
            Set.of("operators"),
            Set.of("kstream.plan"),
            Set.of("kstream"),
            Set.of("rows.data"),
            Set.of("rows.avro", "rows.spi"),
            Set.of("connect"),
            Set.of("rows.expression"),
            Set.of("rows.aggregate"),
            Set.of("rows.window"),
            Set.of("rows.plan"),
            Set.of("rows.batch"),
            Set.of("rows.stream"),
            Set.of("rows"),
            Set.of("files", "hadoop"),
            Set.of("files.json", "files.text", "files.csv", "files.avro", "parquet"),
            Set.of("testkit.broker", "testkit.simulation.broker"),
            Set.of("testkit.simulation"),
            Set.of("testkit"),
            Set.of("examples.shop"),
            Set.of("examples.traffic", "examples.email", "examples.usecases"));

    private static final int CLASSES_AT_LEAST = 780;

    private static final String ROOT = "dev.headrace";
    private static final String SHELL = "dev.headrace.runtime.shell";
    private static final String[] PROGRAMS = {"dev.headrace.examples..", "dev.headrace.testkit.."};

    private static final DescribedPredicate<JavaClass> LIBRARY =
            DescribedPredicate.not(resideInAnyPackage(PROGRAMS)).as("belong to the library");

    private static final JavaClasses MAIN = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages(ROOT);

    @Test
    void seesTheClassesOfAllModules() {
        assertThat(MAIN.size()).isGreaterThan(CLASSES_AT_LEAST);
        assertThat(packages().keySet())
                .contains("common", "stores", "kstream", "parquet", "testkit", "examples.traffic");
    }

    @Test
    void packagesAreFreeOfCycles() {
        slices().matching("dev.(**)").should().beFreeOfCycles().check(MAIN);
    }

    @Test
    void everyPackageHasARow() {
        Set<String> listed = ROWS.stream().flatMap(Set::stream).collect(Collectors.toSet());
        assertThat(listed).containsAll(packages().keySet());
    }

    @Test
    void packagesKnowOnlyThoseAboveThem() {
        Map<String, Integer> rowOf = new HashMap<>();
        for (int row = 0; row < ROWS.size(); row++) {
            for (String name : ROWS.get(row)) {
                rowOf.put(name, row);
            }
        }
        classes()
                .should(new ArchCondition<JavaClass>("know only packages above their own") {
                    @Override
                    public void check(JavaClass origin, ConditionEvents events) {
                        for (Dependency dependency : origin.getDirectDependenciesFromSelf()) {
                            JavaClass target = dependency.getTargetClass();
                            if (!isOurs(target) || target.getPackageName().equals(origin.getPackageName())) {
                                continue;
                            }
                            if (row(rowOf, target) >= row(rowOf, origin)) {
                                events.add(SimpleConditionEvent.violated(dependency, dependency.getDescription()));
                            }
                        }
                    }
                })
                .check(MAIN);
    }

    @Test
    void theEngineIsKnownToTheSessionAndTheTestkitOnly() {
        noClasses()
                .that()
                .resideOutsideOfPackages(ROOT, "dev.headrace.runtime..", "dev.headrace.testkit..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("dev.headrace.runtime..")
                .check(MAIN);
    }

    @Test
    void theTestkitCanDoWithoutJUnit() {
        noClasses()
                .that()
                .haveNameNotMatching("dev\\.headrace\\.testkit\\.(HeadraceExtension|CrashTests|\\w+Contract)(\\$.*)?")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.junit..")
                .check(MAIN);
    }

    @Test
    void onlyTheCommitCommits() {
        assertThat(callersOf(EpochLog.class, "stage")).containsExactly("runtime.commit.CommitCycle");
        assertThat(callersOf(EpochLog.class, "commit")).containsExactly("runtime.commit.CommitCycle");
        assertThat(callersOf(EpochLog.class, "resolve")).containsExactly("runtime.commit.CommitCycle");
        assertThat(callersOf(EpochMember.class, "stage")).containsExactly("runtime.commit.CommitCycle");
        assertThat(callersOf(EpochMember.class, "committed")).containsExactly("runtime.commit.CommitCycle");
    }

    @Test
    void aTaskIsStagedByItsOwner() {
        assertThat(callersOf(CommittableStore.class, "seal")).containsExactly("runtime.OwnedTask");
        assertThat(callersOf(SinkWriter.class, "stage"))
                .as("a batch is one epoch of a sink, and no engine's")
                .containsExactly("rows.RowWriter", "runtime.OwnedSinks");
        assertThat(callersOf("dev.headrace.runtime.OwnedSinks", "stage")).containsExactly("runtime.OwnedTask");
    }

    @Test
    void committedChangesAreAppliedByTheCommitAndByRecovery() {
        assertThat(callersOf(CommittableStore.class, "apply"))
                .containsExactly(
                        "runtime.commit.StagedEpoch$Application",
                        "runtime.directory.DirectoryRecovery",
                        "runtime.restore.StoreReplay");
        assertThat(callersOf(BytesStore.class, "apply"))
                .as("what is under a store is written by the store alone")
                .allMatch(caller -> caller.startsWith("stores."));
    }

    @Test
    void receiptsArePublishedByTheCommitAndByRecovery() {
        assertThat(callersOf(SinkWriter.class, "publish"))
                .as("a batch is one epoch of a sink, and no engine's")
                .containsExactly("rows.RowWriter", "runtime.OwnedSinks", "runtime.commit.CommitCycle");
    }

    @Test
    void rocksDbIsKnownToItsPackageOnly() {
        noClasses()
                .that()
                .resideOutsideOfPackage("dev.headrace.stores.rocksdb")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.rocksdb..")
                .check(MAIN);
    }

    @Test
    void parquetAndHadoopAreKnownToTheirPackagesOnly() {
        noClasses()
                .that()
                .resideOutsideOfPackage("dev.headrace.parquet")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.apache.parquet..")
                .check(MAIN);
        noClasses()
                .that()
                .resideOutsideOfPackages("dev.headrace.parquet", "dev.headrace.hadoop")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.apache.hadoop..")
                .check(MAIN);
    }

    @Test
    void theParserOfCsvIsKnownToItsPackageOnly() {
        noClasses()
                .that()
                .resideOutsideOfPackage("dev.headrace.files.csv")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("com.univocity..")
                .check(MAIN);
    }

    @Test
    void theBrokerIsKnownToTheTestkitOnly() {
        noClasses()
                .that()
                .resideOutsideOfPackage("dev.headrace.testkit..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("kafka..", "scala..", "org.apache.kafka.server..", "org.apache.kafka.metadata..")
                .check(MAIN);
    }

    @Test
    void clientsOfKafkaComeFromTheirSupplier() {
        libraryClasses()
                .and()
                .resideOutsideOfPackage("dev.headrace.kafka")
                .should(notAccess(
                        "clients of Kafka",
                        access -> isConstructor(access, KafkaConsumer.class)
                                || isConstructor(access, KafkaProducer.class)
                                || isMethod(access, Admin.class, "create")))
                .check(MAIN);
    }

    @Test
    void onlyTheShellSleeps() {
        libraryClasses()
                .and()
                .resideOutsideOfPackage(SHELL)
                .should(notAccess(
                        "sleep",
                        access -> isMethod(access, Thread.class, "sleep")
                                || isMethod(access, Object.class, "wait")
                                || access.getTargetOwner().isEquivalentTo(LockSupport.class)
                                || access.getTarget().getName().equals("sleep")))
                .check(MAIN);
    }

    @Test
    void onlyTheShellAsksTheSystemForTheTime() {
        libraryClasses()
                .and()
                .resideOutsideOfPackage(SHELL)
                .and()
                .doNotBelongToAnyOf(WallclockTimestampExtractor.class)
                .should(notAccess(
                        "the system's time",
                        access -> isMethod(access, System.class, "currentTimeMillis")
                                || isMethod(access, System.class, "nanoTime")
                                || (access.getTargetOwner().getPackageName().equals("java.time")
                                        && (access.getTarget().getName().equals("now")
                                                || access.getTarget().getName().startsWith("system")))))
                .check(MAIN);
    }

    @Test
    void onlyTheShellStartsThreads() {
        libraryClasses()
                .and()
                .resideOutsideOfPackage(SHELL)
                .should(notAccess(
                        "threads",
                        access -> isConstructor(access, Thread.class)
                                || access.getTargetOwner().isEquivalentTo(Executors.class)
                                || access.getTargetOwner().isEquivalentTo(ForkJoinPool.class)
                                || access.getTargetOwner().isEquivalentTo(Timer.class)
                                || (access.getTargetOwner().isEquivalentTo(CompletableFuture.class)
                                        && access.getTarget().getName().endsWith("Async"))
                                || access.getTarget().getName().equals("parallelStream")))
                .check(MAIN);
    }

    @Test
    void onlyTheOutsideDrawsRandomNumbers() {
        libraryClasses()
                .and()
                .resideOutsideOfPackages(ROOT, SHELL)
                .should(notAccess(
                        "random numbers",
                        access -> isMethod(access, UUID.class, "randomUUID")
                                || isConstructor(access, Random.class)
                                || isMethod(access, Math.class, "random")
                                || access.getTargetOwner().isEquivalentTo(ThreadLocalRandom.class)))
                .check(MAIN);
    }

    @Test
    void librariesDoNotPrint() {
        libraryClasses()
                .and()
                .doNotHaveFullyQualifiedName("dev.headrace.kstream.Printed")
                .and()
                .doNotHaveFullyQualifiedName("dev.headrace.rows.Terminal")
                .and()
                .doNotHaveFullyQualifiedName("dev.headrace.files.AuditCommand")
                .should(notAccess(
                        "standard output",
                        access -> access.getTargetOwner().isEquivalentTo(System.class)
                                && (access.getTarget().getName().equals("out")
                                        || access.getTarget().getName().equals("err"))))
                .check(MAIN);
        libraryClasses()
                .should(notAccess(
                        "stack traces on standard error",
                        access -> access.getTarget().getFullName().endsWith(".printStackTrace()")))
                .check(MAIN);
    }

    @Test
    void namesSayWhatAClassIs() {
        noClasses()
                .should()
                .haveNameMatching(".*(Manager|Utils?|Helpers?|Impl|Base)")
                .check(MAIN);
    }

    @Test
    void everyPackageIsNullMarked() {
        assertThat(packages().values())
                .isNotEmpty()
                .allMatch(each -> each.isAnnotatedWith(NullMarked.class), "is annotated with @NullMarked");
    }

    private static GivenClassesConjunction libraryClasses() {
        return classes().that(LIBRARY);
    }

    private static ArchCondition<JavaClass> notAccess(String what, Predicate<JavaAccess<?>> banned) {
        DescribedPredicate<JavaAccess<?>> predicate = describe(what, banned);
        return new ArchCondition<>("not access " + what) {
            @Override
            public void check(JavaClass origin, ConditionEvents events) {
                origin.getAccessesFromSelf().stream()
                        .filter(predicate)
                        .forEach(access -> events.add(SimpleConditionEvent.violated(access, access.getDescription())));
            }
        };
    }

    private static boolean isMethod(JavaAccess<?> access, Class<?> owner, String name) {
        return access.getTargetOwner().isEquivalentTo(owner)
                && access.getTarget().getName().equals(name);
    }

    private static boolean isConstructor(JavaAccess<?> access, Class<?> owner) {
        return access.getTargetOwner().isEquivalentTo(owner)
                && access.getTarget().getName().equals("<init>");
    }

    private static Set<String> callersOf(Class<?> owner, String method) {
        return callersOf(owner.getName(), method);
    }

    /** The classes of the library that call {@code method} of {@code owner} or of what implements it. */
    private static Set<String> callersOf(String owner, String method) {
        Set<String> callers = new TreeSet<>();
        for (JavaClass origin : MAIN.that(LIBRARY)) {
            for (JavaAccess<?> access : origin.getCodeUnitAccessesFromSelf()) {
                if (access.getTargetOwner().isAssignableTo(owner)
                        && access.getTarget().getName().equals(method)) {
                    callers.add(nameOf(origin.getName()));
                }
            }
        }
        return callers;
    }

    private static Map<String, JavaPackage> packages() {
        return MAIN.stream()
                .map(JavaClass::getPackage)
                .distinct()
                .collect(Collectors.toMap(each -> nameOf(each.getName()), each -> each));
    }

    private static int row(Map<String, Integer> rowOf, JavaClass each) {
        return rowOf.getOrDefault(nameOf(each.getPackageName()), ROWS.size());
    }

    private static boolean isOurs(JavaClass each) {
        return (each.getPackageName() + ".").startsWith(ROOT + ".");
    }

    /** A name without {@code dev.headrace.}, which is left of the root package as the empty name. */
    private static String nameOf(String fullName) {
        return fullName.equals(ROOT) ? "" : fullName.substring(ROOT.length() + 1);
    }
}
