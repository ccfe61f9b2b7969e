package dev.headrace.state;

/** Marks a supplier whose stores keep headers with each value. */
public interface HeadersBytesStoreSupplier {}
