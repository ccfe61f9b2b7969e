package dev.headrace.stores;

import java.util.Objects;
import org.apache.kafka.common.utils.Bytes;
import org.jspecify.annotations.Nullable;

/**
 * The keys of a typed store. An immutable key stands in the map as the user's object, serialized only when its bytes are
 * needed; any other stands there as its bytes.
 */
final class Keys<K> {

    private final String store;
    private final Encoding<K> encoding;
    private final Sharing<K> sharing;

    Keys(String store, Encoding<K> encoding) {
        this.store = store;
        this.encoding = encoding;
        this.sharing = new Sharing<>(encoding, type -> ImmutableTypes.asKey(type, encoding.kafkaSerializer()));
    }

    /** Under what the map holds {@code key}: the key itself, or its bytes, for use before the call returns. */
    Object mapKey(K key) {
        return sharing.shares(key) ? key : Bytes.wrap(requireBytes(encoding.encodeForLookup(key)));
    }

    /** Under what the map holds the key with these bytes. */
    Object mapKeyOf(byte[] keyBytes) {
        K key = encoding.decode(keyBytes);
        return sharing.shares(key) ? key : Bytes.wrap(keyBytes);
    }

    /** A slot for {@code key}, whose {@link #mapKey} is {@code mapKey}. */
    Slot slot(K key, Object mapKey) {
        if (mapKey == key) {
            return new Slot(key, null);
        }
        byte[] owned = requireBytes(encoding.encode(key));
        return new Slot(Bytes.wrap(owned), owned);
    }

    byte[] bytes(K key) {
        return requireBytes(encoding.encode(Objects.requireNonNull(key, "key cannot be null")));
    }

    /** The serialized key; serialized at the first call. */
    @SuppressWarnings("unchecked")
    byte[] bytes(Slot slot) {
        byte[] bytes = slot.keyBytes();
        if (bytes == null) {
            bytes = requireBytes(encoding.encode((K) slot.mapKey));
            slot.keyBytes(bytes);
        }
        return bytes;
    }

    /** The key as the user knows it, of what the map holds for it or of its bytes. */
    @SuppressWarnings("unchecked")
    K object(Object mapKey) {
        return mapKey instanceof Bytes bytes ? encoding.decode(bytes.get()) : (K) mapKey;
    }

    private byte[] requireBytes(byte @Nullable [] bytes) {
        if (bytes == null) {
            throw new NullPointerException(
                    "Cannot serialize a key of store '" + store + "': its serializer returned null");
        }
        return bytes;
    }
}
