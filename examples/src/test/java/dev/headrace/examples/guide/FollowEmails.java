package dev.headrace.examples.guide;

import static dev.headrace.rows.Functions.col;

import dev.headrace.rows.RowStream;
import dev.headrace.rows.Rows;
import dev.headrace.streaming.StreamingQuery;
import dev.headrace.streaming.Trigger;

public final class FollowEmails {

    public static void main(String[] directories) throws InterruptedException {
        RowStream events = Rows.readStream()
                .schema("user_id STRING, device STRING, traffic_source STRING")
                .option("maxFilesPerTrigger", 1)
                .json(directories[0]);

        StreamingQuery query = events.filter(col("traffic_source").equalTo("email"))
                .withColumn("mobile", col("device").isin("iOS", "Android"))
                .select("user_id", "mobile")
                .writeStream()
                .format("parquet")
                .trigger(Trigger.availableNow())
                .option("checkpointLocation", directories[1])
                .start(directories[2]);

        query.awaitTermination();
    }
}
