package dev.headrace.testkit.simulation;

import dev.headrace.kafka.KafkaClients;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.producer.Producer;

/**
 * A process of the simulation: the clients that live and die together. When it crashes, its members stop to heartbeat and
 * what it has not sent is lost; its open transactions stay until somebody fences them or they time out.
 */
public final class SimulatedProcess implements KafkaClients {

    private enum Life {
        RUNNING,
        FROZEN,
        DEAD
    }

    private final Simulation simulation;
    private final String name;
    private final List<SimulatedProducer> producers = new ArrayList<>();
    private final List<SimulatedConsumer> consumers = new ArrayList<>();
    private Life life = Life.RUNNING;
    private String death = "";
    private boolean delivering;
    private int clientsEver;

    SimulatedProcess(Simulation simulation, String name) {
        this.simulation = simulation;
        this.name = name;
    }

    /** The name. */
    public String name() {
        return name;
    }

    /** A producer with Kafka's settings; serializers are ignored, keys and values are bytes. */
    @Override
    public Producer<byte[], byte[]> producer(Map<String, Object> config) {
        requireRunning();
        ProducerSettings settings = ProducerSettings.of(config, nextClientId("producer"));
        SimulatedProducer producer = new SimulatedProducer(gate(settings.clientId()), settings);
        producers.add(producer);
        return producer;
    }

    /** A consumer with Kafka's settings; deserializers are ignored, keys and values are bytes. */
    @Override
    public Consumer<byte[], byte[]> consumer(Map<String, Object> config) {
        requireRunning();
        ConsumerSettings settings = ConsumerSettings.of(config, nextClientId("consumer"));
        SimulatedConsumer consumer = new SimulatedConsumer(gate(settings.clientId()), settings);
        consumers.add(consumer);
        return consumer;
    }

    /** An administrator; what it cannot do, it refuses with an {@code UnsupportedVersionException}. */
    @Override
    public Admin admin(Map<String, Object> config) {
        requireRunning();
        String clientId = new ClientSettings(config).text("client.id", "");
        return SimulatedAdmin.create(gate(clientId.isEmpty() ? nextClientId("admin") : clientId));
    }

    private ClientGate gate(String clientId) {
        return new ClientGate(simulation, this, clientId);
    }

    private String nextClientId(String kind) {
        return name + "-" + kind + "-" + ++clientsEver;
    }

    /** Kills the process: from now on every call of its clients throws {@link SimulatedCrash} and does nothing. */
    public void crash() {
        if (life != Life.DEAD) {
            die("the test killed it");
        }
    }

    SimulatedCrash die(ClientSite site, FaultOutcome outcome) {
        return die(outcome + " at " + site.siteName());
    }

    /**
     * Kills the process from within, where it does something that is no call of a client.
     *
     * @param reason told with every later call
     * @return what to throw
     */
    public SimulatedCrash die(String reason) {
        life = Life.DEAD;
        death = reason;
        return new SimulatedCrash("Process " + name + " is dead: " + reason);
    }

    /** Stops the process as a long pause does: no heartbeats, no calls, until {@link #thaw()}. */
    public void freeze() {
        requireRunning();
        life = Life.FROZEN;
    }

    /** Lets a frozen process go on, unaware of the time that passed. */
    public void thaw() {
        if (life != Life.FROZEN) {
            throw new IllegalStateException("Cannot thaw process " + name + ": it is " + life);
        }
        life = Life.RUNNING;
    }

    long nowMs() {
        return simulation.nowMs();
    }

    /** Whether the process was killed. */
    public boolean isDead() {
        return life == Life.DEAD;
    }

    boolean isRunning() {
        return life == Life.RUNNING;
    }

    void requireRunning() {
        if (life == Life.DEAD) {
            throw new SimulatedCrash("Process " + name + " is dead: " + death);
        }
        if (life == Life.FROZEN) {
            throw new IllegalStateException(
                    "Cannot call a client of process " + name + ": it is frozen; thaw it first");
        }
    }

    /** Everything that the producers hold arrives at the broker. */
    void deliverEverything() {
        deliver(() -> List.copyOf(producers).forEach(SimulatedProducer::deliverAll));
    }

    /** One thing that a producer holds arrives at the broker, if there is one. */
    void networkStep(RandomGenerator random) {
        if (!producers.isEmpty()) {
            deliver(() -> producers.get(random.nextInt(producers.size())).deliverOne(random));
        }
    }

    /** Runs a delivery in the background: if the process dies in it, its next call will tell. */
    private void deliver(Runnable delivery) {
        if (delivering || !isRunning()) {
            return;
        }
        delivering = true;
        try {
            delivery.run();
        } catch (SimulatedCrash e) {
            if (life != Life.DEAD) {
                throw e;
            }
        } finally {
            delivering = false;
        }
    }

    /** When a consumer has to poll at the latest to stay in its group, in milliseconds since 1970. */
    long nextDeadlineMs() {
        long next = Long.MAX_VALUE;
        if (isRunning()) {
            for (SimulatedConsumer consumer : consumers) {
                next = Math.min(next, consumer.pollDeadlineMs());
            }
        }
        return next;
    }

    void expire() {
        if (isRunning()) {
            consumers.forEach(SimulatedConsumer::leaveIfPollIsOverdue);
        }
    }

    void closed(SimulatedProducer producer) {
        producers.remove(producer);
    }

    void closed(SimulatedConsumer consumer) {
        consumers.remove(consumer);
    }
}
