package dev.headrace.mutants;

import dev.headrace.mutants.Rig.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.apache.kafka.common.KafkaException;

/** Runs the variants of a schedule and gathers what is wrong with them. */
final class Inspection {

    private final Supplier<Sabotage> sabotage;
    private final Predicate<String> enough;
    private final List<String> complaints = new ArrayList<>();
    private int variants;

    /**
     * An inspection of runs that each have a sabotage of their own.
     *
     * @param enough after a complaint that it matches no more variants are run
     */
    Inspection(Supplier<Sabotage> sabotage, Predicate<String> enough) {
        this.sabotage = sabotage;
        this.enough = enough;
    }

    /** Runs a variant: {@code steps} returns what is wrong after it. */
    void of(String variant, Shape shape, Function<Rig, List<String>> steps) {
        if (complaints.stream().anyMatch(enough)) {
            return;
        }
        variants++;
        try {
            steps.apply(new Rig(sabotage.get(), shape))
                    .forEach(complaint -> complaints.add(variant + ": " + complaint));
        } catch (KafkaException | IllegalStateException e) {
            complaints.add(variant + ": the query failed: " + e);
        }
    }

    /** What was wrong, each complaint with the name of its variant. */
    List<String> complaints() {
        return complaints;
    }

    /** How many variants were run. */
    int variants() {
        return variants;
    }
}
