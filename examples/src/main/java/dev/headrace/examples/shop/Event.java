package dev.headrace.examples.shop;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a visitor of the shop did; in JSON the names are spelt like {@code event_name}.
 *
 * @param ecommerce what the cart holds, or what was bought
 * @param eventName for example {@code add_item}; {@code finalize} is a purchase
 * @param eventPreviousTimestamp when this visitor did something before, in microseconds since 1970; null the first time
 * @param eventTimestamp in microseconds since 1970
 * @param trafficSource where the visitor came from, for example {@code email}
 * @param userFirstTouchTimestamp when this visitor was first seen, in microseconds since 1970
 */
@JsonNaming(SnakeCaseStrategy.class)
public record Event(
        String device,
        Ecommerce ecommerce,
        String eventName,
        @Nullable Long eventPreviousTimestamp,
        long eventTimestamp,
        Geo geo,
        List<Item> items,
        String trafficSource,
        long userFirstTouchTimestamp,
        String userId) {

    /** The name of the event that a purchase ends with. */
    public static final String PURCHASE = "finalize";

    public Event {
        items = List.copyOf(items);
    }

    /** Whether something was bought. */
    @JsonIgnore
    public boolean isPurchase() {
        return eventName.equals(PURCHASE);
    }

    /**
     * Sums over items.
     *
     * @param purchaseRevenueInUsd null until something is bought
     */
    @JsonNaming(SnakeCaseStrategy.class)
    public record Ecommerce(
            @Nullable Double purchaseRevenueInUsd,
            @Nullable Long totalItemQuantity,
            @Nullable Long uniqueItems) {}

    /** Where the visitor is. */
    public record Geo(String city, String state) {}

    /**
     * A line of the cart.
     *
     * @param coupon null where none was used
     */
    @JsonNaming(SnakeCaseStrategy.class)
    public record Item(
            @Nullable String coupon,
            String itemId,
            String itemName,
            double itemRevenueInUsd,
            double priceInUsd,
            long quantity) {}
}
