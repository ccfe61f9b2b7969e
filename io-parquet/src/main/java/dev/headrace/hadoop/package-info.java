/**
 * The files of Hadoop's file systems (hdfs, viewfs, s3a, abfs and others): found by the scheme of a path, and not loaded before
 * one of them is met.
 */
@NullMarked
package dev.headrace.hadoop;

import org.jspecify.annotations.NullMarked;
