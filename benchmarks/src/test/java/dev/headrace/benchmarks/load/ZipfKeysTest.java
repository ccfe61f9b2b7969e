package dev.headrace.benchmarks.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ZipfKeysTest {

    @Test
    void drawsTheSameKeysForTheSameSeed() {
        assertThat(draw(1_000, 7)).isEqualTo(draw(1_000, 7)).isNotEqualTo(draw(1_000, 8));
    }

    @Test
    void drawsKeysInInverseProportionToTheirRank() {
        Map<String, Integer> frequencies = new HashMap<>();
        draw(200_000, 1).forEach(key -> frequencies.merge(key, 1, Integer::sum));

        double first = frequencies.get("user-000000");
        assertThat(first / 200_000).isCloseTo(0.193, within(0.01));
        assertThat(first / frequencies.get("user-000001")).isCloseTo(2, within(0.1));
        assertThat(first / frequencies.get("user-000009")).isCloseTo(10, within(1.0));
        assertThat(frequencies).hasSizeBetween(95, 100);
    }

    private static List<String> draw(int draws, long seed) {
        return Stream.generate(new ZipfKeys(100, seed)::next).limit(draws).toList();
    }
}
