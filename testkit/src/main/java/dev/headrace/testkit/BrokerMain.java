package dev.headrace.testkit;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/** What runs in the JVM of a {@link BrokerProcess}: a broker that lives as long as standard input stays open. */
final class BrokerMain {

    static final String READY = "broker ready at ";

    private BrokerMain() {}

    /** Takes broker settings as {@code name=value}. */
    public static void main(String[] arguments) throws IOException {
        EmbeddedBroker broker = EmbeddedBroker.start(settings(arguments));
        Runtime.getRuntime().addShutdownHook(new Thread(broker::close, "stop-broker"));
        System.out.println(READY + broker.bootstrapServers());
        // Nobody reads this stream from here on, and a full pipe would block whoever prints.
        System.setOut(System.err);
        awaitEndOfInput();
        System.exit(0);
    }

    private static Map<String, String> settings(String[] arguments) {
        Map<String, String> settings = new HashMap<>();
        for (String argument : arguments) {
            int separator = argument.indexOf('=');
            settings.put(argument.substring(0, separator), argument.substring(separator + 1));
        }
        return settings;
    }

    private static void awaitEndOfInput() throws IOException {
        int next;
        do {
            next = System.in.read();
        } while (next >= 0);
    }
}
