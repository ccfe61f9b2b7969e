package dev.headrace.examples.shop;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class EventGeneratorTest {

    private final AtomicLong clock = new AtomicLong(1_593_878_946_592_107L);
    private final EventGenerator generator = new EventGenerator(42, clock::incrementAndGet);

    @Test
    void writesTheSchemaOfTheShop() throws Exception {
        JsonNode json = new ObjectMapper().readTree(new EventJson().serializer().serialize("events", nextPurchase()));

        assertThat(json.fieldNames())
                .toIterable()
                .containsExactlyInAnyOrder(
                        "device",
                        "ecommerce",
                        "event_name",
                        "event_previous_timestamp",
                        "event_timestamp",
                        "geo",
                        "items",
                        "traffic_source",
                        "user_first_touch_timestamp",
                        "user_id");
        assertThat(json.get("ecommerce").fieldNames())
                .toIterable()
                .containsExactlyInAnyOrder("purchase_revenue_in_usd", "total_item_quantity", "unique_items");
        assertThat(json.get("geo").fieldNames()).toIterable().containsExactlyInAnyOrder("city", "state");
        assertThat(json.get("items").get(0).fieldNames())
                .toIterable()
                .containsExactlyInAnyOrder(
                        "coupon", "item_id", "item_name", "item_revenue_in_usd", "price_in_usd", "quantity");
        assertThat(json.get("event_name").asText()).isEqualTo("finalize");
    }

    @Test
    void readsWhatItWrites() {
        EventJson json = new EventJson();
        Stream.generate(generator::next).limit(1_000).forEach(event -> assertThat(json.deserializer()
                        .deserialize("events", json.serializer().serialize("events", event)))
                .isEqualTo(event));
    }

    @Test
    void sellsWhatIsInTheCart() {
        Event purchase = nextPurchase();

        assertThat(purchase.items()).isNotEmpty();
        assertThat(purchase.ecommerce().purchaseRevenueInUsd())
                .isEqualTo(purchase.items().stream()
                        .mapToDouble(Event.Item::itemRevenueInUsd)
                        .sum());
        assertThat(purchase.ecommerce().uniqueItems())
                .isEqualTo(purchase.items().size());
    }

    @Test
    void letsEachVisitorActInOrderOfTime() {
        Map<String, Event> latest = new HashMap<>();
        for (Event event : take(5_000)) {
            Event before = latest.put(event.userId(), event);
            if (before == null) {
                assertThat(event.eventPreviousTimestamp()).isNull();
                assertThat(event.eventName()).isEqualTo("main");
            } else {
                assertThat(event.eventPreviousTimestamp()).isEqualTo(before.eventTimestamp());
                assertThat(event.trafficSource()).isEqualTo(before.trafficSource());
                assertThat(before.isPurchase()).isFalse();
            }
        }
    }

    @Test
    void makesPurchasesFromEverySource() {
        Map<String, Long> purchases = new HashMap<>();
        take(20_000).stream()
                .filter(Event::isPurchase)
                .forEach(event -> purchases.merge(event.trafficSource(), 1L, Long::sum));

        assertThat(purchases)
                .containsOnlyKeys("google", "facebook", "email", "instagram", "youtube", "direct")
                .allSatisfy((source, count) -> assertThat(count).isGreaterThan(20));
    }

    private Event nextPurchase() {
        return Stream.generate(generator::next)
                .limit(10_000)
                .filter(Event::isPurchase)
                .findFirst()
                .orElseThrow();
    }

    private List<Event> take(int events) {
        return Stream.generate(generator::next).limit(events).toList();
    }
}
