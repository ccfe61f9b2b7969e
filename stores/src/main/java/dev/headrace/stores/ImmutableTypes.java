package dev.headrace.stores;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.Month;
import java.time.MonthDay;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.Period;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.common.utils.Bytes;

/**
 * Which types a store may keep as the very objects that user code handed over. An object of any other type is serialized
 * at each write and read back at each read, so that no change made to it afterwards can reach the store.
 */
public final class ImmutableTypes {

    /** Types whose equality also agrees with that of their bytes under Kafka's own serializers. */
    private static final Set<Class<?>> PLAIN = Set.of(
            String.class,
            Long.class,
            Integer.class,
            Short.class,
            Byte.class,
            Double.class,
            Float.class,
            Boolean.class,
            Character.class,
            UUID.class,
            Bytes.class);

    private static final Set<Class<?>> OF_THE_JDK = Set.of(
            BigDecimal.class,
            BigInteger.class,
            Instant.class,
            Duration.class,
            Period.class,
            LocalDate.class,
            LocalTime.class,
            LocalDateTime.class,
            OffsetDateTime.class,
            OffsetTime.class,
            ZonedDateTime.class,
            ZoneOffset.class,
            Year.class,
            YearMonth.class,
            MonthDay.class,
            Month.class,
            DayOfWeek.class);

    private static final Map<Class<?>, Boolean> DECLARED = new ConcurrentHashMap<>();

    private ImmutableTypes() {}

    /**
     * Declares, for the whole process, that instances of exactly these classes never change, nothing reachable from them
     * does, and two of them are equal exactly when their serialized forms are. Call it before a topology starts.
     */
    public static void declare(Class<?>... types) {
        for (Class<?> type : types) {
            DECLARED.put(type, Boolean.TRUE);
        }
    }

    /** Whether values of this class may be shared. */
    static boolean asValue(Class<?> type) {
        return PLAIN.contains(type)
                || Enum.class.isAssignableFrom(type)
                || OF_THE_JDK.contains(type)
                || DECLARED.containsKey(type);
    }

    /**
     * Whether objects of this class may stand for their serialized form as keys: equality of the objects must be that of
     * the bytes, which for a serializer that is not Kafka's own only a declaration can tell.
     */
    static boolean asKey(Class<?> type, boolean kafkaSerializer) {
        return DECLARED.containsKey(type) || (kafkaSerializer && PLAIN.contains(type));
    }
}
