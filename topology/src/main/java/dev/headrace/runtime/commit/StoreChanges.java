package dev.headrace.runtime.commit;

import dev.headrace.state.ChangelogEntry;
import dev.headrace.state.CommittableStore;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.common.TopicPartition;

/**
 * The sealed changes of one store in one epoch.
 *
 * @param changelog where they are logged, empty for a store without changelog
 */
public record StoreChanges(CommittableStore store, Optional<TopicPartition> changelog, List<ChangelogEntry> entries) {}
