package dev.headrace.streaming;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class OptionTextsTest {

    @ParameterizedTest
    @EnumSource
    void outputModesAreReadAsTheyPrintAndInAnyCase(OutputMode mode) {
        assertThat(OutputMode.of(mode.toString())).isEqualTo(mode);
        assertThat(OutputMode.of(" " + mode.name() + " ")).isEqualTo(mode);
    }

    @ParameterizedTest
    @EnumSource
    void guaranteesAreReadAsTheyPrint(Guarantee guarantee) {
        assertThat(Guarantee.of(guarantee.toString())).isEqualTo(guarantee);
    }

    @ParameterizedTest
    @EnumSource
    void emissionsAreReadAsTheyPrint(Emission emission) {
        assertThat(Emission.of(emission.toString())).isEqualTo(emission);
    }

    @Test
    void refusalsSayWhatThereIs() {
        assertThatThrownBy(() -> OutputMode.of("overwrite"))
                .hasMessage("Cannot use output mode 'overwrite': there are append, update and complete");
        assertThatThrownBy(() -> Guarantee.of("exactly_once"))
                .hasMessage("Cannot promise 'exactly_once': there are exactly_once_v2 and at_least_once");
        assertThatThrownBy(() -> Emission.of("never"))
                .hasMessage("Cannot emit 'never': there are per_commit and per_update");
    }
}
