package dev.headrace.port;

/**
 * A file or a directory, as a listing shows it.
 *
 * @param length in bytes; 0 for a directory
 * @param modifiedMs when it was last written, in milliseconds since 1970
 */
public record FileEntry(FilePath path, long length, long modifiedMs, boolean isDirectory) {}
