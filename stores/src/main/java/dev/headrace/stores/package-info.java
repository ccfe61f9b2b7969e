/**
 * {@code Stores}, where every ready-made store begins, and the typed stores: objects on the heap for the owner, bytes in
 * one batch per commit for {@code memory} or {@code rocksdb}.
 */
@NullMarked
package dev.headrace.stores;

import org.jspecify.annotations.NullMarked;
