package dev.headrace.examples.guide;

import static dev.headrace.rows.Functions.col;

import dev.headrace.Headrace;
import dev.headrace.hadoop.HadoopFileTrees;
import dev.headrace.rows.Rows;
import dev.headrace.streaming.Trigger;
import java.nio.file.Path;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.local.RawLocalFs;

public final class Hadoop {

    public static void main(String[] arguments) throws Exception {
        Path home = Path.of(arguments[0]);
        Inbox.put(home.resolve("orders"), "1.json", """
                {"id": 1, "price": 120.0}
                {"id": 2, "price": 9.5}
                """);

        Configuration configuration = new Configuration();
        configuration.set("fs.viewfs.mounttable.shop.link./data", home.toUri().toString());
        configuration.set("fs.AbstractFileSystem.file.impl", RawLocalFs.class.getName());
        configuration.set(HadoopFileTrees.ATOMIC_RENAME_SCHEMES, "file");
        try (Headrace session = new Headrace(new HadoopFileTrees(configuration))) {
            Rows rows = Rows.with(session);
            rows.streamLoader()
                    .schema("id BIGINT, price DOUBLE")
                    .json("viewfs://shop/data/orders")
                    .filter(col("price").geq(100))
                    .writeStream()
                    .trigger(Trigger.availableNow())
                    .option("checkpointLocation", "viewfs://shop/data/checkpoint")
                    .start("viewfs://shop/data/large")
                    .awaitTermination();
            rows.loader().parquet("viewfs://shop/data/large").show();
        }

        try {
            Rows.read().parquet("s3a://shop/large");
        } catch (RuntimeException e) {
            System.out.println(e.getMessage());
        }
    }
}
