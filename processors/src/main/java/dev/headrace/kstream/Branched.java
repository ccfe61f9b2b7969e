package dev.headrace.kstream;

import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The name of a branch, and what is done with its stream at once. */
public final class Branched<K, V> implements NamedOperation<Branched<K, V>> {

    private final @Nullable String name;
    private final Function<? super KStream<K, V>, ? extends @Nullable KStream<K, V>> chain;

    private Branched(@Nullable String name, Function<? super KStream<K, V>, ? extends @Nullable KStream<K, V>> chain) {
        this.name = name;
        this.chain = chain;
    }

    /** A branch without a name, whose stream appears in the resulting map. */
    static <K, V> Branched<K, V> generated() {
        return new Branched<>(null, stream -> stream);
    }

    /** A branch with a name, whose stream appears in the resulting map. */
    public static <K, V> Branched<K, V> as(String name) {
        return Branched.<K, V>generated().withName(name);
    }

    /** A branch of which {@code chain} makes the stream that appears in the resulting map; null: none does. */
    public static <K, V> Branched<K, V> withFunction(
            Function<? super KStream<K, V>, ? extends @Nullable KStream<K, V>> chain) {
        return new Branched<>(null, Objects.requireNonNull(chain, "chain function cannot be null"));
    }

    /** A branch whose stream {@code chain} takes; it does not appear in the resulting map. */
    public static <K, V> Branched<K, V> withConsumer(Consumer<KStream<K, V>> chain) {
        return new Branched<>(null, taking(chain));
    }

    /** A branch with a name, of which {@code chain} makes the stream that appears in the resulting map; null: none does. */
    public static <K, V> Branched<K, V> withFunction(
            Function<? super KStream<K, V>, ? extends @Nullable KStream<K, V>> chain, @Nullable String name) {
        return new Branched<>(name, Objects.requireNonNull(chain, "chain function cannot be null"));
    }

    /** A branch with a name, whose stream {@code chain} takes; it does not appear in the resulting map. */
    public static <K, V> Branched<K, V> withConsumer(Consumer<? super KStream<K, V>> chain, @Nullable String name) {
        return new Branched<>(name, taking(chain));
    }

    private static <K, V> Function<KStream<K, V>, @Nullable KStream<K, V>> taking(
            Consumer<? super KStream<K, V>> chain) {
        Objects.requireNonNull(chain, "chain consumer cannot be null");
        return stream -> {
            chain.accept(stream);
            return null;
        };
    }

    @Override
    public Branched<K, V> withName(String name) {
        return new Branched<>(Objects.requireNonNull(name, "name cannot be null"), chain);
    }

    String nameOrElse(String generated) {
        return name == null ? generated : name;
    }

    @Nullable
    KStream<K, V> apply(KStream<K, V> branch) {
        return chain.apply(branch);
    }
}
