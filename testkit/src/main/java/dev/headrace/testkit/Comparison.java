package dev.headrace.testkit;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.utils.Bytes;

/** How much of an output topic has to be the same with and without faults. */
public enum Comparison {
    /** All records of each key, in their order: value, timestamp and headers. */
    EVERY_RECORD {
        @Override
        List<OutputRecord> relevant(List<OutputRecord> ofOneKey) {
            return ofOneKey;
        }
    },
    /** All records of each key, in their order: value and headers. For timestamps that come from the wall clock. */
    EVERY_RECORD_BUT_ITS_TIME {
        @Override
        List<OutputRecord> relevant(List<OutputRecord> ofOneKey) {
            return ofOneKey.stream().map(OutputRecord::withoutTimestamp).toList();
        }
    },
    /** The last value of each key. For tables that forward one update per commit. */
    LAST_PER_KEY {
        @Override
        List<OutputRecord> relevant(List<OutputRecord> ofOneKey) {
            return List.of(ofOneKey.get(ofOneKey.size() - 1).withoutTimestamp());
        }
    },
    /** Nothing. */
    NOTHING {
        @Override
        List<OutputRecord> relevant(List<OutputRecord> ofOneKey) {
            return List.of();
        }
    };

    abstract List<OutputRecord> relevant(List<OutputRecord> ofOneKey);

    /** Says where {@code actual} differs from {@code expected}, key by key. */
    Optional<String> difference(List<OutputRecord> actual, List<OutputRecord> expected) {
        Map<Optional<Bytes>, List<OutputRecord>> actualByKey = byKey(actual);
        Map<Optional<Bytes>, List<OutputRecord>> expectedByKey = byKey(expected);
        List<String> differences = new ArrayList<>();
        expectedByKey.forEach((key, records) -> {
            List<OutputRecord> found = actualByKey.getOrDefault(key, List.of());
            if (!found.equals(records)) {
                differences.add(
                        "key " + OutputRecord.text(key.orElse(null)) + ": expected " + records + ", but was " + found);
            }
        });
        actualByKey.forEach((key, records) -> {
            if (!expectedByKey.containsKey(key)) {
                differences.add(
                        "key " + OutputRecord.text(key.orElse(null)) + ": expected nothing, but was " + records);
            }
        });
        return differences.isEmpty() ? Optional.empty() : Optional.of(String.join("\n  ", differences));
    }

    private Map<Optional<Bytes>, List<OutputRecord>> byKey(List<OutputRecord> records) {
        Map<Optional<Bytes>, List<OutputRecord>> byKey = new LinkedHashMap<>();
        records.forEach(record -> byKey.computeIfAbsent(Optional.ofNullable(record.key()), key -> new ArrayList<>())
                .add(record));
        byKey.replaceAll((key, all) -> relevant(all));
        return byKey;
    }
}
