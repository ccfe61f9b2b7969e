package dev.headrace.runtime.assign;

import dev.headrace.runtime.checkpoint.TaskKey;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import org.apache.kafka.common.utils.Utils;
import org.jspecify.annotations.Nullable;

/**
 * What a member tells the leader of its group. The bytes begin with the version that wrote them and the oldest version
 * that can read them; what such a reader does not know stands at the end.
 *
 * @param processId the process that the member is part of
 * @param positions how far the state of each task that the process holds has come
 */
record MemberData(UUID processId, Map<TaskKey, Long> positions) {

    static final short VERSION = 1;
    static final short OLDEST_READER = 1;

    MemberData {
        positions = Map.copyOf(positions);
    }

    ByteBuffer encode() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeShort(VERSION);
            out.writeShort(OLDEST_READER);
            out.writeLong(processId.getMostSignificantBits());
            out.writeLong(processId.getLeastSignificantBits());
            writePositions(out);
        } catch (IOException impossible) {
            throw new UncheckedIOException("Failed to write member data to memory", impossible);
        }
        return ByteBuffer.wrap(bytes.toByteArray());
    }

    private void writePositions(DataOutputStream out) throws IOException {
        SortedMap<String, SortedMap<Integer, Long>> bySubTopology = new TreeMap<>();
        positions.forEach((task, position) -> bySubTopology
                .computeIfAbsent(task.subTopology(), name -> new TreeMap<>())
                .put(task.partition(), position));
        out.writeInt(bySubTopology.size());
        for (Map.Entry<String, SortedMap<Integer, Long>> sub : bySubTopology.entrySet()) {
            out.writeUTF(sub.getKey());
            out.writeInt(sub.getValue().size());
            for (Map.Entry<Integer, Long> position : sub.getValue().entrySet()) {
                out.writeInt(position.getKey());
                out.writeLong(position.getValue());
            }
        }
    }

    /** Reads what a member sent; empty if it sent nothing that this version can read. */
    static Optional<MemberData> decode(@Nullable ByteBuffer userData) {
        if (userData == null) {
            return Optional.empty();
        }
        byte[] bytes = Utils.toArray(userData);
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            in.readShort();
            if (in.readShort() > VERSION) {
                return Optional.empty();
            }
            UUID processId = new UUID(in.readLong(), in.readLong());
            return Optional.of(new MemberData(processId, readPositions(in)));
        } catch (IOException | IllegalArgumentException unreadable) {
            return Optional.empty();
        }
    }

    private static Map<TaskKey, Long> readPositions(DataInputStream in) throws IOException {
        Map<TaskKey, Long> positions = new HashMap<>();
        int subTopologies = in.readInt();
        for (int sub = 0; sub < subTopologies; sub++) {
            String name = in.readUTF();
            int tasks = in.readInt();
            for (int task = 0; task < tasks; task++) {
                positions.put(new TaskKey(name, in.readInt()), in.readLong());
            }
        }
        return positions;
    }
}
