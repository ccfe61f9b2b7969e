package dev.headrace.state;

import java.util.Objects;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/** An aggregate and the headers of the record that last changed it. */
public final class AggregationWithHeaders<AGG> {

    private final @Nullable AGG aggregation;
    private final Headers headers;

    private AggregationWithHeaders(@Nullable AGG aggregation, Headers headers) {
        this.aggregation = aggregation;
        this.headers = Objects.requireNonNull(headers, "headers");
    }

    /** Joins the two; null if the aggregate is null. */
    public static <AGG> @Nullable AggregationWithHeaders<AGG> make(@Nullable AGG aggregation, Headers headers) {
        return aggregation == null ? null : new AggregationWithHeaders<>(aggregation, headers);
    }

    /** Joins the two, also if the aggregate is null. */
    public static <AGG> AggregationWithHeaders<AGG> makeAllowNullable(@Nullable AGG aggregation, Headers headers) {
        return new AggregationWithHeaders<>(aggregation, headers);
    }

    /** The aggregate; null if there is none. */
    public static <AGG> @Nullable AGG getAggregationOrNull(
            @Nullable AggregationWithHeaders<AGG> aggregationWithHeaders) {
        return aggregationWithHeaders == null ? null : aggregationWithHeaders.aggregation;
    }

    /** The aggregate; null only if made by {@link #makeAllowNullable}. */
    public @Nullable AGG aggregation() {
        return aggregation;
    }

    /** The headers. */
    public Headers headers() {
        return headers;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return this == other
                || (other instanceof AggregationWithHeaders<?> that
                        && Objects.equals(aggregation, that.aggregation)
                        && headers.equals(that.headers));
    }

    @Override
    public int hashCode() {
        return Objects.hash(aggregation, headers);
    }

    @Override
    public String toString() {
        return "<" + aggregation + "," + headers + ">";
    }
}
