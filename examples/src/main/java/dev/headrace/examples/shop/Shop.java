package dev.headrace.examples.shop;

import dev.headrace.examples.shop.Event.Geo;
import dev.headrace.examples.shop.Event.Item;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** What the shop sells, and who comes to it from where. */
final class Shop {

    private static final List<Product> PRODUCTS = List.of(
            new Product("M_STAN_T", "Standard Twin Mattress", 595),
            new Product("M_STAN_Q", "Standard Queen Mattress", 1045),
            new Product("M_STAN_K", "Standard King Mattress", 1195),
            new Product("M_PREM_Q", "Premium Queen Mattress", 1795),
            new Product("P_FOAM_S", "Standard Foam Pillow", 59),
            new Product("P_DOWN_K", "King Down Pillow", 159));
    private static final List<String> DEVICES = List.of("iOS", "Android", "Windows", "macOS", "Linux", "Chrome OS");
    private static final List<String> SOURCES = List.of(
            "google", "google", "google", "facebook", "facebook", "email", "email", "instagram", "youtube", "direct");
    private static final List<Geo> PLACES = List.of(
            new Geo("Chicago", "IL"),
            new Geo("Houston", "TX"),
            new Geo("Los Angeles", "CA"),
            new Geo("Montclair", "NJ"),
            new Geo("Portland", "OR"),
            new Geo("Seattle", "WA"));
    private static final List<String> PAGES = List.of("mattresses", "pillows", "premium", "reviews", "warranty", "faq");

    private Shop() {}

    static String device(RandomGenerator random) {
        return any(DEVICES, random);
    }

    static String trafficSource(RandomGenerator random) {
        return any(SOURCES, random);
    }

    static Geo place(RandomGenerator random) {
        return any(PLACES, random);
    }

    static String page(RandomGenerator random) {
        return any(PAGES, random);
    }

    /** One or two pieces of a product, at times with a coupon that takes off a tenth. */
    static Item item(RandomGenerator random) {
        Product product = any(PRODUCTS, random);
        long quantity = 1L + random.nextInt(2);
        @Nullable String coupon = random.nextInt(5) == 0 ? "NEWBED10" : null;
        double price = product.priceInUsd * quantity;
        return new Item(
                coupon, product.id, product.name, coupon == null ? price : price * 0.9, product.priceInUsd, quantity);
    }

    private static <T> T any(List<T> choices, RandomGenerator random) {
        return choices.get(random.nextInt(choices.size()));
    }

    private record Product(String id, String name, double priceInUsd) {}
}
