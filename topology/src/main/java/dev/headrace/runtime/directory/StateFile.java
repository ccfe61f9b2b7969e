package dev.headrace.runtime.directory;

/**
 * One file of a store's state.
 *
 * @param name within the directory of the store's partition
 * @param epoch the epoch up to which it brings the store
 * @param bytes its length
 */
record StateFile(String name, long epoch, long bytes) {}
