package dev.headrace.examples.shop;

import dev.headrace.examples.shop.Event.Ecommerce;
import dev.headrace.examples.shop.Event.Geo;
import dev.headrace.examples.shop.Event.Item;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** A visitor on the way from the front page to a purchase; many leave before. */
final class Visit {

    private static final List<String> CHECKOUT = List.of("cart", "shipping_info", "cc_info", Event.PURCHASE);

    private final RandomGenerator random;
    private final String userId;
    private final String device;
    private final String trafficSource;
    private final Geo geo;
    private final long firstTouchMicros;
    private final List<Item> items = new ArrayList<>();
    private @Nullable Long previousMicros;
    private String next = "main";

    Visit(String userId, RandomGenerator random, long nowMicros) {
        this.random = random;
        this.userId = userId;
        this.device = Shop.device(random);
        this.trafficSource = Shop.trafficSource(random);
        this.geo = Shop.place(random);
        this.firstTouchMicros = nowMicros;
    }

    /** What the visitor does next. */
    Event advance(long nowMicros) {
        if (next.equals("add_item")) {
            items.add(Shop.item(random));
        }
        Event event = new Event(
                device, cart(), next, previousMicros, nowMicros, geo, items, trafficSource, firstTouchMicros, userId);
        previousMicros = nowMicros;
        next = after(next);
        return event;
    }

    /** Whether there is nothing left to do. */
    boolean isOver() {
        return next.isEmpty();
    }

    private String after(String done) {
        int step = CHECKOUT.indexOf(done);
        if (done.equals(Event.PURCHASE) || random.nextInt(12) == 0) {
            return "";
        }
        if (step >= 0) {
            return CHECKOUT.get(step + 1);
        }
        if (done.equals("add_item") && random.nextBoolean()) {
            return CHECKOUT.get(0);
        }
        return random.nextInt(3) == 0 ? "add_item" : Shop.page(random);
    }

    private Ecommerce cart() {
        if (items.isEmpty()) {
            return new Ecommerce(null, null, null);
        }
        long quantity = items.stream().mapToLong(Item::quantity).sum();
        double revenue = items.stream().mapToDouble(Item::itemRevenueInUsd).sum();
        return new Ecommerce(next.equals(Event.PURCHASE) ? revenue : null, quantity, (long) items.size());
    }
}
