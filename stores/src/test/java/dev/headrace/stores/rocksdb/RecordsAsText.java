package dev.headrace.stores.rocksdb;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.rocksdb.WriteBatch;

/** Writes down the records of a batch, and refuses those that no store writes. */
final class RecordsAsText extends WriteBatch.Handler {

    final List<String> lines = new ArrayList<>();

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }

    @Override
    public void put(int columnFamilyId, byte[] key, byte[] value) {
        String where = columnFamilyId == 0 ? "" : "in " + columnFamilyId + " ";
        lines.add("put " + where + hex(key) + "=" + hex(value));
    }

    @Override
    public void put(byte[] key, byte[] value) {
        put(0, key, value);
    }

    @Override
    public void delete(int columnFamilyId, byte[] key) {
        if (columnFamilyId != 0) {
            throw unexpected();
        }
        lines.add("remove " + hex(key));
    }

    @Override
    public void delete(byte[] key) {
        delete(0, key);
    }

    @Override
    public void merge(int columnFamilyId, byte[] key, byte[] value) {
        throw unexpected();
    }

    @Override
    public void merge(byte[] key, byte[] value) {
        throw unexpected();
    }

    @Override
    public void singleDelete(int columnFamilyId, byte[] key) {
        throw unexpected();
    }

    @Override
    public void singleDelete(byte[] key) {
        throw unexpected();
    }

    @Override
    public void deleteRange(int columnFamilyId, byte[] beginKey, byte[] endKey) {
        throw unexpected();
    }

    @Override
    public void deleteRange(byte[] beginKey, byte[] endKey) {
        throw unexpected();
    }

    @Override
    public void logData(byte[] blob) {
        throw unexpected();
    }

    @Override
    public void putBlobIndex(int columnFamilyId, byte[] key, byte[] value) {
        throw unexpected();
    }

    @Override
    public void markBeginPrepare() {
        throw unexpected();
    }

    @Override
    public void markEndPrepare(byte[] xid) {
        throw unexpected();
    }

    @Override
    public void markNoop(boolean emptyBatch) {
        throw unexpected();
    }

    @Override
    public void markRollback(byte[] xid) {
        throw unexpected();
    }

    @Override
    public void markCommit(byte[] xid) {
        throw unexpected();
    }

    @Override
    public void markCommitWithTimestamp(byte[] xid, byte[] timestamp) {
        throw unexpected();
    }

    private static IllegalStateException unexpected() {
        return new IllegalStateException("No store writes a record of this kind");
    }
}
