/**
 * The commit log in a directory: {@link dev.headrace.runtime.directory.CheckpointDirectory} says what lies where, {@link
 * dev.headrace.runtime.directory.DirectoryLog} makes an epoch durable by creating one file that must not exist yet, {@link
 * dev.headrace.runtime.directory.DirectoryRecovery} brings tasks back to the last one.
 */
@NullMarked
package dev.headrace.runtime.directory;

import org.jspecify.annotations.NullMarked;
