package dev.headrace.mutants;

import dev.headrace.kafka.KafkaClients;
import dev.headrace.state.BytesStore;
import dev.headrace.state.StoreEnvironment.PersistentBytes;
import dev.headrace.state.StorePosition;
import java.io.File;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** The breaks that can be made between the engine and its ports. */
enum Sabotages {
    NOTHING(Sabotage::new),
    POSITIONS_AFTER_THE_COMMIT(PositionsAfterTheCommit::new),
    CHECKPOINT_OUTSIDE_THE_TRANSACTION(CheckpointOutsideTheTransaction::new),
    GROUP_ID_ONLY(GroupIdOnly::new),
    FIRST_GROUP_METADATA(FirstGroupMetadata::new),
    RESTORE_READS_UNCOMMITTED(RestoreReadsUncommitted::new),
    RESTORE_ENDS_AT_LAST_STABLE_OFFSET(RestoreEndsAtLastStableOffset::new),
    POSITION_IS_DURABLE_BEFORE_ITS_DATA(PositionIsDurableBeforeItsData::new),
    OFFSETS_RESET_TO_EARLIEST(OffsetsResetToEarliest::new),
    RESTORE_RESETS_TO_LATEST(RestoreResetsToLatest::new);

    private final Supplier<Sabotage> maker;

    Sabotages(Supplier<Sabotage> maker) {
        this.maker = maker;
    }

    /** The break, for one run. */
    Sabotage make() {
        return maker.get();
    }

    private static boolean isOfTheGroup(Map<String, Object> config) {
        return config.containsKey("group.id");
    }

    private static boolean isForRestore(Map<String, Object> config) {
        return String.valueOf(config.get("client.id")).endsWith("-restore");
    }

    private static final class PositionsAfterTheCommit extends Sabotage {

        private final Map<Object, Consumer<byte[], byte[]>> consumers = new HashMap<>();

        @Override
        Consumer<byte[], byte[]> consumer(KafkaClients clients, Map<String, Object> config) {
            Consumer<byte[], byte[]> consumer = clients.consumer(config);
            if (isOfTheGroup(config)) {
                consumers.put(clients, consumer);
            }
            return consumer;
        }

        @Override
        @SuppressWarnings("unchecked")
        Producer<byte[], byte[]> producer(KafkaClients clients, Map<String, Object> config) {
            Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
            return intercepted(Producer.class, clients.producer(config), (method, arguments, proceed) -> {
                if (method.equals("sendOffsetsToTransaction")) {
                    offsets.putAll((Map<TopicPartition, OffsetAndMetadata>) arguments[0]);
                    return null;
                }
                Object result = proceed.with(arguments);
                if (method.equals("commitTransaction")) {
                    commit(consumers.get(clients), offsets);
                }
                return result;
            });
        }

        private static void commit(Consumer<byte[], byte[]> consumer, Map<TopicPartition, OffsetAndMetadata> offsets) {
            try {
                consumer.commitSync(Map.copyOf(offsets));
            } catch (KafkaException e) {
                // That is the break: it is too late now to take the commit back.
            }
        }
    }

    private static final class CheckpointOutsideTheTransaction extends Sabotage {

        @Override
        Producer<byte[], byte[]> producer(KafkaClients clients, Map<String, Object> config) {
            Producer<byte[], byte[]> besides = clients.producer(Map.of());
            return intercepted(Producer.class, clients.producer(config), (method, arguments, proceed) -> {
                if (method.equals("send")
                        && arguments[0] instanceof ProducerRecord<?, ?> record
                        && record.topic().endsWith("-checkpoint")) {
                    @SuppressWarnings("unchecked")
                    ProducerRecord<byte[], byte[]> checkpoint = (ProducerRecord<byte[], byte[]>) record;
                    return besides.send(checkpoint, (org.apache.kafka.clients.producer.Callback) arguments[1]);
                }
                if (method.equals("flush")) {
                    besides.flush();
                }
                return proceed.with(arguments);
            });
        }
    }

    private static final class GroupIdOnly extends Sabotage {

        @Override
        @SuppressWarnings("removal") // Kafka still takes it, and that is the break.
        Producer<byte[], byte[]> producer(KafkaClients clients, Map<String, Object> config) {
            return intercepted(Producer.class, clients.producer(config), (method, arguments, proceed) -> {
                if (arguments.length == 2 && arguments[1] instanceof ConsumerGroupMetadata group) {
                    return proceed.with(new Object[] {arguments[0], new ConsumerGroupMetadata(group.groupId())});
                }
                return proceed.with(arguments);
            });
        }
    }

    private static final class FirstGroupMetadata extends Sabotage {

        @Override
        Consumer<byte[], byte[]> consumer(KafkaClients clients, Map<String, Object> config) {
            Object[] first = {null};
            return intercepted(Consumer.class, clients.consumer(config), (method, arguments, proceed) -> {
                if (!method.equals("groupMetadata")) {
                    return proceed.with(arguments);
                }
                first[0] = first[0] == null ? proceed.with(arguments) : first[0];
                return first[0];
            });
        }
    }

    private static final class RestoreReadsUncommitted extends Sabotage {

        @Override
        Consumer<byte[], byte[]> consumer(KafkaClients clients, Map<String, Object> config) {
            return clients.consumer(
                    isForRestore(config) ? with(config, "isolation.level", "read_uncommitted") : config);
        }
    }

    private static final class RestoreEndsAtLastStableOffset extends Sabotage {

        @Override
        Admin admin(KafkaClients clients, Map<String, Object> config) {
            return intercepted(Admin.class, clients.admin(config), (method, arguments, proceed) -> {
                if (method.equals("listOffsets") && arguments.length == 2) {
                    return proceed.with(
                            new Object[] {arguments[0], new ListOffsetsOptions(IsolationLevel.READ_COMMITTED)});
                }
                return proceed.with(arguments);
            });
        }
    }

    private static final class OffsetsResetToEarliest extends Sabotage {

        @Override
        Consumer<byte[], byte[]> consumer(KafkaClients clients, Map<String, Object> config) {
            return clients.consumer(with(config, "auto.offset.reset", "earliest"));
        }
    }

    private static final class RestoreResetsToLatest extends Sabotage {

        @Override
        Consumer<byte[], byte[]> consumer(KafkaClients clients, Map<String, Object> config) {
            return clients.consumer(isForRestore(config) ? with(config, "auto.offset.reset", "latest") : config);
        }
    }

    private static final class PositionIsDurableBeforeItsData extends Sabotage {

        private final Map<File, StorePosition> positions = new HashMap<>();

        @Override
        PersistentBytes over(PersistentBytes disk) {
            return new PersistentBytes() {
                @Override
                public BytesStore open(String storeName, File directory) {
                    return intercepted(
                            BytesStore.class, disk.open(storeName, directory), (method, arguments, proceed) -> {
                                if (method.equals("position")) {
                                    return positions.getOrDefault(directory, StorePosition.NONE);
                                }
                                if (method.equals("apply")) {
                                    positions.put(directory, (StorePosition) arguments[1]);
                                }
                                return proceed.with(arguments);
                            });
                }

                @Override
                public void delete(File directory) {
                    positions.remove(directory);
                    disk.delete(directory);
                }
            };
        }
    }

    private static Map<String, Object> with(Map<String, Object> config, String name, @Nullable Object value) {
        Map<String, Object> changed = new HashMap<>(config);
        changed.put(name, value);
        return changed;
    }
}
