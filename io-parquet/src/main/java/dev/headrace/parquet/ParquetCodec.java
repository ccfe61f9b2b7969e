package dev.headrace.parquet;

import org.apache.parquet.hadoop.metadata.CompressionCodecName;

/** How the pages of a file are compressed. */
public enum ParquetCodec {

    /** Small files at little cost; what is used where nothing else is asked for. */
    ZSTD(CompressionCodecName.ZSTD),

    /** Larger files than {@link #ZSTD}, read by every tool. */
    SNAPPY(CompressionCodecName.SNAPPY),

    /** Small files at a high cost, read by every tool. */
    GZIP(CompressionCodecName.GZIP),

    /** Not at all. */
    UNCOMPRESSED(CompressionCodecName.UNCOMPRESSED);

    private final CompressionCodecName parquetName;

    ParquetCodec(CompressionCodecName parquetName) {
        this.parquetName = parquetName;
    }

    CompressionCodecName parquetName() {
        return parquetName;
    }
}
