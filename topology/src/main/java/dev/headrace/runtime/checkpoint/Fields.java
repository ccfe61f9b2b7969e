package dev.headrace.runtime.checkpoint;

/** The names of the fields in a checkpoint record's JSON. They are durable: never rename one. */
final class Fields {

    static final String VERSION = "v";
    static final String INCARNATION = "incarnation";
    static final String EPOCH = "epoch";
    static final String POSITIONS = "positions";
    static final String PARTITION_TIMES = "partitionTimesMs";
    static final String STREAM_TIME = "streamTimeMs";
    static final String WATERMARK = "watermarkMs";
    static final String CHANGELOGS = "changelogs";
    static final String DRAIN = "drain";
    static final String RUN_ID = "runId";
    static final String ENDS = "ends";
    static final String DONE = "done";
    static final String COMMITTED_AT = "committedAtMs";
    static final String UNPUBLISHED = "unpublished";
    static final String RECEIPT = "receipt";
    static final String MEMORY = "memory";
    static final String QUERY_ID = "queryId";
    static final String CREATED_AT = "createdAtMs";
    static final String STAGING_IDS = "stagingIds";
    static final String TOPIC_IDS = "topicIds";

    private Fields() {}
}
