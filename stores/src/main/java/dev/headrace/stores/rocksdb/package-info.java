/** Committed bytes in RocksDB: the only package that knows it. */
@NullMarked
package dev.headrace.stores.rocksdb;

import org.jspecify.annotations.NullMarked;
