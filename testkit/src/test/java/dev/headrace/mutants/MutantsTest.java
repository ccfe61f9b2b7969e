package dev.headrace.mutants;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Every broken engine is told from the whole one. */
@Tag("mutants")
@Timeout(1800)
class MutantsTest {

    @Test
    void everyMutantIsKilled() {
        List<String> survivors = new ArrayList<>();
        for (Mutant mutant : Mutants.ALL) {
            Optional<String> killer = killer(mutant);
            System.out.println(
                    killer.map(symptom -> "killed: " + mutant.name() + " (" + mutant.schedule() + ", " + symptom + ")")
                            .orElse("SURVIVED: " + mutant.name() + " (" + mutant.schedule() + ")"));
            if (killer.isEmpty()) {
                survivors.add(mutant.name());
            }
        }
        System.out.println("killed " + (Mutants.ALL.size() - survivors.size()) + " of " + Mutants.ALL.size());
        assertThat(survivors).isEmpty();
    }

    @Test
    void theWholeEnginePassesWhatKillsTheMutants() {
        BrokenEngine whole = new BrokenEngine(List.of());
        for (Schedule schedule : Schedule.values()) {
            assertThat(whole.run(schedule, Sabotages.NOTHING, "."))
                    .as("%s", schedule)
                    .isEmpty();
            System.out.println("the whole engine passes " + schedule);
        }
    }

    private static Optional<String> killer(Mutant mutant) {
        Pattern symptom = Pattern.compile(mutant.symptom());
        return new BrokenEngine(mutant.patches())
                .run(mutant.schedule(), mutant.sabotage(), mutant.symptom()).stream()
                        .filter(complaint -> symptom.matcher(complaint).find())
                        .findFirst();
    }
}
