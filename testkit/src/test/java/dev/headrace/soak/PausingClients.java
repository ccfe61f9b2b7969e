package dev.headrace.soak;

import dev.headrace.kafka.KafkaClients;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.producer.Producer;

/** Kafka's real clients; a producer stops after it has added positions to its transaction. */
final class PausingClients implements KafkaClients {

    private final Pause pause;

    PausingClients(Pause pause) {
        this.pause = pause;
    }

    @Override
    @SuppressWarnings("unchecked")
    public Producer<byte[], byte[]> producer(Map<String, Object> config) {
        Producer<byte[], byte[]> real = KafkaClients.real().producer(config);
        return (Producer<byte[], byte[]>) Proxy.newProxyInstance(
                Producer.class.getClassLoader(), new Class<?>[] {Producer.class}, (proxy, method, arguments) -> {
                    try {
                        Object result = method.invoke(real, arguments);
                        if (method.getName().equals("sendOffsetsToTransaction")) {
                            pause.here();
                        }
                        return result;
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    @Override
    public Consumer<byte[], byte[]> consumer(Map<String, Object> config) {
        return KafkaClients.real().consumer(config);
    }

    @Override
    public Admin admin(Map<String, Object> config) {
        return KafkaClients.real().admin(config);
    }
}
