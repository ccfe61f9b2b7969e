package dev.headrace.processor;

/** Decides what becomes of the query when one of its threads fails. */
@FunctionalInterface
public interface StreamsUncaughtExceptionHandler {

    /** Is called in the thread that failed. */
    StreamThreadExceptionResponse handle(Throwable exception);

    /** What is to happen. */
    enum StreamThreadExceptionResponse {
        /** A new thread takes over. */
        REPLACE_THREAD(0, "REPLACE_THREAD"),
        /** This instance stops. */
        SHUTDOWN_CLIENT(1, "SHUTDOWN_KAFKA_STREAMS_CLIENT"),
        /** All instances stop. */
        SHUTDOWN_APPLICATION(2, "SHUTDOWN_KAFKA_STREAMS_APPLICATION");

        /** A permanent name. */
        public final String name;

        /** A permanent number. */
        public final int id;

        StreamThreadExceptionResponse(int id, String name) {
            this.id = id;
            this.name = name;
        }
    }
}
