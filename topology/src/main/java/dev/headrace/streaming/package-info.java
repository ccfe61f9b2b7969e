/**
 * What a user holds while a topology runs: options that start a query ({@link dev.headrace.streaming.QueryOptions}, {@link
 * dev.headrace.streaming.Trigger}, {@link dev.headrace.streaming.CommitLog}), the handle of a running one ({@link
 * dev.headrace.streaming.StreamingQuery}) and what it tells about itself.
 */
@NullMarked
package dev.headrace.streaming;

import org.jspecify.annotations.NullMarked;
