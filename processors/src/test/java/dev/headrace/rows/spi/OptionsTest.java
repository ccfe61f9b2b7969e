package dev.headrace.rows.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headrace.errors.InvalidOptionException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OptionsTest {

    private enum Cleaning {
        OFF,
        DELETE
    }

    @Test
    void findsKeysWhateverTheirCase() {
        assertThat(Options.of(Map.of("maxFilesPerTrigger", "3")).number("MAXFILESPERTRIGGER", 1))
                .contains(3L);
    }

    @Test
    void namesTheNearKeyOfOneThatNobodyKnows() {
        assertThatThrownBy(() -> Options.of(Map.of("maxFilePerTrigger", "3"))
                        .refuseUnknown(List.of("maxFilesPerTrigger", "latestFirst"), "format json"))
                .isInstanceOf(InvalidOptionException.class)
                .hasMessage("Cannot use option 'maxFilePerTrigger': format json does not know it;"
                        + " did you mean 'maxFilesPerTrigger'?");
    }

    @Test
    void readsLengthsOfTimeInBothSpellings() {
        assertThat(Options.of(Map.of("maxFileAge", "7d")).duration("maxFileAge"))
                .contains(Duration.ofDays(7));
        assertThat(Options.of(Map.of("maxFileAge", "90 minutes")).duration("maxFileAge"))
                .contains(Duration.ofMinutes(90));
    }

    @Test
    void readsNamesWhateverTheirCase() {
        assertThat(Options.of(Map.of("cleanSource", "delete")).oneOf("cleanSource", Cleaning.class))
                .contains(Cleaning.DELETE);
    }

    @Test
    void saysWhatAValueHasToBe() {
        assertThatThrownBy(() -> Options.of(Map.of("cleanSource", "burn")).oneOf("cleanSource", Cleaning.class))
                .hasMessage("Cannot use option cleanSource='burn': it has to be one of [OFF, DELETE]");
        assertThatThrownBy(() -> Options.of(Map.of("latestFirst", "yes")).flag("latestFirst", false))
                .hasMessage("Cannot use option latestFirst='yes': it has to be true or false");
        assertThatThrownBy(() -> Options.of(Map.of("rowsPerBatch", "0")).number("rowsPerBatch", 1))
                .hasMessage("Cannot use option rowsPerBatch=0: it is 1 at least");
        assertThatThrownBy(() -> Options.of(Map.of("port", "65536")).number("port", 1, 65_535))
                .hasMessage("Cannot use option port=65536: it is 65535 at most");
        assertThatThrownBy(() -> Options.of(Map.of("ratio", "NaN")).fraction("ratio"))
                .hasMessage("Cannot use option ratio='NaN': it has to be a number from 0 to 1");
    }
}
